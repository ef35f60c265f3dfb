import { BaseSchema } from '@adonisjs/lucid/schema'

/** A credit of a statement that is a customer's own deposit: it becomes a receipt, to be identified or shared. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table payments_statement_lines
        add column receipt_id bigint references receivables_receipts,
        drop constraint payments_statement_lines_state_check,
        add constraint payments_statement_lines_state_check
          check (state in ('waiting', 'matched', 'set_aside', 'received')),
        add constraint payments_statement_lines_received check (state <> 'received' or receipt_id is not null);
    `)
  }
}
