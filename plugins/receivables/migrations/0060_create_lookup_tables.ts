import { BaseSchema } from '@adonisjs/lucid/schema'
import { lookupTableSql } from '#core/records/index'

const TABLES = [
  ...['charging_types', 'release_reasons', 'compensation_reasons'],
  ...['reversal_reasons', 'transfer_reasons'],
]

/** The small registries of what is owed and what is given back. */
export default class extends BaseSchema {
  async up() {
    for (const name of TABLES) this.schema.raw(lookupTableSql(`receivables_${name}`))
  }
}
