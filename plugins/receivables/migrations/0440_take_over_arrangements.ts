import { BaseSchema } from '@adonisjs/lucid/schema'

/** Arrangements of the system before: what they brought besides their debts was never posted here. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table receivables_arrangements
        -- their late charges became a right in other books: only what is given up of them moves these
        add column is_taken_over boolean not null default false;
    `)
  }
}
