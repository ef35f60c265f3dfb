import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { RunStatus } from '../types.ts'
import { formatDuration } from '../progress.ts'
import { statusOf } from './words.ts'

export const RUNS_PER_PAGE = 50

export interface RunFilter {
  readonly municipalityId: bigint
  readonly status: RunStatus | null
  readonly job: string | null
}

interface ListedRun {
  readonly id: bigint
  readonly job: string
  readonly label: string
  readonly status: RunStatus
  readonly total: number
  readonly actor_name: string
  readonly created_at: Date
  readonly started_at: Date | null
  readonly done: number
  readonly parked: number
  readonly seconds: number | null
}

const NARROWED = `r.municipality_id = ? and (?::text is null or r.status = ?) and (?::text is null or r.job = ?)`
const narrow = ({ municipalityId, status, job }: RunFilter) => [
  municipalityId,
  status,
  status,
  job,
  job,
]

/** A page of runs, newest first, each with how far it is. */
export async function listRuns(filter: RunFilter, page: number) {
  const [{ total } = { total: 0 }] = await query<{ total: number }>(
    db,
    `select count(*)::int as total from jobs_runs r where ${NARROWED}`,
    narrow(filter)
  )
  const rows = await query<ListedRun>(
    db,
    `select r.id, r.job, r.label, r.status, r.total, r.actor_name, r.created_at, r.started_at,
            coalesce(c.done, 0)::int as done, coalesce(c.parked, 0)::int as parked,
            extract(epoch from coalesce(r.finished_at, clock_timestamp()) - r.started_at)::float8 as seconds
       from (select * from jobs_runs r where ${NARROWED} order by r.id desc limit ? offset ?) r
       left join lateral (select sum(done) as done, sum(parked) as parked from jobs_chunks where run_id = r.id) c on true
      order by r.id desc`,
    [...narrow(filter), RUNS_PER_PAGE, (page - 1) * RUNS_PER_PAGE]
  )
  return { total, runs: rows.map(listedRun) }
}

function listedRun(row: ListedRun) {
  return {
    id: row.id,
    label: row.label,
    job: titleOf(row.job),
    state: statusOf(row.status, row.parked),
    total: row.total,
    done: row.done + row.parked,
    parked: row.parked,
    isGoing: row.status === 'running',
    actorName: row.actor_name,
    createdAt: row.created_at,
    duration: row.seconds === null ? null : formatDuration(row.seconds),
  }
}

/** Title of a job; its name when its plugin is off. */
export const titleOf = (job: string): string => registries().jobs.find(job)?.title ?? job

/** The jobs that have run here, for the filter. */
export async function ranJobs(municipalityId: bigint): Promise<{ name: string; title: string }[]> {
  const rows = await query<{ job: string }>(
    db,
    'select distinct job from jobs_runs where municipality_id = ? order by job',
    [municipalityId]
  )
  return rows.map(({ job }) => ({ name: job, title: titleOf(job) }))
}
