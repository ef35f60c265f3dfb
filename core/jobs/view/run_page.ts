import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import type { Issue } from '#core/kernel/index'
import { registries } from '#core/kernel/index'
import { format } from '#core/web/index'
import { errors } from '../errors.ts'
import { type Progress, formatCount, formatDuration, progressOf } from '../progress.ts'
import { type RunRow, isOver, sumChunks } from '../runs.ts'
import { titleOf } from './run_list.ts'
import { statusOf } from './words.ts'

export const ISSUES_PER_PAGE = 50
const LOG_LINES = 200
const FAILED_SHOWN = 50

/** @throws BusinessError E_JOBS_RUN_UNKNOWN for a run of another municipality too. */
export async function runOf(municipalityId: bigint, id: bigint): Promise<RunRow> {
  const [row] = await query<RunRow>(
    db,
    'select * from jobs_runs where id = ? and municipality_id = ?',
    [id, municipalityId]
  )
  if (!row) throw errors.E_JOBS_RUN_UNKNOWN({ id })
  return row
}

/** The part of the page that is drawn anew each second while the run goes. */
export async function liveView(run: RunRow) {
  const progress = await progressOf(run.id)
  const handled = progress.done + progress.parked
  const { figures } = await sumChunks(run.id)
  const stored = Object.entries(run.figures).map(([name, value]) => [name, BigInt(value)] as const)
  return {
    id: run.id,
    isGoing: !isOver(progress.status),
    state: statusOf(progress.status, progress.parked),
    total: formatCount(progress.total),
    handled: formatCount(handled),
    done: formatCount(progress.done),
    parked: progress.parked ? formatCount(progress.parked) : null,
    percent: percentOf(progress, handled),
    rate: progress.rate && progress.status === 'running' ? formatCount(progress.rate) : null,
    left: progress.secondsLeft === null ? null : formatDuration(progress.secondsLeft),
    endsAt:
      progress.secondsLeft === null ? null : new Date(Date.now() + progress.secondsLeft * 1000),
    took: progress.seconds ? formatDuration(progress.seconds) : null,
    chunks: `${formatCount(progress.chunksDone)} de ${formatCount(progress.chunks)}`,
    failed: progress.chunksFailed,
    waiting: progress.chunks - progress.chunksDone - progress.chunksFailed,
    remaining: formatCount(Math.max(0, progress.total - handled)),
    figures: figureViews(run.job, stored.length ? Object.fromEntries(stored) : figures),
  }
}

function percentOf({ total, status }: Progress, handled: number): number {
  if (status === 'done') return 100
  return total > 0 ? Math.min(100, Math.floor((handled * 100) / total)) : 0
}

/** Figures with the job's own words; a name that ends in `_cents` is money. */
function figureViews(job: string, figures: Readonly<Record<string, bigint>>) {
  const titles = registries().jobs.find(job)?.figures ?? {}
  return Object.entries(figures).map(([name, value]) => ({
    title: titles[name] ?? name,
    text: name.endsWith('_cents') ? format.money(value) : format.integer(value),
  }))
}

/** What does not change from second to second: failures, issues by reason, log. */
export async function reportView(run: RunRow, code: string | null, page: number) {
  const reasons = await query<{
    code: string
    severity: Issue['severity']
    total: number
    sample: string
  }>(
    db,
    `select code, min(severity) as severity, count(*)::int as total, min(message) as sample
       from jobs_issues where run_id = ? group by code order by total desc, code`,
    [run.id]
  )
  const issues = await query<Issue & { chunk: number }>(
    db,
    `select chunk, code, severity, path, message from jobs_issues
      where run_id = ? and (?::text is null or code = ?) order by id limit ? offset ?`,
    [run.id, code, code, ISSUES_PER_PAGE, (page - 1) * ISSUES_PER_PAGE]
  )
  const [{ found } = { found: 0 }] = await query<{ found: number }>(
    db,
    'select coalesce(sum(issues), 0)::int as found from jobs_chunks where run_id = ?',
    [run.id]
  )
  const kept = reasons.reduce((sum, { total }) => sum + total, 0)
  const chosen = reasons.find((reason) => reason.code === code)
  const titles = registries().jobs.find(run.job)?.reasons ?? {}
  return {
    reasons: reasons.map((reason) => ({ ...reason, title: titles[reason.code] ?? reason.code })),
    issues,
    kept,
    beyond: found > kept ? format.integer(found - kept) : null,
    total: chosen?.total ?? kept,
    failures: await failuresOf(run.id),
    ...(await logOf(run.id)),
    results: (await registries().jobs.find(run.job)?.results?.(run.id)) ?? [],
    schedule: await scheduleBehind(run.id),
    job: titleOf(run.job),
    error: run.error ? people(run.error) : null,
  }
}

const people = (error: string) => {
  const [text, detail] = error.split('\n')
  return { text, detail }
}

async function failuresOf(runId: bigint) {
  const rows = await query<{ number: number; attempts: number; error: string | null }>(
    db,
    `select number, attempts, error from jobs_chunks where run_id = ? and status = 'failed' order by number limit ?`,
    [runId, FAILED_SHOWN]
  )
  return rows.map(({ number, attempts, error }) => ({ number, attempts, ...people(error ?? '') }))
}

async function logOf(runId: bigint) {
  const log = await query<{ id: bigint; at: Date; text: string }>(
    db,
    'select id, at, text from (select * from jobs_log where run_id = ? order by id desc limit ?) last order by id',
    [runId, LOG_LINES]
  )
  return { log, lastLine: log.at(-1)?.id ?? 0n }
}

/** The schedule that started a run, when one did. */
async function scheduleBehind(runId: bigint) {
  const [row] = await query<{ id: bigint; name: string; due_at: Date }>(
    db,
    `select s.id, s.name, o.due_at from jobs_occurrences o join jobs_schedules s on s.id = o.schedule_id
      where o.run_id = ? and o.state = 'started'`,
    [runId]
  )
  return row ?? null
}
