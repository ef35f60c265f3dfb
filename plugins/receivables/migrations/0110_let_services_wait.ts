import { BaseSchema } from '@adonisjs/lucid/schema'

/** Services wait for the invoice of their month, one parcel in each. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table receivables_pending_charges
        drop constraint receivables_pending_charges_cause_check,
        -- what it is called on the bill, when its type does not say
        add column label text,
        -- the first month whose invoice may ask for it; null: the next one
        add column from_reference char(7),
        add constraint receivables_pending_charges_cause_check check (cause in ('late', 'underpayment', 'carried', 'service'));
    `)
  }
}
