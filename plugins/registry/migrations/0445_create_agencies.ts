import { BaseSchema } from '@adonisjs/lucid/schema'
import { lookupTableSql } from '#core/records/index'

/** Agencies, and which of them serves each locality. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(lookupTableSql('registry_agencies'))
    this.schema.raw(`
      alter table registry_localities
        add column agency text,
        add constraint registry_localities_agency foreign key (municipality_id, agency)
          references registry_agencies (municipality_id, code);
      create index registry_localities_agency on registry_localities (municipality_id, agency) where agency is not null;
    `)
  }
}
