import {
  type CivilDate,
  type RefMonth,
  addDays,
  dayOfWeek,
  firstDay,
  formatRefMonth,
  lastDay,
  parts,
} from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { SCHEDULE_STATES } from '../../records/options.ts'
import { PROGRESS } from './progress.ts'

interface Row {
  readonly id: bigint
  readonly title: string
  readonly reference: RefMonth
  readonly group_name: string
  readonly planned_on: CivilDate
  readonly executed_on: CivilDate | null
  readonly executed_units: number | null
  readonly delay_days: number | null
  readonly state: string
}

interface Asked {
  readonly municipalityId: bigint
  readonly month: RefMonth
  readonly today: CivilDate
}

const WEEK = 7

/** The steps planned for a month, week by week from Sunday on, with what became of each. */
export async function scheduleMonth(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, month, today }: Asked
) {
  const [first, last] = [firstDay(month), lastDay(month)]
  const rows = await query<Row>(
    tx,
    `with given as (select ?::bigint as municipality, ?::date as from_on, ?::date as until_on, ?::date as as_of), ${PROGRESS}
     select p.id, p.title, p.reference, g.name as group_name, p.planned_on, p.executed_on, p.executed_units, p.delay_days, p.state
       from progress p join registry_billing_groups g on g.id = p.billing_group_id
      order by p.planned_on, g.code, p.reference, p.id`,
    [municipalityId, first, last, today]
  )
  const byDay = Map.groupBy(rows, (row) => row.planned_on)
  const weeks: ReturnType<typeof dayOf>[][] = []
  for (let day = addDays(first, -dayOfWeek(first)); day <= last; day = addDays(day, WEEK)) {
    weeks.push(
      Array.from({ length: WEEK }, (_, index) =>
        dayOf(addDays(day, index), { byDay, month, today })
      )
    )
  }
  return { weeks, steps: rows.length, late: rows.filter(({ state }) => state === 'late').length }
}

function dayOf(
  on: CivilDate,
  {
    byDay,
    month,
    today,
  }: {
    readonly byDay: ReadonlyMap<CivilDate, readonly Row[]>
    readonly month: RefMonth
    readonly today: CivilDate
  }
) {
  return {
    ...{
      on,
      number: parts(on).day,
      isOutside: on < firstDay(month) || on > lastDay(month),
      isToday: on === today,
    },
    steps: (byDay.get(on) ?? []).map((row) => ({
      ...{
        id: row.id,
        title: row.title,
        group: row.group_name,
        reference: formatRefMonth(row.reference),
      },
      ...toldOf(row),
    })),
  }
}

const count = (many: number, one: string, more = `${one}s`) => `${many} ${many === 1 ? one : more}`

function toldOf({ state, delay_days: delay, executed_units: units }: Row) {
  const { tone, label } = SCHEDULE_STATES.find(({ value }) => value === state)!
  const late = delay !== null && delay > 0 ? [`${count(delay, 'dia')} de atraso`] : []
  const done = units === null ? [] : [count(units, 'imóvel', 'imóveis')]
  return { tone, state: label, told: [...late, ...done].join(' · ') }
}
