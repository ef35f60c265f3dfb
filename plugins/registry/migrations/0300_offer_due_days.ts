import { BaseSchema } from '@adonisjs/lucid/schema'

/** The alternative due days of a billing group, as people write them: `5, 15, 25`. Empty: any day may be chosen. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table registry_billing_groups add column due_days text
        check (due_days ~ '^([1-9]|[12][0-9]|3[01])(, ([1-9]|[12][0-9]|3[01]))*$')
    `)
  }
}
