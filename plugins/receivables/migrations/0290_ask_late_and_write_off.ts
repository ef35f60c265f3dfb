import { BaseSchema } from '@adonisjs/lucid/schema'

/** Papers that ask for late charges besides their items, and debts that end without money, by an act. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table receivables_documents
        add column late_cents bigint not null default 0 check (late_cents between 0 and amount_cents);

      -- paid: settled by the receipt that caused it, whose document asked for it
      alter table receivables_pending_charges
        drop constraint receivables_pending_charges_state_check,
        add constraint receivables_pending_charges_state_check 
          check (state in ('pending', 'held', 'billed', 'cancelled', 'paid'));

      -- written_off_cents: what was open when an act ended it; such an item may be open again
      alter table receivables_items
        add column written_off_cents bigint not null default 0,
        drop constraint receivables_items_state_check,
        add constraint receivables_items_state_check
          check (state in ('open', 'settled', 'cancelled', 'replaced', 'arranged', 'written_off')),
        drop constraint receivables_items_withdrawn,
        add constraint receivables_items_withdrawn
          check ((state in ('cancelled', 'replaced', 'written_off')) = (withdrawn_on is not null)),
        add constraint receivables_items_written_off check ((state = 'written_off') = (written_off_cents > 0));
    `)
  }
}
