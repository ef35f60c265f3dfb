import { BaseSchema } from '@adonisjs/lucid/schema'

/** What estimated months were charged beyond what they used is a credit; it goes with the invoice that settled them. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table receivables_credits
        drop constraint receivables_credits_cause_check,
        add constraint receivables_credits_cause_check check (cause in ('overpayment', 'duplicate', 'correction', 'estimate')),
        drop constraint receivables_credits_origin,
        add constraint receivables_credits_origin check ((cause in ('correction', 'estimate')) = (origin_id is not null));
    `)
  }
}
