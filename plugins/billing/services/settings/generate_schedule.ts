import { dateOf, monthOf } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { municipalCalendar } from '#core/holidays/index'
import { SCHEDULE } from '../../configuration/schedule_parameter.ts'
import type { DueDateRule } from '../../domain/due_date.ts'
import { type Planning, type ScheduleRule, planMonth } from '../../domain/plan_month.ts'

export interface NewSchedule {
  readonly municipalityId: bigint
  readonly year: number
  /** Only this group; all, when not given. */
  readonly group: bigint | undefined
  /** Months that are there already are planned anew; else they stay as they are. */
  readonly isReplacing: boolean
}

/** A group in a locality where it has premises, and its place among all groups. */
interface Place {
  readonly group_id: bigint
  readonly locality_id: bigint
  readonly due_day: number
  readonly place: number
}

export interface GeneratedSchedule {
  readonly months: number
  readonly kept: number
}

/** Plans a year of every group, in each locality where it has premises. */
export async function generateSchedule(tx: Tx, wanted: NewSchedule): Promise<GeneratedSchedule> {
  const { municipalityId, year, isReplacing } = wanted
  const planning = await planningOf(tx, wanted)
  const places = await placesOf(tx, wanted)
  const rows = places.flatMap(
    ({ group_id: group, locality_id: locality, due_day: dueDay, place }) =>
      Array.from({ length: 12 }, (_, index) => {
        const reference = monthOf(dateOf(year, index + 1, 1))
        const planned = planMonth(reference, { place, dueDay }, planning)
        return { group, locality, reference, ...planned }
      })
  )
  const column = <K extends keyof (typeof rows)[number]>(name: K) => rows.map((row) => row[name])
  const written = await query(
    tx,
    `insert into billing_schedules (municipality_id, billing_group_id, locality_id, reference, load_on, read_from_on,
       read_until_on, bill_on, deliver_on, due_on)
     select ?, * from unnest(?::bigint[], ?::bigint[], ?::text[], ?::date[], ?::date[], ?::date[], ?::date[], ?::date[], ?::date[])
     on conflict (billing_group_id, locality_id, reference) do ${isReplacing ? REPLACE : 'nothing'} returning id`,
    [
      ...[municipalityId, column('group'), column('locality'), column('reference')],
      ...[column('loadOn'), column('readFromOn'), column('readUntilOn'), column('billOn')],
      ...[column('deliverOn'), column('dueOn')],
    ]
  )
  return { months: written.length, kept: rows.length - written.length }
}

const REPLACE = `update set load_on = excluded.load_on, read_from_on = excluded.read_from_on,
  read_until_on = excluded.read_until_on, bill_on = excluded.bill_on, deliver_on = excluded.deliver_on, due_on = excluded.due_on`

async function planningOf(tx: Tx, { municipalityId, year }: NewSchedule): Promise<Planning> {
  const years = { municipalityId, firstYear: year, lastYear: year + 1 }
  return {
    rule: await parameterWithin<ScheduleRule>(tx, { key: SCHEDULE, municipalityId }),
    due: await parameterWithin<DueDateRule>(tx, { key: 'billing.due_date', municipalityId }),
    works: await municipalCalendar(tx, { ...years, kind: 'service' }),
    banks: await municipalCalendar(tx, { ...years, kind: 'bank' }),
  }
}

function placesOf(tx: Tx, { municipalityId, group }: NewSchedule): Promise<Place[]> {
  return query<Place>(
    tx,
    `with groups as (
       select id, due_day, (row_number() over (order by code) - 1)::int as place from registry_billing_groups
        where municipality_id = ?)
     select g.id as group_id, p.locality_id, g.due_day, g.place from groups g
       join (select distinct billing_group_id, locality_id from registry_premises where municipality_id = ?) p
         on p.billing_group_id = g.id
      where (?::bigint is null or g.id = ?) order by g.place, p.locality_id`,
    [municipalityId, municipalityId, group ?? null, group ?? null]
  )
}
