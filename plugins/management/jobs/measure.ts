import { todayIn } from '#core/access/index'
import {
  type CivilDate,
  type RefMonth,
  formatDate,
  monthOf,
  previousMonth,
} from '#core/calendar/index'
import type { Job } from '#core/jobs/index'
import { judgeMonth } from '../services/judge_month.ts'
import { measureMonth } from '../services/measure_month.ts'

export interface MeasureArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
  /** How many months, the current one included. */
  readonly months?: number
}

interface State {
  readonly current: RefMonth
}

/** What is still moving by itself: this month, and those whose bills are corrected and paid late. */
const MONTHS = 3

/** Measures the months of the managers' panel and judges the goals of those that ended (CM-12). */
export const measureJob: Job<MeasureArgs, RefMonth, State> = {
  name: 'management.measure',
  title: 'Apuração do painel gerencial',
  permission: 'management.measure',
  figures: { months: 'Meses apurados', missed: 'Metas não alcançadas' },
  key: ({ on, months = MONTHS }) => `${on}/${months}`,
  label: ({ on, months = MONTHS }) =>
    `${months} meses até ${formatDate(on.slice(0, 10) as CivilDate)}`,
  schedule: { standing: { timeOfDay: '05:40' }, args: ({ date }) => ({ on: date }) },
  async plan({ tx, municipalityId }, { months = MONTHS }) {
    const current = monthOf(await todayIn(tx, municipalityId))
    const chunks: RefMonth[] = [current]
    while (chunks.length < months) chunks.push(previousMonth(chunks.at(-1)!))
    return { chunks, total: chunks.length, state: { current } }
  },
  async perform({ tx, municipalityId }, reference, { current }) {
    await measureMonth(tx, { municipalityId, reference })
    const missed = await judgeMonth(tx, {
      municipalityId,
      reference,
      hasEnded: reference < current,
    })
    return { done: 1, parked: 0, issues: [], figures: { months: 1, missed } }
  },
}
