import { BaseSchema } from '@adonisjs/lucid/schema'

/** Since when a network of sewage passes a unit, and until when the utility's letter asks it to be connected. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      alter table registry_premises
        add column sewage_available_on date,
        add column sewage_deadline_on date,
        add constraint registry_premises_sewage_deadline check (sewage_deadline_on >= sewage_available_on);
      create index registry_premises_sewage_available on registry_premises (municipality_id, id) where sewage_available_on is not null;
      select keep_columns('registry_premises', 'registration_number');
    `)
  }
}
