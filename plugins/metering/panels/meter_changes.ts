import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'

const SHOWN = 20

interface Change {
  readonly changed_on: CivilDate
  readonly removed_id: bigint
  readonly removed: string
  readonly final_reading: number
  readonly installed_id: bigint | null
  readonly installed: string | null
  readonly initial_reading: number | null
  readonly reason: string | null
  readonly changed_by: string | null
}

/** Each meter that came off the unit, with the one that took its place that day (TR-3.2.13.10.18). */
export const meterChanges: Panel = {
  name: 'metering.changes',
  on: 'registry.premises',
  title: 'Trocas de hidrômetro',
  permission: 'metering.read',
  place: 70,
  view: 'metering::meter_changes',
  async load({ tx, municipalityId, row: { id } }: PageContext) {
    const changes = await query<Change>(
      tx,
      `select r.removed_on as changed_on, o.id as removed_id, o.number as removed, r.final_reading, n.id as installed_id,
              n.number as installed, i.initial_reading, t.title as reason, v.moved_by as changed_by
         from registry_connections c
         join metering_installations r on r.connection_id = c.id and r.removed_on is not null
         join metering_meters o on o.id = r.meter_id
         left join metering_installations i on i.connection_id = c.id and i.installed_on = r.removed_on and i.id > r.id
         left join metering_meters n on n.id = i.meter_id
         left join metering_movement_reasons t on t.municipality_id = c.municipality_id and t.code = r.removal_reason
         left join lateral (select moved_by from metering_movements m
                             where m.municipality_id = c.municipality_id and m.meter_id = r.meter_id and m.kind = 'removed'
                               and m.moved_on = r.removed_on order by m.id desc limit 1) v on true
        where c.municipality_id = ? and c.premise_id = ? order by r.removed_on desc, r.id desc limit ${SHOWN}`,
      [municipalityId, id]
    )
    return changes.length ? { changes } : null
  },
}
