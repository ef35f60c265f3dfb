import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { type Tx, query } from '#core/database/index'
import { decode } from '#core/jobs/index'
import { registries } from '#core/kernel/index'
import { errors as configurationErrors } from '../errors.ts'
import { errors } from './errors.ts'
import type { Reader } from '../query.ts'
import { type Version, readVersion } from '../versions.ts'
import { type Evidence, evidenceOfRun } from './evidence.ts'
import { REPLAY, type ReplayArgs } from './replay_job.ts'
import type { KeptScope } from './scope.ts'
import { SIMULATE, type SimulateArgs, sidesWith, triedDraft } from './simulate_job.ts'
import type { ExplainedLine, Population, ReplayedResult } from './types.ts'

type RunStatus = 'planned' | 'running' | 'done' | 'failed' | 'cancelled'

interface Run {
  readonly id: bigint
  readonly status: RunStatus
  readonly args: string
  readonly actor_name: string
  readonly created_at: Date
  readonly error: string | null
}

/** A simulation as it stands: running, over, or left. */
export interface Simulation {
  readonly run: Run
  readonly scope: KeptScope
  readonly population: Population
  readonly version: Version
  readonly evidence: Evidence | null
  readonly isPurged: boolean
}

async function runOf(reader: Reader, job: string, id: bigint, { municipalityId }: Actor) {
  const [run] = await query<Run>(
    reader,
    'select id, status, args, actor_name, created_at, error from jobs_runs where id = ? and job = ? and municipality_id = ?',
    [id, job, municipalityId]
  )
  return run
}

/** @throws BusinessError E_CONFIGURATION_SIMULATION */
export async function simulationOf(id: bigint, actor: Actor): Promise<Simulation> {
  const run = await runOf(db, SIMULATE, id, actor)
  if (!run) throw errors.E_CONFIGURATION_SIMULATION({ id })
  const args = decode<SimulateArgs>(run.args)
  const version = await readVersion(db, args.versionId, actor.municipalityId)
  const [kept] = await query<{ purged_at: Date | null }>(
    db,
    'select purged_at from configuration_simulations where run_id = ?',
    [id]
  )
  return {
    ...{ run, version, scope: args },
    population: registries().populations.get(args.population),
    evidence: await evidenceOfRun(db, id, version),
    isPurged: kept !== undefined && kept.purged_at !== null,
  }
}

/** The simulations of a version that are on their way or failed, the newest first. */
export async function openSimulations(
  version: Pick<Version, 'id'>
): Promise<{ readonly id: bigint; readonly status: RunStatus; readonly scope: KeptScope }[]> {
  const rows = await query<Run>(
    db,
    `select id, status, args from jobs_runs where job = ? and key like ? and status in ('planned', 'running')
      order by id desc limit 5`,
    [SIMULATE, `${version.id}/%`]
  )
  return rows.map(({ id, status, args }) => ({ id, status, scope: decode<SimulateArgs>(args) }))
}

export interface StoredResult {
  readonly key: string
  readonly label: string
  readonly link: string
  readonly before: bigint
  readonly after: bigint
  readonly dims: Readonly<Record<string, string>>
  readonly error_text: string | null
}

/** Which results of a simulation: those of one value of a dimension, or all. */
export interface ResultsWanted {
  readonly dim: string | null
  readonly value: string
  readonly page: number
  readonly size: number
}

/** A page of the results, in the order of the keys, and how many there are. @throws E_CONFIGURATION_SIMULATION_PURGED */
export async function resultsPage(
  { run, isPurged }: Simulation,
  { dim, value, page, size }: ResultsWanted
) {
  if (isPurged) throw errors.E_CONFIGURATION_SIMULATION_PURGED({ id: run.id })
  const where = `run_id = ? and (?::text is null or dims::jsonb ->> ? = ?)`
  const bindings = [run.id, dim, dim ?? '', value]
  const [sum] = await query<{ total: number }>(
    db,
    `select count(*)::int as total from configuration_simulation_results where ${where}`,
    bindings
  )
  const rows = await query<Omit<StoredResult, 'dims' | 'error_text'>>(
    db,
    `select key, label, link, before_amount as before, after_amount as after
       from configuration_simulation_results where ${where} order by key limit ? offset ?`,
    [...bindings, size, (page - 1) * size]
  )
  return { rows, total: sum!.total }
}

const PAGE = 5000

