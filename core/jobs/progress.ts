import db from '@adonisjs/lucid/services/db'
import type { RunStatus } from './types.ts'

export interface Progress {
  readonly status: RunStatus
  readonly total: number
  readonly done: number
  readonly parked: number
  readonly chunks: number
  readonly chunksDone: number
  readonly chunksFailed: number
  /** Issues found, kept or not. */
  readonly issues: number
  /** Items per second over the last minute, null before the first chunk. */
  readonly rate: number | null
  /** Seconds to the end at that rate, null when it cannot be told or the run is over. */
  readonly secondsLeft: number | null
  /** From start to end, or to now. */
  readonly seconds: number
}

interface Counts {
  readonly status: RunStatus
  readonly total: number
  readonly done: number
  readonly parked: number
  readonly chunks: number
  readonly chunks_done: number
  readonly chunks_failed: number
  readonly issues: number
  /** Items of the chunks that ended in the window. */
  readonly recent: number
  /** Seconds between the start of the window (or of the run, when later) and now. */
  readonly window_seconds: number
  readonly seconds: number
}

const WINDOW_SECONDS = 60

/** How far a run is, from its chunks. */
export async function progressOf(runId: bigint): Promise<Progress> {
  const { rows } = await db.rawQuery(
    `with chunk as (
       select count(*)::int as chunks,
              (count(*) filter (where status = 'done'))::int as chunks_done,
              (count(*) filter (where status = 'failed'))::int as chunks_failed,
              coalesce(sum(done), 0)::int as done,
              coalesce(sum(parked), 0)::int as parked,
              coalesce(sum(issues), 0)::int as issues,
              coalesce(sum(done + parked) filter (
                where finished_at > clock_timestamp() - make_interval(secs => ?)), 0)::int as recent
         from jobs_chunks where run_id = ?)
     select r.status, r.total, chunk.*,
            least(?, coalesce(extract(epoch from clock_timestamp() - r.started_at), 0))::float8 as window_seconds,
            coalesce(extract(epoch from coalesce(r.finished_at, clock_timestamp()) - r.started_at), 0)::float8 as seconds
       from jobs_runs r, chunk where r.id = ?`,
    [WINDOW_SECONDS, runId, WINDOW_SECONDS, runId]
  )
  return progressFrom(rows[0] as Counts)
}

/** Rate and time left from the counts of a run. */
export function progressFrom(counts: Counts): Progress {
  const handled = counts.done + counts.parked
  const isRunning = counts.status === 'running'
  const recent = isRunning && counts.recent > 0 && counts.window_seconds > 0
  const overall = handled > 0 && counts.seconds > 0 ? handled / counts.seconds : null
  const rate = recent ? counts.recent / counts.window_seconds : overall
  return {
    status: counts.status,
    total: counts.total,
    done: counts.done,
    parked: counts.parked,
    chunks: counts.chunks,
    chunksDone: counts.chunks_done,
    chunksFailed: counts.chunks_failed,
    issues: counts.issues,
    rate,
    secondsLeft: isRunning && rate ? Math.max(0, counts.total - handled) / rate : null,
    seconds: counts.seconds,
  }
}

const grouped = new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 0 })
const fine = new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 1 })

/** `1.240`, and one decimal below ten: `3,5`. */
export const formatCount = (value: number): string => (value < 10 ? fine : grouped).format(value)

/** `12 s`, `3 min 05 s`, `1 h 02 min`. */
export function formatDuration(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole} s`
  const two = (value: number) => String(value).padStart(2, '0')
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${two(whole % 60)} s`
  return `${Math.floor(whole / 3600)} h ${two(Math.floor((whole % 3600) / 60))} min`
}
