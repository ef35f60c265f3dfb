import { BaseSchema } from '@adonisjs/lucid/schema'

/** Direct-debit returns: debits not made and lines without money have fates of their own. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table payments_file_lines drop constraint payments_file_lines_fate_check,
        add constraint payments_file_lines_fate_check check
          (fate in ('waiting', 'settled', 'joined', 'duplicate', 'unidentified', 'returned', 'noted', 'rejected'));
    `)
  }
}
