import { BaseSchema } from '@adonisjs/lucid/schema'
import { lookupTableSql } from '#core/records/index'

/** The small registries of what is owed and what is given back. */
export default class extends BaseSchema {
  async up() {
    for (const name of ['charging_types', 'release_reasons', 'compensation_reasons'])
      this.schema.raw(lookupTableSql(`receivables_${name}`))
  }
}
