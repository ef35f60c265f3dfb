import { setTimeout as sleep } from 'node:timers/promises'
import type { Actor } from '#core/actions/index'
import { sealTrail } from '#core/audit/index'
import { type Progress, progressOf } from './progress.ts'
import { summaryOf } from './runs.ts'
import { openNewRun } from './start_run.ts'
import type { Job, RunSummary } from './types.ts'
import { workRun } from './work_run.ts'

export interface InlineOptions {
  readonly onProgress?: (progress: Progress) => void
  /** Chunks at once in this process; see WorkOptions. */
  readonly lanes?: number
}

const REPORT_MS = 250
const WAIT_MS = 100

/**
 * Does a run in this process, chunk by chunk, and waits for its end; then seals the trail, as no worker may be running. Claims as workers do, so other processes may work on
 * the same run, and one that was left in the middle goes on where it stopped.
 * @returns the summary; `isRepeat` when the run was already done and nothing was done now.
 */
export async function runInline<A>(
  job: Job<A> | string,
  args: A,
  actor: Actor,
  { onProgress, lanes }: InlineOptions = {}
): Promise<RunSummary> {
  const { id, canGoOn } = await openNewRun(job, args, { actor, isQueued: false })
  if (!canGoOn) return summaryOf(id, true)
  const report = reporter(id, onProgress)
  while ((await workRun(id, { onChunk: report, lanes })) !== 'over') {
    await report()
    await sleep(WAIT_MS)
  }
  if (onProgress) onProgress(await progressOf(id))
  await sealTrail()
  return summaryOf(id, false)
}

function reporter(id: bigint, onProgress: InlineOptions['onProgress']): () => Promise<void> {
  let last = 0
  return async () => {
    if (!onProgress || Date.now() - last < REPORT_MS) return
    last = Date.now()
    onProgress(await progressOf(id))
  }
}
