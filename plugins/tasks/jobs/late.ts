import { todayIn } from '#core/access/index'
import { query } from '#core/database/index'
import {
  type ChunkResult,
  type Job,
  type JobContext,
  type JobPlan,
  inParts,
} from '#core/jobs/index'
import { tellLate } from '../services/notices.ts'

export interface LateArgs {
  /** The day of a scheduled run, or the instant at which somebody asked: one run for each. */
  readonly on: string
}

const CHUNK = 200

async function plan({ tx, municipalityId }: JobContext): Promise<JobPlan<string[]>> {
  const today = await todayIn(tx, municipalityId)
  const rows = await query<{ id: bigint }>(
    tx,
    `select t.id from tasks_tasks t join configuration_versions v on v.id = t.workflow_version
      where t.municipality_id = ? and t.finished_on is null and t.due_on < ?
        and not exists (
          select from jsonb_array_elements(v.content::jsonb -> 'states') s
           where s ->> 'key' = t.status and s ->> 'isFinal' = 'true')
      order by t.due_on, t.id`,
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
  for (const id of ids) await tellLate(tx, municipalityId, BigInt(id))
  return { done: ids.length, parked: 0, issues: [], figures: { late: ids.length } }
}

/** Each day: who is responsible for a task whose deadline is over is told, once for each deadline. */
export const lateTasksJob: Job<LateArgs, string[]> = {
  name: 'tasks.late',
  title: 'Avisos de tarefas atrasadas',
  permission: 'tasks.configure',
  figures: { late: 'Tarefas atrasadas' },
  key: ({ on }) => on,
  label: ({ on }) => `Tarefas atrasadas em ${on.slice(0, 10)}`,
  schedule: { args: ({ date }) => ({ on: date }), standing: { timeOfDay: '06:30' } },
  plan,
  perform,
}
