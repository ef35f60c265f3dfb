import { BaseSchema } from '@adonisjs/lucid/schema'

const POINTERS: readonly (readonly [string, string, string])[] = [
  ['registry_premises', 'street_pavement', 'registry_street_pavement_types'],
  ['registry_premises', 'sidewalk_pavement', 'registry_sidewalk_pavement_types'],
  ['registry_connections', 'network', 'registry_network_types'],
  ['registry_connections', 'water_branch_diameter', 'registry_water_branch_diameters'],
  ['registry_connections', 'sewage_branch_diameter', 'registry_sewage_branch_diameters'],
  ['registry_connections', 'branch_material', 'registry_riser_materials'],
  ['registry_connections', 'riser_position', 'registry_riser_positions'],
  ['registry_connections', 'riser_type', 'registry_riser_types'],
  ['registry_connections', 'riser_diameter', 'registry_riser_diameters'],
  ['registry_connections', 'riser_material', 'registry_riser_materials'],
]

/** What premises and connections are made of comes from the tables that each utility keeps. */
export default class extends BaseSchema {
  async up() {
    for (const [table, column, target] of POINTERS) {
      this.schema.raw(`
        alter table ${table} add foreign key (municipality_id, ${column}) references ${target} (municipality_id, code);
        create index ${table}_${column} on ${table} (municipality_id, ${column}, id) where ${column} is not null;
      `)
    }
  }
}
