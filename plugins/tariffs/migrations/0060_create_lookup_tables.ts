import { BaseSchema } from '@adonisjs/lucid/schema'
import { lookupTableSql } from '#core/records/index'

/** What tariffs are called; the prices are versioned configuration. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(lookupTableSql('tariffs_tariff_types'))
  }
}
