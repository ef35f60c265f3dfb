import { BaseSchema } from '@adonisjs/lucid/schema'
import { lookupTableSql } from '#core/records/index'

/** The small registries of metering; a meter says its diameter and its type by them. */
export default class extends BaseSchema {
  async up() {
    this.schema.raw(
      lookupTableSql(
        'metering_meter_diameters',
        'diameter_mm numeric(7, 1) not null check (diameter_mm > 0),'
      )
    )
    for (const name of ['meter_types', 'movement_reasons', 'seal_reasons'])
      this.schema.raw(lookupTableSql(`metering_${name}`))
    this.schema.raw(`
      alter table metering_meters
        add column diameter text,
        add column meter_type text,
        add foreign key (municipality_id, diameter) references metering_meter_diameters (municipality_id, code),
        add foreign key (municipality_id, meter_type) references metering_meter_types (municipality_id, code);
    `)
  }
}
