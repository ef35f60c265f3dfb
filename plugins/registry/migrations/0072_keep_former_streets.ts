import { BaseSchema } from '@adonisjs/lucid/schema'
import { lookupTableSql } from '#core/records/index'

/** Streets and neighbourhoods that change name, become another or fall out of use, with what they were called before. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(lookupTableSql('registry_street_honorifics'))
    for (const table of ['registry_streets', 'registry_districts']) {
      this.schema.raw(`
        alter table ${table}
          add column is_active boolean not null default true,
          -- what it was called before, one after the other: it is found by them
          add column former_names text,
          add column merged_into_id bigint references ${table};
        create index ${table}_merged on ${table} (merged_into_id) where merged_into_id is not null;
      `)
    }
    this.schema.raw(`
      alter table registry_streets
        add column honorific text,
        add foreign key (municipality_id, honorific) references registry_street_honorifics (municipality_id, code);
      create index registry_streets_honorific on registry_streets (municipality_id, honorific, id)
        where honorific is not null;
      create index registry_streets_type on registry_streets (municipality_id, type_id, id);
    `)
  }
}
