import { BaseSchema } from '@adonisjs/lucid/schema'

/** What a kind of tariff, such as the social one, took off each invoice. Invoices issued before say nothing. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table billing_invoices
        -- kind of tariff that priced it; null for the normal one, and where nobody said
        add column tariff_type text,
        -- its charges at the normal tariff less what they are; null where the normal tariff had no answer
        add column tariff_benefit_cents bigint,
        add constraint billing_invoices_tariff_benefit check (tariff_benefit_cents is null or tariff_type is not null)
    `)
  }
}
