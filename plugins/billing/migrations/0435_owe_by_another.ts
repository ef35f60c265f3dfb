import { BaseSchema } from '@adonisjs/lucid/schema'

/** Who owes an invoice now, when a debt passed from who consumed to another customer of the premise (DECISIONS 30). */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`alter table billing_invoices add column owed_by_id bigint`)
  }
}
