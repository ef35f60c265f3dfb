import { BaseSchema } from '@adonisjs/lucid/schema'

/** What passed to an instalment plan is neither pending nor paid. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table billing_invoices
        drop constraint billing_invoices_settlement_check,
        add constraint billing_invoices_settlement_check
          check (settlement in ('open', 'partly_settled', 'settled', 'cancelled', 'replaced', 'written_off', 'arranged'));
      alter table billing_customer_charges
        drop constraint billing_customer_charges_settlement_check,
        add constraint billing_customer_charges_settlement_check
          check (settlement in ('open', 'partly_settled', 'settled', 'arranged'));
    `)
  }
}