/** Every result of a simulation, in pages, in the order of the keys. @throws E_CONFIGURATION_SIMULATION_PURGED */
export async function* resultsOf({ run, isPurged }: Simulation): AsyncGenerator<StoredResult[]> {
  if (isPurged) throw errors.E_CONFIGURATION_SIMULATION_PURGED({ id: run.id })
  for (let after = ''; ;) {
    const rows = await query<Omit<StoredResult, 'dims'> & { dims: string }>(
      db,
      `select key, label, link, before_amount as before, after_amount as after, dims, error_text
         from configuration_simulation_results where run_id = ? and key > ? order by key limit ?`,
      [run.id, after, PAGE]
    )
    if (!rows.length) return
    after = rows.at(-1)!.key
    yield rows.map((row) => ({ ...row, dims: JSON.parse(row.dims) as StoredResult['dims'] }))
  }
}

/**
 * One result line by line, as it was and as it would be with what was tried.
 * @throws BusinessError E_CONFIGURATION_SIMULATION, E_CONFIGURATION_SIMULATION_RESULT
 */
export async function explainResult(
  tx: Tx,
  { run, population, isPurged }: Simulation,
  { key, municipalityId }: { readonly key: string; readonly municipalityId: bigint }
): Promise<readonly ExplainedLine[]> {
  const chunk = isPurged ? null : await population.chunkOf(tx, municipalityId, key)
  if (!chunk) throw errors.E_CONFIGURATION_SIMULATION_RESULT({ key, id: run.id })
  const { packId, facts } = await population.facts(tx, municipalityId, chunk)
  const { draft } = await triedDraft(tx, municipalityId, run.id)
  return population.explain(
    facts,
    await sidesWith(tx, { packId, draft: draft(), municipalityId }),
    key
  )
}

/** A re-performance as it stands. */
export interface Replay {
  readonly run: Run
  readonly scope: KeptScope
  readonly population: Population
  readonly outcome: ReplayOutcome | null
  readonly differences: readonly ReplayDifferenceRow[]
}

export interface ReplayOutcome {
  readonly results: number
  readonly different: number
  readonly hash: string
}

export interface ReplayDifferenceRow {
  readonly key: string
  readonly label: string
  readonly link: string
  readonly step: string
  readonly stored: string
  readonly computed: string
}

const SHOWN = 1000

/** @throws BusinessError E_CONFIGURATION_REPLAY */
export async function replayOf(id: bigint, actor: Actor): Promise<Replay> {
  const run = await runOf(db, REPLAY, id, actor)
  if (!run) throw errors.E_CONFIGURATION_REPLAY({ id })
  const args = decode<ReplayArgs>(run.args)
  const [outcome] = await query<ReplayOutcome>(
    db,
    'select results, different, hash from configuration_replays where run_id = ?',
    [id]
  )
  return {
    ...{ run, scope: args, population: registries().populations.get(args.population) },
    outcome: outcome ?? null,
    differences: await query<ReplayDifferenceRow>(
      db,
      `select key, label, link, step, stored, computed from configuration_replay_differences
        where run_id = ? order by key limit ?`,
      [id, SHOWN]
    ),
  }
}

export interface PastReplay extends ReplayOutcome {
  readonly runId: bigint
  readonly scope: KeptScope
  readonly createdAt: Date
  readonly createdBy: string | null
}

/** The last re-performances of the municipality, the newest first. */
export async function pastReplays({ municipalityId }: Actor): Promise<PastReplay[]> {
  const rows = await query<Omit<PastReplay, 'scope'> & { scope: string }>(
    db,
    `select r.run_id as "runId", r.scope, r.results, r.different, r.hash, r.created_at as "createdAt",
            u.full_name as "createdBy"
       from configuration_replays r left join access_users u on u.id = r.created_by
      where r.municipality_id = ? order by r.run_id desc limit 50`,
    [municipalityId]
  )
  return rows.map((row) => ({ ...row, scope: JSON.parse(row.scope) as KeptScope }))
}

/** One result computed again at once. @throws BusinessError E_CONFIGURATION_RESULT */
export async function replayOne(
  tx: Tx,
  population: Population,
  { key, municipalityId }: { readonly key: string; readonly municipalityId: bigint }
): Promise<ReplayedResult> {
  const chunk = await population.chunkOf(tx, municipalityId, key)
  const replayed = chunk ? await population.replay(tx, municipalityId, chunk) : []
  const one = replayed.find((result) => result.key === key)
  if (!one) throw configurationErrors.E_CONFIGURATION_RESULT({ title: population.title, id: key })
  return one
}
