import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { type PrescriptionEvent, prescribesOn } from '../domain/prescription.ts'
import type { Entry } from './entry_rows.ts'
import { policyOf } from './settings.ts'

/** Works out anew from when entries can no longer be asked for. @returns the day of each */
export async function keepPrescription(
  tx: Tx,
  { municipalityId, today }: { readonly municipalityId: bigint; readonly today: CivilDate },
  entries: readonly Entry[]
): Promise<ReadonlyMap<bigint, CivilDate>> {
  const { tariff_years: tariff, tax_years: tax } = await policyOf(tx, municipalityId)
  const ids = entries.map(({ id }) => id)
  const events = await eventsOf(tx, municipalityId, ids)
  const days = entries.map((entry) =>
    prescribesOn({
      ...{ dueOn: entry.due_on, nature: entry.nature, today },
      ...{ inscribedOn: entry.inscribed_on, filedOn: entry.filed_on },
      years: entry.nature === 'tax' ? tax : tariff,
      events: events.get(entry.id) ?? [],
    })
  )
  await query(
    tx,
    `update debt_register_entries e set prescribes_on = u.on_date
       from unnest(?::bigint[], ?::date[]) as u (id, on_date)
      where e.municipality_id = ? and e.id = u.id and e.prescribes_on is distinct from u.on_date`,
    [ids, days, municipalityId]
  )
  return new Map(ids.map((id, index) => [id, days[index]!]))
}

async function eventsOf(
  tx: Tx,
  municipalityId: bigint,
  ids: readonly bigint[]
): Promise<ReadonlyMap<bigint, PrescriptionEvent[]>> {
  const rows = await query<PrescriptionEvent & { entry_id: bigint }>(
    tx,
    `select entry_id, kind, from_on as "fromOn", until_on as "untilOn" from debt_register_prescription_events
      where municipality_id = ? and entry_id = any(?::bigint[]) order by id`,
    [municipalityId, ids]
  )
  return Map.groupBy(rows, ({ entry_id: id }) => id)
}
