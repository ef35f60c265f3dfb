import { BaseSchema } from '@adonisjs/lucid/schema'

/** Plans that the system before signed: what was paid there is known by its sum. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table plans_agreements
        add column origin text not null default 'own' check (origin in ('own', 'legacy')),
        -- paid in the system before: principal with the down payment, and how many instalments
        add column paid_before_cents bigint not null default 0 check (paid_before_cents between 0 and negotiated_cents),
        add column paid_before smallint not null default 0 check (paid_before between 0 and instalments),
        add constraint plans_agreements_paid_before check (origin = 'legacy' or (paid_before_cents = 0 and paid_before = 0));
    `)
  }
}
