import { BaseSchema } from '@adonisjs/lucid/schema'
import { lookupTableSql } from '#core/records/index'

/** By the utility's own fault nobody pays for a delay. */
const FAULT = 'utility_fault boolean not null default false,'

/** Reasons that people give for what they do to invoices. */
export default class extends BaseSchema {
  async up() {
    for (const name of ['cancellation_reasons', 'correction_reasons'])
      this.schema.raw(lookupTableSql(`billing_${name}`, FAULT))
    for (const name of ['issue_reasons', 'situation_reasons'])
      this.schema.raw(lookupTableSql(`billing_${name}`))
  }
}
