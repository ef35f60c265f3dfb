import { todayIn } from '#core/access/index'
import { query } from '#core/database/index'
import {
  type ChunkResult,
  type Job,
  type JobContext,
  type JobPlan,
  inParts,
} from '#core/jobs/index'
import { tellLate } from '../services/tell_late.ts'

export interface LateArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
}

const CHUNK = 500

async function plan({ tx, municipalityId }: JobContext): Promise<JobPlan<string[]>> {
  const today = await todayIn(tx, municipalityId)
  const rows = await query<{ id: bigint }>(
    tx,
    `select id from services_orders
      where municipality_id = ? and state = 'open' and due_on < ? and late_told_for is distinct from due_on
      order by due_on, id`,
    [municipalityId, today]
  )
  const ids = rows.map(({ id }) => String(id))
  const chunks = inParts(ids, CHUNK)
  return { chunks, total: ids.length, state: {} }
}

async function perform(
  { tx, municipalityId }: JobContext,
  ids: readonly string[]
): Promise<ChunkResult> {
  const late = await tellLate(tx, municipalityId, ids.map(BigInt))
  return { done: ids.length, parked: 0, issues: [], figures: { late } }
}

/** Each day: tells of the orders whose deadline is over, once for each deadline, to whom the alerts of the utility say. */
export const lateOrdersJob: Job<LateArgs, string[]> = {
  name: 'services.late',
  title: 'Avisos de ordens de serviço atrasadas',
  permission: 'services.configure',
  figures: { late: 'Ordens atrasadas' },
  key: ({ on }) => on,
  label: ({ on }) => `Ordens atrasadas em ${on.slice(0, 10)}`,
  schedule: { args: ({ date }) => ({ on: date }), standing: { timeOfDay: '06:40' } },
  plan,
  perform,
}
