import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'

interface MeterRow {
  readonly meter_id: bigint
  readonly number: string
  readonly brand: string
  readonly model: string
  readonly installed_on: string
  readonly seal: string | null
  readonly years: string
}

/** The meter that hangs at a premise. */
export const meterPanel: Panel<{ readonly meter: MeterRow | null }> = {
  name: 'metering.premise_meter',
  on: 'registry.premises',
  title: 'Hidrômetro',
  permission: 'metering.read',
  place: 30,
  view: 'metering::premise_meter',
  async load({ tx, municipalityId, today, row }: PageContext) {
    const [meter] = await query<MeterRow>(
      tx,
      `select m.id as meter_id, m.number, m.brand, m.model, i.installed_on, i.seal,
              round((?::date - i.installed_on) / 365.25, 1)::text as years
         from registry_connections c
         join metering_installations i on i.connection_id = c.id and i.removed_on is null
         join metering_meters m on m.id = i.meter_id
        where c.municipality_id = ? and c.premise_id = ? and c.service = 'water'`,
      [today, municipalityId, row.id]
    )
    return { meter: meter ?? null }
  },
}
