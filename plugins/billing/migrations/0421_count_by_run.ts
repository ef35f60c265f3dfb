import { BaseSchema } from '@adonisjs/lucid/schema'

/** The month step by step counts by run what changed of its invoices and what was delivered, without opening the invoices. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create index billing_invoices_changed on billing_invoices (run_id, settlement)
        where version > 1 or settlement in ('cancelled', 'replaced');

      -- null only in what was put into the dead file before
      alter table billing_deliveries add column run_id bigint references billing_runs;
      update billing_deliveries d set run_id = i.run_id from billing_invoices i where i.id = d.invoice_id;
      create index billing_deliveries_run on billing_deliveries (run_id, outcome, on_date, invoice_id)
    `)
  }
}
