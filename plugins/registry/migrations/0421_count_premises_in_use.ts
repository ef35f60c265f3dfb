import { BaseSchema } from '@adonisjs/lucid/schema'

/** The premises in use of a group are counted in an index alone. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(`
      create index registry_premises_in_use on registry_premises (municipality_id, billing_group_id) where status = 'active'
    `)
  }
}
