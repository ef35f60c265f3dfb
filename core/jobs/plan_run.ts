import db from '@adonisjs/lucid/services/db'
import { type CopyValue, type Tx, copyRows } from '#core/database/index'
import { encode } from './codec.ts'
import { openStep } from './context.ts'
import { explainFailure } from './errors.ts'
import type { LiveRun } from './runs.ts'
import { settleFailed } from './settle_run.ts'
import type { JobPlan } from './types.ts'

/** Tries of a plan, a chunk or a finish before it counts as failed. */
export const MAX_ATTEMPTS = 3

/** `planned`: done here; `busy`: another process is at it, or has done it; `failed`: the run is over. */
export type PlanEnd = 'planned' | 'busy' | 'failed'

/** Plans a run once: chunks and shared state are stored in the transaction that read what they were made from. */
export async function planRun(run: LiveRun): Promise<PlanEnd> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await db.transaction((tx) => planInside(tx, run))
    } catch (error) {
      if (attempt < MAX_ATTEMPTS) continue
      await db.transaction(async (tx) => {
        if (await claimPlanning(tx, run.row.id)) await settleFailed(tx, run, explainFailure(error))
      })
      return 'failed'
    }
  }
}

async function claimPlanning(tx: Tx, runId: bigint): Promise<boolean> {
  const { rows } = await tx.rawQuery(
    `select id from jobs_runs where id = ? and status = 'planned' for update skip locked`,
    [String(runId)]
  )
  return rows.length > 0
}

async function planInside(tx: Tx, run: LiveRun): Promise<PlanEnd> {
  if (!(await claimPlanning(tx, run.row.id))) return 'busy'
  const step = openStep(tx, run)
  const plan = (await run.job.plan(step.context, run.args)) as JobPlan<unknown, unknown>
  await copyRows(
    tx,
    'jobs_chunks',
    ['run_id', 'number', 'spec'],
    chunkRows(run.row.id, plan.chunks)
  )
  await tx.rawQuery(
    `update jobs_runs
        set state = ?, total = ?, status = 'running', started_at = clock_timestamp(), heartbeat_at = clock_timestamp()
      where id = ?`,
    [encode(plan.state ?? null), plan.total, String(run.row.id)]
  )
  await step.saveLog()
  return 'planned'
}

function* chunkRows(runId: bigint, chunks: readonly unknown[]): Generator<CopyValue[]> {
  for (const [index, chunk] of chunks.entries()) yield [runId, index + 1, encode(chunk ?? null)]
}
