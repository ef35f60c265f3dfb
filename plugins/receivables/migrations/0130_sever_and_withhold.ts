import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What is asked for by a paper of its own, apart from the rest of its origin, and what the payer keeps of an item and pays to
 * the treasury in the creditor's name: papers ask for the rest, and a payment closes the item whole.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table receivables_items
        add column is_severed boolean not null default false,
        add column withheld_cents bigint not null default 0 check (withheld_cents between 0 and amount_cents);
      -- what kind of thing asked for it: invoices, as most do, when not said
      alter table receivables_pending_charges add column billed_origin_type text;
      alter table receivables_settlements
        add column withheld_cents bigint not null default 0 check (withheld_cents >= 0);
    `)
  }
}
