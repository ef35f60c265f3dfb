import { BaseSchema } from '@adonisjs/lucid/schema'

/** Receipts that people enter: the paper that they saw, and whether the bank has told of the same money since. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table receivables_receipts
        add column proof text,
        -- the customer whose money it is said to be
        add column payer_id bigint references registry_customers,
        add column awaits_bank boolean not null default false;
      create index receivables_receipts_proof on receivables_receipts (municipality_id, proof) where proof is not null;
      create index receivables_receipts_awaiting on receivables_receipts (municipality_id, paid_on, id) where awaits_bank;
      -- what money without a document may have paid
      create index receivables_documents_amount on receivables_documents (municipality_id, amount_cents, due_on);
      alter table receivables_receipt_changes
        drop constraint receivables_receipt_changes_kind_check,
        add constraint receivables_receipt_changes_kind_check
          check (kind in ('entered', 'identified', 'transferred', 'reversed'));
    `)
  }
}
