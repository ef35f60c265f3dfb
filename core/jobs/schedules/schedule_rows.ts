import db from '@adonisjs/lucid/services/db'
import { municipalityOf } from '#core/access/index'
import { type BusinessCalendar, type CivilDate, clock, parts } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { municipalCalendar } from '#core/holidays/index'
import { errors } from '../errors.ts'
import type { Timing } from './occurrences.ts'
import type { DayRule, Recurrence } from './recurrence.ts'

/** A schedule as it is stored. */
export interface ScheduleRow {
  readonly id: bigint
  readonly municipality_id: bigint
  readonly name: string
  readonly job: string
  readonly settings: Readonly<Record<string, string>>
  readonly recurrence: Recurrence
  readonly time_of_day: string
  readonly day_rule: DayRule
  readonly catch_up: 'once' | 'skip'
  readonly starts_on: CivilDate
  readonly ends_on: CivilDate | null
  readonly is_active: boolean
  readonly next_at: Date | null
}

export const timingOf = (row: ScheduleRow): Timing => ({
  recurrence: row.recurrence,
  timeOfDay: row.time_of_day,
  dayRule: row.day_rule,
  startsOn: row.starts_on,
  endsOn: row.ends_on,
})

/** @throws BusinessError E_JOBS_SCHEDULE_UNKNOWN for a schedule of another municipality too. */
export async function scheduleOf(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  id: bigint | number
): Promise<ScheduleRow> {
  const [row] = await query<ScheduleRow>(
    tx,
    'select * from jobs_schedules where id = ? and municipality_id = ?',
    [id, municipalityId]
  )
  if (!row) throw errors.E_JOBS_SCHEDULE_UNKNOWN({ id })
  return row
}

/** Schedules of a municipality, those that come next first. */
export function schedulesOf(municipalityId: bigint): Promise<ScheduleRow[]> {
  return query<ScheduleRow>(
    db,
    `select * from jobs_schedules where municipality_id = ? order by is_active desc, next_at nulls last, name`,
    [municipalityId]
  )
}

/** What a municipality's schedules are reckoned with. */
export interface Almanac {
  readonly timeZone: string
  readonly calendar: BusinessCalendar
}

const YEARS_AHEAD = 6

/** Time zone and business days of a municipality, read on the connection given. */
export async function almanacOf(
  reader: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<Almanac> {
  const { timeZone } = await municipalityOf(municipalityId, reader)
  const today = clock.today(timeZone)
  const firstYear = parts(today).year - 1
  const wanted = { municipalityId, firstYear, lastYear: firstYear + YEARS_AHEAD }
  return { timeZone, calendar: await municipalCalendar(reader, { ...wanted, kind: 'bank' }) }
}
