import { systemActor, todayIn } from '#core/access/index'
import { type CivilDate, clock } from '#core/calendar/index'
import {
  type ChunkResult,
  type Job,
  type JobContext,
  type JobPlan,
  inParts,
} from '#core/jobs/index'
import { expireHolds, expiredHolds } from '../services/invoices/expire_holds.ts'

export interface ExpiryArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
}

interface State {
  readonly today: CivilDate
}

const CHUNK = 200

async function plan({ tx, municipalityId }: JobContext): Promise<JobPlan<bigint[], State>> {
  const today = await todayIn(tx, municipalityId)
  const ids = await expiredHolds(tx, municipalityId, today)
  const chunks = inParts(ids, CHUNK)
  return { chunks, total: ids.length, state: { today } }
}

async function perform(
  { tx, municipalityId }: JobContext,
  invoiceIds: readonly bigint[],
  { today }: State
): Promise<ChunkResult> {
  const { name: by } = systemActor(municipalityId)
  const expired = await expireHolds(tx, {
    ...{ municipalityId, invoiceIds, today, by, at: clock.now() },
  })
  return {
    ...{ done: invoiceIds.length, parked: 0, issues: [] },
    ...{ figures: { expired }, trail: { expired } },
  }
}

/** Each day: what waited for the bank longer than its term is pending again, and who put it there is told (DECISIONS 24). */
export const expireHoldsJob: Job<ExpiryArgs, bigint[], State> = {
  name: 'billing.expire_holds',
  title: 'Faturas sem confirmação do banco',
  permission: 'billing.await_bank',
  figures: { expired: 'Faturas de volta a pendentes' },
  key: ({ on }) => on,
  label: ({ on }) => `Esperas que acabaram até ${on.slice(0, 10)}`,
  schedule: { args: ({ date }) => ({ on: date }), standing: { timeOfDay: '00:40' } },
  plan,
  perform,
}
