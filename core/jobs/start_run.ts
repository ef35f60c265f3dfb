import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import type { Tx } from '#core/database/index'
import { encode } from './codec.ts'
import { requireRight } from './require_right.ts'
import { type OpenQueue, openQueue } from './queue.ts'
import { findJob, isOver, summaryOf } from './runs.ts'
import { tell } from './settle_run.ts'
import type { RunRow } from './runs.ts'
import type { Job, RunSummary } from './types.ts'

/**
 * Starts a run and wakes the workers. A run with the same key that is waiting, running or done is that run: nothing
 * starts and `isRepeat` says so. A failed or cancelled one does not stand in the way.
 */
export async function startRun<A>(
  job: Job<A> | string,
  args: A,
  actor: Actor
): Promise<RunSummary> {
  const { id, isNew } = await openNewRun(job, args, { actor, isQueued: true })
  return summaryOf(id, !isNew)
}

interface Opening {
  readonly actor: Actor
  /** Whether workers are woken; a run that this process does itself needs none. */
  readonly isQueued: boolean
}

/** The run of this key: a new one, or the one that stands. `canGoOn` when it is not over. */
export async function openNewRun<A>(
  named: Job<A> | string,
  args: A,
  { actor, isQueued }: Opening
): Promise<{ id: bigint; isNew: boolean; canGoOn: boolean }> {
  const job: Job<A> = typeof named === 'string' ? findJob(named) : findJob(named.name)
  requireRight(job, actor)
  const queue = isQueued ? await openQueue() : null
  try {
    return await db.transaction((tx) => startRunWithin(tx, { job, args, actor }, queue))
  } finally {
    await queue?.close()
  }
}

/** Starts a run in the caller's transaction, whose permission is the caller's care: workers are woken when it commits. */
export async function startRunWithin<A>(
  tx: Tx,
  { job, args, actor }: Wanted<A>,
  queue: OpenQueue | null
): Promise<{ id: bigint; isNew: boolean; canGoOn: boolean }> {
  const row = await insertRun(tx, { job, args, actor })
  if (!row) {
    const standing = await standingRun(tx, { job, args, actor })
    return { id: standing.id, isNew: false, canGoOn: !isOver(standing.status) }
  }
  await tell(
    tx,
    { row, actor },
    { description: `Execução iniciada: ${job.title}, ${row.label}`, payload: { key: row.key } }
  )
  await queue?.wake(row.id, { tx })
  return { id: row.id, isNew: true, canGoOn: true }
}

interface Wanted<A> {
  readonly job: Job<A>
  readonly args: A
  readonly actor: Actor
}

async function insertRun<A>(tx: Tx, { job, args, actor }: Wanted<A>): Promise<RunRow | undefined> {
  const { rows } = await tx.rawQuery(
    `insert into jobs_runs (municipality_id, job, key, label, args, status, actor_id, actor_name)
     values (?, ?, ?, ?, ?, 'planned', ?, ?)
     on conflict (municipality_id, job, key) where status not in ('failed', 'cancelled') do nothing
     returning *`,
    [
      String(actor.municipalityId),
      job.name,
      job.key(args),
      job.label(args),
      encode(args ?? null),
      actor.userId === null ? null : String(actor.userId),
      actor.name,
    ] as string[]
  )
  return rows[0] as RunRow | undefined
}

async function standingRun<A>(tx: Tx, { job, args, actor }: Wanted<A>): Promise<RunRow> {
  return (await tx
    .from('jobs_runs')
    .where({ municipality_id: String(actor.municipalityId), job: job.name, key: job.key(args) })
    .whereNotIn('status', ['failed', 'cancelled'])
    .firstOrFail()) as RunRow
}
