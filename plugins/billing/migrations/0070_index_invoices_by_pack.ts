import { BaseSchema } from '@adonisjs/lucid/schema'

/** Which invoices used a configuration version: by pack, the newest first. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw('create index billing_invoices_pack on billing_invoices (pack_id, id desc)')
    this.schema.raw(
      'create index billing_runs_issued on billing_runs (municipality_id, issued_on desc, id desc)'
    )
  }
}
