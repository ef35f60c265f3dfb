import { BaseSchema } from '@adonisjs/lucid/schema'

/** Direct-debit returns: debits not made and lines without money have fates of their own, answers of the bank a treatment. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table payments_file_lines drop constraint payments_file_lines_fate_check,
        add constraint payments_file_lines_fate_check check
          (fate in ('waiting', 'settled', 'joined', 'duplicate', 'unidentified', 'returned', 'noted', 'rejected'));
      -- what a refusal does to the customer's option
      alter table payments_direct_debit_occurrences add column ends_option boolean not null default false;
    `)
  }
}
