import db from '@adonisjs/lucid/services/db'
import type { Tx } from '#core/database/index'
import { openStep } from './context.ts'
import { errors, explainFailure } from './errors.ts'
import { MAX_ATTEMPTS } from './plan_run.ts'
import { type LiveRun, isOver, readRun, sumChunks } from './runs.ts'
import { settleDone, settleFailed } from './settle_run.ts'

/**
 * Ends a run whose chunks are all done or failed; the run row is the claim, so it happens once.
 * @returns `busy` while another process still holds a chunk or the end itself.
 */
export async function finishRun(run: LiveRun): Promise<'over' | 'busy'> {
  for (let attempt = 1; ; attempt++) {
    try {
      const finished = await db.transaction((tx) => finishInside(tx, run))
      if (finished) return 'over'
      const { status } = await readRun(run.row.id)
      return isOver(status) ? 'over' : 'busy'
    } catch (error) {
      if (attempt < MAX_ATTEMPTS) continue
      await db.transaction(async (tx) => {
        if (await claimEnd(tx, run.row.id)) await settleFailed(tx, run, explainFailure(error))
      })
      return 'over'
    }
  }
}

async function claimEnd(tx: Tx, runId: bigint): Promise<boolean> {
  const { rows } = await tx.rawQuery(
    `select id from jobs_runs
      where id = ? and status = 'running'
        and not exists (select from jobs_chunks where run_id = jobs_runs.id and status = 'waiting')
      for update skip locked`,
    [String(runId)]
  )
  return rows.length > 0
}

async function finishInside(tx: Tx, run: LiveRun): Promise<boolean> {
  if (!(await claimEnd(tx, run.row.id))) return false
  const { rows } = await tx.rawQuery(
    `select count(*)::int as chunks, (count(*) filter (where status = 'failed'))::int as failed,
            (array_agg(error order by number) filter (where status = 'failed'))[1] as first
       from jobs_chunks where run_id = ?`,
    [String(run.row.id)]
  )
  const { chunks, failed, first } = rows[0] as { chunks: number; failed: number; first: string }
  if (failed) {
    await settleFailed(tx, run, errors.E_JOBS_CHUNKS({ failed, chunks, first }).people)
    return true
  }
  const step = openStep(tx, run)
  const last = (await run.job.finish?.(step.context, run.state, run.args)) ?? {}
  const { figures } = await sumChunks(run.row.id, tx)
  const named = Object.entries(last).map(([name, value]) => [name, BigInt(value)] as const)
  await settleDone(tx, run, { ...figures, ...Object.fromEntries(named) })
  await step.saveLog()
  return true
}
