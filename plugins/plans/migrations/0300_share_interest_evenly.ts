import { BaseSchema } from '@adonisjs/lucid/schema'

/** Simple interest on the whole, in equal parts, and the list of what early payments and slips brought in by day. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table plans_agreements
        drop constraint plans_agreements_method_check,
        add constraint plans_agreements_method_check check (method in ('price', 'sac', 'simple', 'flat', 'none'));
      create index plans_slips_paid on plans_slips (municipality_id, paid_on) where state = 'paid';
      create index plans_early_payments_paid on plans_early_payments (municipality_id, ended_on) where state = 'paid';
    `)
  }
}
