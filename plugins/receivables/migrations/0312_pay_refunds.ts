import { BaseSchema } from '@adonisjs/lucid/schema'

/** What a customer paid twice is given back in money: at a till of the utility, or by bank transfer. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table receivables_refund_requests
        add column given_on date,
        add column given_how text check (given_how in ('cash', 'transfer')),
        -- authentication of the till, or the number of the transfer
        add column given_proof text,
        add column given_by text,
        drop constraint receivables_refund_requests_state_check,
        add constraint receivables_refund_requests_state_check check (state in ('requested', 'approved', 'refused', 'paid')),
        add constraint receivables_refund_requests_given
          check ((state = 'paid') = (given_on is not null and given_how is not null and given_proof is not null));
      -- given back in money: no longer usable
      alter table receivables_credits
        add column refunded_cents bigint not null default 0,
        add constraint receivables_credits_refunded check (refunded_cents between 0 and amount_cents - open_cents);
    `)
  }
}
