import { BaseSchema } from '@adonisjs/lucid/schema'

/** What an order tells the customer, printed on it: of a cut, why and how the water comes back. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table services_orders add column customer_message text
        check (length(customer_message) between 1 and 1000);
    `)
  }
}
