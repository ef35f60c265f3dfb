import { BaseSchema } from '@adonisjs/lucid/schema'

/** A charge to a customer may be cancelled, or take another due date as a new charge in its place. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table billing_customer_charges
        add column replaces_id bigint references billing_customer_charges,
        add column ended_by text,
        drop constraint billing_customer_charges_settlement_check,
        add constraint billing_customer_charges_settlement_check
          check (settlement in ('open', 'partly_settled', 'settled', 'written_off', 'arranged', 'cancelled', 'replaced'));
      create unique index billing_customer_charges_replaces on billing_customer_charges (replaces_id);
    `)
  }
}
