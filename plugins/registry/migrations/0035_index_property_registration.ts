import { BaseSchema } from '@adonisjs/lucid/schema'

/** Whose a property registration (inscrição imobiliária) is. Old records may share one: a check, not a constraint. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create index registry_premises_property_tax on registry_premises (municipality_id, property_tax_number, id)
        where property_tax_number is not null;
    `)
  }
}
