import { BaseSchema } from '@adonisjs/lucid/schema'
import { lookupTableSql } from '#core/records/index'

const TABLES = [
  'collection_types',
  'origins',
  'billed_consumption_types',
  'read_consumption_types',
  'critique_reasons',
]

/** The small registries of reading; a route says by them how it is read. */
export default class extends BaseSchema {
  async up() {
    for (const name of TABLES) this.schema.raw(lookupTableSql(`readings_${name}`))
    this.schema.raw(`
      alter table readings_routes
        add column collection_type text,
        add foreign key (municipality_id, collection_type) references readings_collection_types (municipality_id, code);
    `)
  }
}
