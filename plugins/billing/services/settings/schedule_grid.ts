import { type CivilDate, type RefMonth, dateOf, monthOf } from '#core/calendar/index'
import type { Actor } from '#core/actions/index'
import { type SqlValue, type Tx, query } from '#core/database/index'
import { type MonthStep, lateOf, stepsOf } from './month_steps.ts'

interface Row {
  readonly id: bigint
  readonly billing_group_id: bigint
  readonly group_name: string
  readonly locality_id: bigint
  readonly locality_name: string
  readonly reference: RefMonth
  readonly load_on: CivilDate
  readonly read_from_on: CivilDate
  readonly read_until_on: CivilDate
  readonly bill_on: CivilDate
  readonly deliver_on: CivilDate | null
  readonly due_on: CivilDate | null
  readonly load_state: string | null
  readonly is_billed: boolean
}

export interface GridCell {
  readonly id: bigint
  readonly steps: readonly MonthStep[]
  /** What should have happened and did not; null when the month is on time. */
  readonly late: string | null
  readonly isBilled: boolean
}

export interface GridLine {
  readonly group: string
  readonly locality: string
  readonly cells: readonly (GridCell | null)[]
}

/** Half a year: as many months as a desk shows beside each other. */
export interface ScheduleHalf {
  readonly title: string
  readonly months: readonly RefMonth[]
  readonly lines: readonly GridLine[]
}

export interface GridQuery {
  readonly actor: Actor
  readonly year: number
  readonly today: CivilDate
  readonly page: number
}

/** Lines of a page. */
export const LINES = 25

/** How many lines the calendar of a year has. */
export async function scheduleLines(
  tx: Tx,
  { actor, year }: Omit<GridQuery, 'page' | 'today'>
): Promise<number> {
  const [row] = await query<{ n: number }>(
    tx,
    `select count(distinct (s.billing_group_id, s.locality_id))::int as n from billing_schedules s where ${OF_YEAR}`,
    ofYear(actor, year)
  )
  return row!.n
}

const OF_YEAR = `s.municipality_id = ? and s.reference between ? and ?
        and (?::bigint[] is null or s.locality_id = any(?::bigint[]))`

const ofYear = ({ municipalityId, scope }: Actor, year: number): SqlValue[] => [
  ...[municipalityId, `${year}-01`, `${year}-12`],
  ...[scope?.localities ?? null, scope?.localities ?? null],
]

/** The calendar of a year by halves: one line for each group and locality, one cell for each month, and what of it is late. */
export async function scheduleGrid(
  tx: Tx,
  { actor, year, today, page }: GridQuery
): Promise<ScheduleHalf[]> {
  const months = Array.from({ length: 12 }, (_, index) => monthOf(dateOf(year, index + 1, 1)))
  const rows = await query<Row>(
    tx,
    `with lines as (
       select s.billing_group_id, s.locality_id, g.name as group_name, l.name as locality_name, g.code
         from (select distinct s.billing_group_id, s.locality_id from billing_schedules s where ${OF_YEAR}) s
         join registry_billing_groups g on g.id = s.billing_group_id
         join registry_localities l on l.id = s.locality_id
        order by g.code, l.name limit ${LINES} offset ?)
     select s.*, n.group_name, n.locality_name, load.state as load_state,
            exists (select from billing_runs r where r.billing_group_id = s.billing_group_id
                       and r.reference = s.reference and r.round > 0 and r.state = 'done') as is_billed
       from lines n
       join billing_schedules s on s.billing_group_id = n.billing_group_id and s.locality_id = n.locality_id
       left join readings_loads load on load.billing_group_id = s.billing_group_id and load.reference = s.reference
      where s.municipality_id = ? and s.reference between ? and ?
      order by n.code, n.locality_name, s.reference`,
    [
      ...[...ofYear(actor, year), (page - 1) * LINES],
      ...[actor.municipalityId, months[0]!, months.at(-1)!],
    ]
  )
  const lines = [
    ...Map.groupBy(rows, (row) => `${row.billing_group_id}/${row.locality_id}`).values(),
  ]
  return [months.slice(0, 6), months.slice(6)].map((half, index) => ({
    title: `${index + 1}º semestre de ${year}`,
    months: half,
    lines: lines.map((own) => ({
      group: own[0]!.group_name,
      locality: own[0]!.locality_name,
      cells: half.map((month) => {
        const row = own.find(({ reference }) => reference === month)
        return row ? cellOf(row, today) : null
      }),
    })),
  }))
}

function cellOf(row: Row, today: CivilDate): GridCell {
  return {
    id: row.id,
    steps: stepsOf(row),
    late: lateOf(row, { loadState: row.load_state, isBilled: row.is_billed }, today),
    isBilled: row.is_billed,
  }
}
