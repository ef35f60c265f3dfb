import db from '@adonisjs/lucid/services/db'
import { actorOfUser, systemActor } from '#core/access/index'
import type { Actor } from '#core/actions/index'
import { type Issue, registries } from '#core/kernel/index'
import { decode } from './codec.ts'
import { errors } from './errors.ts'
import type { Job, RunStatus, RunSummary } from './types.ts'

/** A run as it is stored. */
export interface RunRow {
  readonly id: bigint
  readonly municipality_id: bigint
  readonly job: string
  readonly key: string
  readonly label: string
  readonly args: string
  readonly state: string | null
  readonly status: RunStatus
  readonly total: number
  readonly actor_id: bigint | null
  readonly actor_name: string
  readonly error: string | null
  readonly figures: Readonly<Record<string, string>>
  readonly created_at: Date
  readonly started_at: Date | null
  readonly finished_at: Date | null
}

/** A run that is being worked here, with what its chunks share already read. */
export interface LiveRun {
  readonly row: RunRow
  readonly job: Job
  readonly actor: Actor
  readonly args: unknown
  readonly state: unknown
}

export const isOver = (status: RunStatus): boolean =>
  status === 'done' || status === 'failed' || status === 'cancelled'

/** @throws BusinessError E_JOBS_UNKNOWN when no plugin that is on has that job. */
export function findJob(name: string): Job {
  const job = registries().jobs.find(name)
  if (!job) throw errors.E_JOBS_UNKNOWN({ name })
  return job
}

/** @throws BusinessError E_JOBS_RUN_UNKNOWN */
export async function readRun(id: bigint): Promise<RunRow> {
  const row = (await db.from('jobs_runs').where('id', String(id)).first()) as RunRow | null
  if (!row) throw errors.E_JOBS_RUN_UNKNOWN({ id })
  return row
}

/**
 * Who a run acts as: whoever started it, with the permissions of now; the system where nobody did. Of who left, or works in
 * this municipality no more, only the name is left: what was allowed at the start goes on, what asks a permission is refused.
 */
async function actorOf({ actor_id: id, actor_name: name, municipality_id: place }: RunRow) {
  if (id === null) return systemActor(place, name)
  const known = await actorOfUser(id, place)
  if (known?.municipalityId === place) return known
  return {
    ...{ userId: id, name, municipalityId: place, profiles: [] },
    ...{ permissions: new Set<string>(), scope: { localities: [] } },
  }
}

/** The run with its job, arguments and state. */
export async function openRun(id: bigint): Promise<LiveRun> {
  const row = await readRun(id)
  return {
    row,
    job: findJob(row.job),
    actor: await actorOf(row),
    args: decode(row.args),
    state: row.state === null ? null : decode(row.state),
  }
}

interface Sums {
  readonly done: number
  readonly parked: number
  readonly figures: Readonly<Record<string, bigint>>
}

/** What the finished chunks add up to. */
export async function sumChunks(
  runId: bigint,
  client: Pick<typeof db, 'rawQuery'> = db
): Promise<Sums> {
  const { rows } = await client.rawQuery(
    `select coalesce(sum(done), 0)::int as done, coalesce(sum(parked), 0)::int as parked
       from jobs_chunks where run_id = ?`,
    [String(runId)]
  )
  const figures = await client.rawQuery(
    `select f.key, sum(f.value::numeric)::text as value
       from jobs_chunks c, jsonb_each_text(c.figures) f
      where c.run_id = ? group by f.key order by f.key`,
    [String(runId)]
  )
  const named = (figures.rows as { key: string; value: string }[]).map(
    ({ key, value }) => [key, BigInt(value)] as const
  )
  return { ...(rows[0] as { done: number; parked: number }), figures: Object.fromEntries(named) }
}

/** The issues kept of a run, in the order in which they were found. */
export async function issuesOf(runId: bigint, limit: number, offset = 0): Promise<Issue[]> {
  const { rows } = await db.rawQuery(
    'select code, severity, path, message from jobs_issues where run_id = ? order by id limit ? offset ?',
    [runId, limit, offset]
  )
  return rows as Issue[]
}

/** Issues that a run keeps whole; more are only counted. */
export const MAX_ISSUES = 10_000

export async function summaryOf(id: bigint, isRepeat: boolean): Promise<RunSummary> {
  const row = await readRun(id)
  const sums = await sumChunks(id)
  const stored = Object.entries(row.figures).map(([name, value]) => [name, BigInt(value)] as const)
  return {
    id,
    job: row.job,
    label: row.label,
    status: row.status,
    total: row.total,
    done: sums.done,
    parked: sums.parked,
    figures: stored.length ? Object.fromEntries(stored) : sums.figures,
    issues: await issuesOf(id, MAX_ISSUES),
    isRepeat,
  }
}
