import { BaseSchema } from '@adonisjs/lucid/schema'

/** Charges to customers and slips may end without money, by an act, as invoices may. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table billing_customer_charges
        drop constraint billing_customer_charges_settlement_check,
        add constraint billing_customer_charges_settlement_check
          check (settlement in ('open', 'partly_settled', 'settled', 'written_off'));
      alter table billing_waste_slips
        drop constraint billing_waste_slips_settlement_check,
        add constraint billing_waste_slips_settlement_check
          check (settlement in ('open', 'partly_settled', 'settled', 'cancelled', 'written_off'));
    `)
  }
}
