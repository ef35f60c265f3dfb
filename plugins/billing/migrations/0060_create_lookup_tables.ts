import { BaseSchema } from '@adonisjs/lucid/schema'
import { lookupTableSql } from '#core/records/index'

/** Reasons that people give for what they do to invoices. */
export default class extends BaseSchema {
  async up() {
    for (const name of ['cancellation_reasons', 'issue_reasons', 'situation_reasons'])
      this.schema.raw(lookupTableSql(`billing_${name}`))
  }
}
