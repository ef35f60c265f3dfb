import db from '@adonisjs/lucid/services/db'
import { appendChunkEntry } from '#core/audit/index'
import { type CopyValue, type Tx, copyRows } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { decode } from './codec.ts'
import { openStep } from './context.ts'
import { explainFailure } from './errors.ts'
import { MAX_ATTEMPTS } from './plan_run.ts'
import { type LiveRun, MAX_ISSUES } from './runs.ts'
import type { ChunkResult } from './types.ts'

interface Claim {
  readonly number: number
  readonly spec: string
}

/**
 * Takes the next waiting chunk of a run, performs it and marks it done, all in one transaction: a chunk that is marked has
 * its writes, and one that is not has none. The row lock is the claim, so a process that dies gives its chunk back. A chunk
 * that fails is undone to where it was claimed and marked under the same lock: nobody else tries it in between.
 * @returns `none` when nothing is left to take: all done, held by others, or the run was cancelled.
 */
export async function performNextChunk(run: LiveRun): Promise<'done' | 'failed' | 'none'> {
  let claimed: Claim | undefined
  let cause: unknown
  try {
    return await db.transaction(async (tx) => {
      claimed = await claim(tx, run.row.id)
      if (!claimed) return 'none'
      await tx.rawQuery('savepoint chunk')
      try {
        await performClaimed(tx, run, claimed)
        return 'done'
      } catch (error) {
        cause = error
        await undo(tx)
        await recordFailure(tx, run, { number: claimed.number, error })
        return 'failed'
      }
    })
  } catch (error) {
    if (!claimed) throw error
    const { number } = claimed
    // The connection was lost, or the end of the transaction refused: the mark needs a transaction of its own.
    await db.transaction((tx) => recordFailure(tx, run, { number, error: cause ?? error }))
    return 'failed'
  }
}

async function performClaimed(tx: Tx, run: LiveRun, { number, spec }: Claim): Promise<void> {
  const step = openStep(tx, run)
  const result = await run.job.perform(step.context, decode(spec), run.state, run.args)
  await saveChunk(tx, { run, number, result, now: step.now })
  await step.saveLog()
}

/** Back to the claim. What was to be kept once the transaction commits was undone too, and must not be kept. */
async function undo(tx: Tx): Promise<void> {
  await tx.rawQuery('rollback to savepoint chunk')
  const { hooks } = tx as unknown as { readonly hooks: { clear(event: string): void } }
  hooks.clear('after:commit')
}

async function claim(tx: Tx, runId: bigint): Promise<Claim | undefined> {
  const { rows } = await tx.rawQuery(
    `select c.number, c.spec
       from jobs_chunks c
      where c.run_id = ? and c.status = 'waiting'
        and exists (select from jobs_runs r where r.id = c.run_id and r.status = 'running')
      order by c.attempts, c.number
      limit 1 for update of c skip locked`,
    [String(runId)]
  )
  return rows[0] as Claim | undefined
}

/** How many chunks of a run nobody has taken, counted up to a limit. */
export async function freeChunks(runId: bigint, limit: number): Promise<number> {
  const { rows } = await db.rawQuery(
    `select number from jobs_chunks where run_id = ? and status = 'waiting' limit ? for update skip locked`,
    [runId, limit]
  )
  return rows.length
}

interface ChunkEnd {
  readonly run: LiveRun
  readonly number: number
  readonly result: ChunkResult
  readonly now: Date
}

async function saveChunk(tx: Tx, { run, number, result, now }: ChunkEnd): Promise<void> {
  const figures = Object.fromEntries(
    Object.entries(result.figures).map(([name, value]) => [name, BigInt(value)])
  )
  await tx.rawQuery(
    `update jobs_chunks
        set status = 'done', done = ?, parked = ?, issues = ?, figures = ?::jsonb, error = null,
            finished_at = clock_timestamp()
      where run_id = ? and number = ?`,
    [
      result.done,
      result.parked,
      result.issues.length,
      JSON.stringify(figures),
      String(run.row.id),
      number,
    ]
  )
  await saveIssues(tx, run.row.id, { number, issues: result.issues })
  await appendChunkEntry(tx, {
    municipalityId: run.row.municipality_id,
    at: now,
    actor: run.actor,
    run: run.row,
    chunk: number,
    done: result.done,
    parked: result.parked,
    figures,
    trail: result.trail ?? {},
  })
}

async function saveIssues(
  tx: Tx,
  runId: bigint,
  { number, issues }: { readonly number: number; readonly issues: readonly Issue[] }
): Promise<void> {
  if (!issues.length) return
  const { rows } = await tx.rawQuery(
    'select count(*)::int as kept from jobs_issues where run_id = ?',
    [String(runId)]
  )
  const room = Math.max(0, MAX_ISSUES - (rows[0] as { kept: number }).kept)
  const columns = ['run_id', 'chunk', 'severity', 'code', 'path', 'message']
  const values = issues
    .slice(0, room)
    .map(({ severity, code, path, message }): CopyValue[] => [
      runId,
      number,
      severity,
      code,
      path,
      message,
    ])
  if (values.length) await copyRows(tx, 'jobs_issues', columns, values)
}

interface ChunkFailure {
  readonly number: number
  readonly error: unknown
}

/** Counts the try, and gives the chunk up after the last one. Another process may have done it meanwhile. */
async function recordFailure(tx: Tx, run: LiveRun, { number, error }: ChunkFailure): Promise<void> {
  const text = explainFailure(error)
  const { rows } = await tx.rawQuery(
    `update jobs_chunks
        set attempts = attempts + 1, error = ?,
            status = case when attempts + 1 >= ? then 'failed' else 'waiting' end,
            finished_at = case when attempts + 1 >= ? then clock_timestamp() end
      where run_id = ? and number = ? and status = 'waiting'
      returning attempts`,
    [text, MAX_ATTEMPTS, MAX_ATTEMPTS, String(run.row.id), number]
  )
  const failed = rows[0] as { attempts: number } | undefined
  if (!failed) return
  const line = `Bloco ${number}, tentativa ${failed.attempts} de ${MAX_ATTEMPTS}: ${text.split('\n')[0]}`
  await tx.insertQuery().table('jobs_log').insert({ run_id: run.row.id, text: line })
}
