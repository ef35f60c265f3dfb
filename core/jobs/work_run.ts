import db from '@adonisjs/lucid/services/db'
import { finishRun } from './finish_run.ts'
import { performNextChunk } from './perform_chunk.ts'
import { planRun } from './plan_run.ts'
import { type LiveRun, isOver, openRun } from './runs.ts'

const HEARTBEAT_MS = 5000
/** Alone, one chunk computes while the other waits for the database: a single lane leaves the processor idle a third of the time. */
const LANES = 2

export interface WorkOptions {
  /** Chunks at once in this process, each on a connection and in a transaction of its own; two when it is the only one. */
  readonly lanes?: number
  /** Asked between chunks: true leaves the rest for later or for others. */
  readonly shouldPause?: () => boolean
  /** Before the first chunk, when the plan stands. */
  readonly onOpen?: () => Promise<void>
  readonly onChunk?: () => Promise<void> | void
}

/** `busy`: nothing more to take here, others are still at it; `paused`: there is more to do. */
export type WorkEnd = 'over' | 'busy' | 'paused'

/** Does what can be done of a run in this process, chunk by chunk. Any number of processes may do so at once. */
export async function workRun(runId: bigint, options: WorkOptions = {}): Promise<WorkEnd> {
  let run = await openRun(runId)
  if (isOver(run.row.status)) return 'over'
  if (run.row.status === 'planned') {
    const plan = await planRun(run)
    if (plan !== 'planned') return plan === 'failed' ? 'over' : 'busy'
    run = await openRun(runId)
  }
  await options.onOpen?.()
  const beat = heartbeat(runId)
  const lanes = Array.from({ length: options.lanes ?? LANES }, () => workLane(run, options, beat))
  // A lane that breaks must not leave the other at work behind the back of whoever is told of it.
  await Promise.allSettled(lanes)
  const ends = await Promise.all(lanes)
  if (ends.includes('paused')) return 'paused'
  return finishRun(run)
}

/** One chunk after the other until none is left to take. */
async function workLane(
  run: LiveRun,
  { shouldPause, onChunk }: WorkOptions,
  beat: () => Promise<void>
): Promise<'empty' | 'paused'> {
  for (;;) {
    if (shouldPause?.()) return 'paused'
    if ((await performNextChunk(run)) === 'none') return 'empty'
    await onChunk?.()
    await beat()
  }
}

/** Says every few seconds that the run is being worked. */
function heartbeat(runId: bigint): () => Promise<void> {
  let last = 0
  return async () => {
    if (Date.now() - last <= HEARTBEAT_MS) return
    last = Date.now()
    await db.rawQuery('update jobs_runs set heartbeat_at = clock_timestamp() where id = ?', [runId])
  }
}
