import { todayIn } from '#core/access/index'
import { clearAlert, raiseAlert } from '#core/alerts/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

interface Where {
  readonly municipalityId: bigint
  readonly on: CivilDate
}

const keyOf = (id: bigint) => `macro_metering.calibration/${id}`

/** Tells of each macro meter whose calibration is overdue, once for each time that it is, and takes back what is so no more. */
export async function tellOverdue(tx: Tx, { municipalityId, on }: Where): Promise<number> {
  const overdue = await query<{ id: bigint; number: string; point: string | null; due: CivilDate }>(
    tx,
    `select m.id, m.number, p.name as point, m.next_calibration_on as due
       from macro_metering_meters m left join macro_metering_points p on p.id = m.point_id
      where m.municipality_id = ? and m.next_calibration_on < ?::date and coalesce(m.installed_on <= ?::date, true)
        and coalesce(m.removed_on > ?::date, true) order by m.next_calibration_on, m.id`,
    [municipalityId, on, on, on]
  )
  for (const { id, number, point, due } of overdue)
    await raiseAlert(tx, {
      ...{ municipalityId, topic: 'equipment', key: keyOf(id) },
      title: `Calibração vencida: macromedidor ${number}`,
      detail: `${point ? `No ponto ${point}. ` : ''}Valia até ${formatDate(due)}. Peça a calibração na página dele, ou registre o certificado.`,
      path: `/macro-metering/meters/${id}`,
    })
  const told = await query<{ key: string }>(
    tx,
    `select key from alerts_causes where municipality_id = ? and closed_at is null and key like 'macro_metering.calibration/%'`,
    [municipalityId]
  )
  const still = new Set(overdue.map(({ id }) => keyOf(id)))
  for (const { key } of told) if (!still.has(key)) await clearAlert(tx, municipalityId, key)
  return overdue.length
}

/** Takes back what was told of a meter, once its calibration is good. */
export async function clearWhenGood(
  tx: Tx,
  { municipalityId, id }: { readonly municipalityId: bigint; readonly id: bigint }
): Promise<void> {
  const [good] = await query(
    tx,
    'select 1 from macro_metering_meters where id = ? and next_calibration_on >= ?::date',
    [id, await todayIn(tx, municipalityId)]
  )
  if (good) await clearAlert(tx, municipalityId, keyOf(id))
}
