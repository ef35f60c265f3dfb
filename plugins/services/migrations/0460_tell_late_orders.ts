import { BaseSchema } from '@adonisjs/lucid/schema'

/** The deadline of which it was told that the order is late: a new deadline may be told of again. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('alter table services_orders add column late_told_for date')
  }
}
