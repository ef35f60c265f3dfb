import { type CivilDate, type RefMonth, addDays, firstDay, parts } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { municipalCalendar } from '#core/holidays/index'
import { placesSql } from '#plugins/registry/api'
import { NOTICES, type NoticeTerms } from '../../configuration/parameters.ts'
import { planSteps } from '../../domain/plan_steps.ts'
import { keyAt } from '../policy/local_policy.ts'
import { openRun, runUnder } from '../policy/run_policy.ts'

export interface NewSchedule {
  readonly municipalityId: bigint
  readonly today: CivilDate
  /** Of the bills that are asked for. */
  readonly reference: RefMonth
  /** Only this group; all, when not given. */
  readonly group: bigint | undefined
  /** Steps that are there already are planned anew; else they stay as they are. */
  readonly isReplacing: boolean
}

export interface GeneratedSchedule {
  readonly steps: number
  readonly kept: number
  /** Groups without a due date to count from. */
  readonly undated: readonly string[]
}

interface Group {
  readonly id: bigint
  readonly name: string
  readonly due_on: CivilDate | null
  readonly units: number | null
  readonly cents: bigint | null
  /** Where most of its units stand. */
  readonly places: readonly string[] | null
}

/** Days before and after a month in which its bills may be due. */
const EARLY = 31
const LATE = 123

/**
 * The due date of most bills of a month in each group, or that of the billing timetable, with what is open of them. A group without
 * bills yet is planned without figures.
 */
const GROUPS = `
  with owed as (
    select p.billing_group_id, mode() within group (order by i.due_on) as due_on,
           count(distinct i.premise_id) filter (where i.state = 'open')::int as units,
           coalesce(sum(i.open_cents), 0)::bigint as cents
      from receivables_items i join registry_premises p on p.id = i.premise_id
     where i.municipality_id = ? and i.reference = ? and i.due_on between ? and ? and i.component = 'principal'
     group by p.billing_group_id),
  planned as (
    select billing_group_id, min(due_on) as due_on from billing_schedules
     where municipality_id = ? and reference = ? group by billing_group_id)
  select g.id, g.name, coalesce(o.due_on, s.due_on) as due_on, o.units, o.cents, l.places
    from registry_billing_groups g
    left join owed o on o.billing_group_id = g.id left join planned s on s.billing_group_id = g.id
    left join lateral (
      select ${placesSql('m')} as places
        from (select mode() within group (order by p.locality_id) as locality_id from registry_premises p
               where p.municipality_id = g.municipality_id and p.billing_group_id = g.id) m) l on true
   where g.municipality_id = ? and (?::bigint is null or g.id = ?) order by g.code`

/** Plans the steps of the policy in force for the bills of a month, group by group. */
export async function generateSchedule(tx: Tx, wanted: NewSchedule): Promise<GeneratedSchedule> {
  const { municipalityId, today, reference, group = null, isReplacing } = wanted
  const run = await openRun(tx, { municipalityId, on: today })
  const segment = run.pack.at(today)
  const policyAt = (places: readonly string[] | null) =>
    runUnder(run, keyAt(segment, places ?? [])).policy
  const { minimum_days: noticeDays } = segment.parameter<NoticeTerms>(NOTICES)
  const { year } = parts(firstDay(reference))
  const years = { municipalityId, firstYear: year, lastYear: year + 2 }
  const calendar = await municipalCalendar(tx, { ...years, kind: 'legal' })
  const first = firstDay(reference)
  const groups = await query<Group>(tx, GROUPS, [
    ...[municipalityId, reference, addDays(first, -EARLY), addDays(first, LATE)],
    ...[municipalityId, reference, municipalityId, group, group],
  ])
  const rows = groups.flatMap((one) =>
    one.due_on === null
      ? []
      : planSteps(policyAt(one.places), { dueOn: one.due_on, noticeDays, calendar }).map(
          (planned) => ({
            ...{
              ...planned.step,
              on: planned.on,
              group: one.id,
              units: one.units,
              cents: one.cents,
            },
          })
        )
  )
  const written = await query(
    tx,
    `insert into dunning_schedules (municipality_id, reference, billing_group_id, kind, step, title, planned_on, planned_units, planned_cents)
     select ?, ?, * from unnest(?::bigint[], ?::text[], ?::text[], ?::text[], ?::date[], ?::int[], ?::bigint[])
     on conflict (billing_group_id, reference, kind, coalesce(step, '')) do ${isReplacing ? REPLACE : 'nothing'} returning id`,
    [
      ...[municipalityId, reference, rows.map((row) => row.group), rows.map((row) => row.kind)],
      ...[rows.map((row) => row.id), rows.map((row) => row.title), rows.map((row) => row.on)],
      ...[rows.map((row) => row.units), rows.map((row) => row.cents)],
    ]
  )
  return {
    ...{ steps: written.length, kept: rows.length - written.length },
    undated: groups.filter((one) => one.due_on === null).map(({ name }) => name),
  }
}

const REPLACE = `update set title = excluded.title, planned_on = excluded.planned_on, planned_units = excluded.planned_units,
  planned_cents = excluded.planned_cents`
