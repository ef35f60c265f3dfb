import {
  type CivilDate,
  type RefMonth,
  clock,
  formatRefMonth,
  monthOf,
  previousMonth,
} from '#core/calendar/index'
import type { ChunkResult, Job, JobContext } from '#core/jobs/index'
import { closeMonth } from '../services/close_month.ts'

export interface CloseArgs {
  readonly reference: RefMonth
  /** Day of a scheduled run, instant of one that somebody asks for: one run for each. */
  readonly on: string
}

/** The monthly close of the books at the day and hour that a schedule says, or at once (TR-3.2.10.3). */
export const closeJob: Job<CloseArgs, RefMonth> = {
  name: 'accounting.close',
  title: 'Fechamento mensal da contabilidade',
  permission: 'accounting.close',
  figures: { entries: 'Lançamentos', debit_cents: 'Débitos', credit_cents: 'Créditos' },
  key: ({ reference, on }) => `${reference}/${on}`,
  label: ({ reference }) => `Contabilidade de ${formatRefMonth(reference)}`,
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
    const { entries, debit_cents: cents } = await closeMonth(tx, {
      ...{ municipalityId, reference, actor, at: clock.now() },
    })
    return {
      ...{ done: 1, parked: 0, issues: [] },
      figures: { entries, debit_cents: cents, credit_cents: cents },
    }
  },
}
