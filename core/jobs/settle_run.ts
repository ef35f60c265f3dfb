import { writeEvents } from '#core/actions/index'
import { appendEntry } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import type { JsonObject, Tx } from '#core/database/index'
import type { LiveRun } from './runs.ts'

const asText = (figures: Readonly<Record<string, bigint>>) =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [name, String(value)]))

/** The end of a run that has done all its chunks: state, trail and event in the caller's transaction. */
export async function settleDone(
  tx: Tx,
  run: LiveRun,
  figures: Readonly<Record<string, bigint>>
): Promise<void> {
  await tx.rawQuery(
    `update jobs_runs set status = 'done', figures = ?::jsonb, error = null, finished_at = clock_timestamp() where id = ?`,
    [JSON.stringify(asText(figures)), String(run.row.id)]
  )
  await tell(tx, run, {
    description: `Execução concluída: ${run.row.label}`,
    payload: { figures: asText(figures) },
  })
  await writeEvents(tx, run.row.municipality_id, [
    { event: 'jobs.run_finished', payload: eventOf(run) },
  ])
}

/** The end of a run that cannot go on by itself; people may resume it. */
export async function settleFailed(tx: Tx, run: LiveRun, error: string): Promise<void> {
  await tx.rawQuery(
    `update jobs_runs set status = 'failed', error = ?, finished_at = clock_timestamp() where id = ?`,
    [error, String(run.row.id)]
  )
  await tell(tx, run, { description: `Execução falhou: ${run.row.label}`, payload: { error } })
  await writeEvents(tx, run.row.municipality_id, [
    { event: 'jobs.run_failed', payload: { ...eventOf(run), error } },
  ])
}

export function eventOf(run: LiveRun): JsonObject {
  return { run: String(run.row.id), job: run.row.job, key: run.row.key, label: run.row.label }
}

/** An entry about the run itself; its chunks have their own. */
export async function tell(
  tx: Tx,
  run: Pick<LiveRun, 'row' | 'actor'>,
  entry: {
    readonly description: string
    readonly payload: JsonObject
    readonly reason?: string | null
  }
): Promise<void> {
  await appendEntry(tx, {
    municipalityId: run.row.municipality_id,
    at: clock.now(),
    actor: run.actor,
    action: run.row.job,
    subject: { type: 'jobs.run', id: run.row.id },
    description: entry.description,
    reason: entry.reason ?? null,
    payload: entry.payload,
  })
}
