import { BaseSchema } from '@adonisjs/lucid/schema'

/** Of a refund, what was given back in money: the rest stays a credit for the next invoices. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table receivables_refund_requests add column given_cents bigint check (given_cents between 1 and credit_cents);
      update receivables_refund_requests set given_cents = credit_cents where state = 'paid';
      alter table receivables_refund_requests
        add constraint receivables_refund_requests_given_cents check ((state = 'paid') = (given_cents is not null));
    `)
  }
}
