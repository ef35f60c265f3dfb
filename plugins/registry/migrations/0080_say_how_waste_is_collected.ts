import { BaseSchema } from '@adonisjs/lucid/schema'
import { lookupTableSql } from '#core/records/index'

/** What garbage fees ask of a unit: how often its waste is collected, and what kind of producer it is. */
export default class extends BaseSchema {
  async up() {
    for (const table of ['registry_collection_frequencies', 'registry_waste_profiles']) {
      this.schema.raw(lookupTableSql(table))
    }
    this.schema.raw(`
      alter table registry_premises
        add column collection_frequency text,
        add column waste_profile text,
        add foreign key (municipality_id, collection_frequency)
          references registry_collection_frequencies (municipality_id, code),
        add foreign key (municipality_id, waste_profile) references registry_waste_profiles (municipality_id, code);
      create index registry_premises_collection on registry_premises (municipality_id, collection_frequency, id)
        where collection_frequency is not null;
      create index registry_premises_waste_profile on registry_premises (municipality_id, waste_profile, id)
        where waste_profile is not null;
      select keep_columns('registry_premises', 'registration_number');
    `)
  }
}
