import { BaseSchema } from '@adonisjs/lucid/schema'

/**
 * What a correction does to what is owed: items that are withdrawn, with the origin that took their place; the use of a credit
 * that is undone by a negative one; money already paid that becomes a credit.
 */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      -- withdrawn_on: day in the books on which it was cancelled or replaced; successor_id: the origin, of the same type,
      -- that took its place; born_on: day on which it came to be, of what was not issued with its month
      alter table receivables_items
        add column withdrawn_on date,
        add column successor_id bigint,
        add column born_on date,
        add constraint receivables_items_withdrawn
          check ((state in ('cancelled', 'replaced')) = (withdrawn_on is not null)),
        add constraint receivables_items_successor check (successor_id is null or state = 'replaced');

      alter table receivables_credits
        drop constraint receivables_credits_cause_check,
        add constraint receivables_credits_cause_check check (cause in ('overpayment', 'duplicate', 'correction')),
        -- of a correction: what was paid, \`billing.invoice\` and its id
        add column origin_type text,
        add column origin_id bigint,
        add constraint receivables_credits_origin check ((cause = 'correction') = (origin_id is not null));

      -- a negative one undoes
      alter table receivables_credit_uses
        drop constraint receivables_credit_uses_amount_cents_check,
        add constraint receivables_credit_uses_amount_cents_check check (amount_cents <> 0);

      alter table receivables_pending_charges
        -- invoices that asked for it and were corrected since, the first one first
        add column former_origin_ids bigint[] not null default '{}',
        drop constraint receivables_pending_charges_state_check,
        add constraint receivables_pending_charges_state_check check (state in ('pending', 'billed', 'cancelled'));
      create index receivables_pending_charges_source_item on receivables_pending_charges (source_item_id)
        where source_item_id is not null;
      create index receivables_pending_charges_source on receivables_pending_charges (municipality_id, source_type, source_id)
        where source_id is not null;
    `)
  }
}
