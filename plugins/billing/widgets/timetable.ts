import type { Widget } from '#core/reports/index'
import { type CivilDate, formatRefMonth, monthOf, previousMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type MonthDays, lateOf, stepsOf } from '../services/settings/month_steps.ts'

interface Row extends MonthDays {
  readonly group_name: string
  readonly load_state: string | null
  readonly is_billed: boolean
}

/** Where each group stands in the calendar of this month, and what of it, or of the month before, is late. */
export const monthTimetable: Widget = {
  name: 'billing.timetable',
  title: 'Cronograma dos grupos',
  permission: 'billing.read',
  size: 'small',
  place: 22,
  path: '/billing/schedule',
  async load({ tx, actor, municipalityId, today }) {
    const current = monthOf(today)
    const localities = actor.scope?.localities ?? null
    const rows = await query<Row>(
      tx,
      `select s.reference, g.name as group_name, min(s.load_on) as load_on, min(s.read_from_on) as read_from_on,
              max(s.read_until_on) as read_until_on, max(s.bill_on) as bill_on, max(s.deliver_on) as deliver_on,
              max(s.due_on) as due_on,
              (select l.state from readings_loads l where l.billing_group_id = g.id and l.reference = s.reference) as load_state,
              exists (select from billing_runs r where r.billing_group_id = g.id and r.reference = s.reference and r.round > 0
                        and r.state = 'done')
                as is_billed
         from billing_schedules s join registry_billing_groups g on g.id = s.billing_group_id
        where s.municipality_id = ? and s.reference = any(?::bpchar[]) and (?::bigint[] is null or s.locality_id = any(?::bigint[]))
        group by g.id, s.reference order by s.reference, g.code`,
      [municipalityId, [previousMonth(current), current], localities, localities]
    )
    const shown = rows
      .map((row) => ({ row, late: lateIn(row, today) }))
      .filter(({ row, late }) => late !== null || row.reference === current)
    if (!shown.length) return null
    return {
      kind: 'list',
      rows: shown.map(({ row, late }) => ({
        text: `${row.group_name} · ${formatRefMonth(row.reference)}`,
        value: late ?? (row.is_billed ? 'Faturado' : nextOf(row, today)),
        tone: late ? 'bad' : row.is_billed ? 'good' : 'neutral',
        path: `/billing/schedules?reference=${row.reference}`,
      })),
      empty: '',
    }
  },
}

const lateIn = (row: Row, today: CivilDate): string | null =>
  lateOf(row, { loadState: row.load_state, isBilled: row.is_billed }, today)

/** The step that comes next, with its days: `Leitura 05–08/11`. */
function nextOf(row: Row, today: CivilDate): string {
  const ends = [row.load_on, row.read_until_on, row.bill_on]
  const [load, read, bill] = stepsOf(row)
  const step = [load!, read!, bill!].find((_, index) => today <= ends[index]!) ?? bill!
  return `${step.title} ${step.days}`
}
