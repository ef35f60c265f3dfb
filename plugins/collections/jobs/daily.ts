import { todayIn } from '#core/access/index'
import { type CivilDate, addDays, clock, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import type { ChunkResult, Job, JobContext, JobPlan } from '#core/jobs/index'
import { debtSubjects } from '#plugins/receivables/api'
import { judgePromises } from '../services/judge_promises.ts'
import { refreshCases } from '../services/refresh_cases.ts'

export interface DailyArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
}

interface State {
  readonly today: CivilDate
}

const PREMISES_PER_CHUNK = 2000

/** Who owes something overdue, and who had a case until now; promises that lapsed are told first. */
async function plan({ tx, municipalityId }: JobContext): Promise<JobPlan<bigint[], State>> {
  const today = await todayIn(tx, municipalityId)
  await judgePromises(tx, { municipalityId, today, now: clock.now() })
  const owing = await debtSubjects(tx, {
    ...{ municipalityId, dueUntil: addDays(today, -1), by: 'premise' },
  })
  const standing = await query<{ id: bigint }>(
    tx,
    `select distinct premise_id as id from collections_cases where municipality_id = ? and state = 'open'`,
    [municipalityId]
  )
  const ids = [...new Set([...owing, ...standing.map(({ id }) => id)])].sort((a, b) =>
    a < b ? -1 : 1
  )
  const chunks: bigint[][] = []
  for (let start = 0; start < ids.length; start += PREMISES_PER_CHUNK) {
    chunks.push(ids.slice(start, start + PREMISES_PER_CHUNK))
  }
  return { chunks, total: ids.length, state: { today } }
}

async function perform(
  { tx, municipalityId }: JobContext,
  premiseIds: bigint[],
  { today }: State
): Promise<ChunkResult> {
  const { standing, closed } = await refreshCases(tx, { municipalityId, today, premiseIds })
  return {
    ...{ done: premiseIds.length, parked: 0, issues: [] },
    figures: { standing, closed },
  }
}

/** Each morning: lapsed promises break, cases open and close, portfolios are dealt and the queue put in order. */
export const dailyJob: Job<DailyArgs, bigint[], State> = {
  name: 'collections.daily',
  title: 'Fila da mesa de cobrança',
  permission: 'collections.manage',
  figures: { standing: 'Casos abertos', closed: 'Casos encerrados' },
  key: ({ on }) => on,
  label: ({ on }) => `Fila de ${formatDate(on.slice(0, 10) as CivilDate)}`,
  results: () =>
    Promise.resolve([{ title: 'Casos de cobrança', path: '/collections/cases?state=open' }]),
  schedule: { args: ({ date }) => ({ on: date }), standing: { timeOfDay: '05:30' } },
  plan,
  perform,
}
