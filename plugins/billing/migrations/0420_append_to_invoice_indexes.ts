import { BaseSchema } from '@adonisjs/lucid/schema'

/** Invoices are written month after month: an ascending index grows at its end; lists that show the last first read it backwards. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      drop index billing_invoices_list;
      create index billing_invoices_list on billing_invoices (municipality_id, reference, id)
    `)
  }
}
