import { BaseSchema } from '@adonisjs/lucid/schema'

/** Invoices that are debited from the payer's account: as their paper says, and as they stand. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table billing_invoices
        -- canonical JSON: bank and masked account, as the paper says; null: it is paid with a code
        add column debit text,
        -- still to be debited: false once the bank refused it, or nobody sent it in time
        add column is_in_debit boolean not null default false,
        add constraint billing_invoices_debit check (debit is not null or not is_in_debit);
    `)
  }
}
