import db from '@adonisjs/lucid/services/db'
import { finishRun } from './finish_run.ts'
import { performNextChunk } from './perform_chunk.ts'
import { planRun } from './plan_run.ts'
import { isOver, openRun } from './runs.ts'

const HEARTBEAT_MS = 5000

export interface WorkOptions {
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
  let beat = 0
  for (;;) {
    if (options.shouldPause?.()) return 'paused'
    if ((await performNextChunk(run)) === 'none') break
    await options.onChunk?.()
    if (Date.now() - beat > HEARTBEAT_MS) {
      beat = Date.now()
      await db.rawQuery('update jobs_runs set heartbeat_at = clock_timestamp() where id = ?', [
        runId,
      ])
    }
  }
  return finishRun(run)
}
