import {
  type CivilDate,
  type RefMonth,
  formatRefMonth,
  monthOf,
  previousMonth,
} from '#core/calendar/index'
import type { ChunkResult, Job, JobContext } from '#core/jobs/index'
import { checkMonth } from '../services/month_checks.ts'

export interface CheckArgs {
  readonly reference: RefMonth
  /** Day of a scheduled run, instant of one that somebody asks for: one run for each. */
  readonly on: string
}

/** The checks of a month that add up all postings, without closing it. */
export const checkJob: Job<CheckArgs, RefMonth> = {
  name: 'accounting.check',
  title: 'Conferência das somas da contabilidade',
  permission: 'accounting.read',
  figures: { checks: 'Conferências', stops: 'Impedem o fechamento' },
  key: ({ reference, on }) => `${reference}/${on}`,
  label: ({ reference }) => `Conferência de ${formatRefMonth(reference)}`,
  results: () => Promise.resolve([{ title: 'Fechamento do mês', path: '/accounting/closing' }]),
  schedule: {
    args: ({ date }: { readonly date: CivilDate }) => ({
      reference: previousMonth(monthOf(date)),
      on: date,
    }),
  },
  async plan(_context: JobContext, { reference }) {
    return { chunks: [reference], total: 1, state: {} }
  },
  async perform({ tx, municipalityId, actor }, reference): Promise<ChunkResult> {
    const checks = await checkMonth(tx, { municipalityId, reference, actor })
    const stops = checks.filter(({ state }) => state === 'stops')
    return {
      ...{ done: 1, parked: 0, issues: [] },
      figures: { checks: BigInt(checks.length), stops: BigInt(stops.length) },
    }
  },
}
