import db from '@adonisjs/lucid/services/db'
import type { Actor } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type InlineOptions, type RunSummary, runInline, startRun } from '#core/jobs/index'
import { errors } from './errors.ts'
import { readVersion } from '../versions.ts'
import { type AskedScope, checkScope, populationFor } from './scope.ts'
import { draftOf } from './draft.ts'
import { REPLAY, type ReplayArgs } from './replay_job.ts'
import { SIMULATE, type SimulateArgs } from './simulate_job.ts'

export interface AskedSimulation extends AskedScope {
  readonly versionId: bigint
}

/**
 * Starts a simulation of a version for the workers; one of the same version that is waiting or running is that one.
 * @throws BusinessError of the version, its content, the population and the scope; E_ACCESS_DENIED
 */
export async function startSimulation(asked: AskedSimulation, actor: Actor): Promise<RunSummary> {
  const args = await simulationArgs(asked, actor)
  return startRun(SIMULATE, args, actor)
}

/** The same, done in this process. */
export async function simulateHere(
  asked: AskedSimulation,
  actor: Actor,
  options: InlineOptions
): Promise<RunSummary> {
  return runInline(SIMULATE, await simulationArgs(asked, actor), actor, options)
}

async function simulationArgs(asked: AskedSimulation, actor: Actor): Promise<SimulateArgs> {
  const population = populationFor(asked.population, actor)
  const version = await readVersion(db, asked.versionId, actor.municipalityId)
  if (!population.concerns(version)) {
    const { id, number } = version
    throw errors.E_CONFIGURATION_POPULATION_CONCERNS({ id, number, title: population.title })
  }
  draftOf(version)
  const scope = await checkScope(db, population, asked, actor.municipalityId)
  return { ...scope, versionId: version.id, asked: await askedOf(SIMULATE, actor) }
}

/** Starts the re-performance of whole months for the workers. @throws BusinessError of the population and the scope */
export async function startReplay(asked: AskedScope, actor: Actor): Promise<RunSummary> {
  return startRun(REPLAY, await replayArgs(asked, actor), actor)
}

/** The same, done in this process. */
export async function replayHere(
  asked: AskedScope,
  actor: Actor,
  options: InlineOptions
): Promise<RunSummary> {
  return runInline(REPLAY, await replayArgs(asked, actor), actor, options)
}

async function replayArgs(asked: AskedScope, actor: Actor): Promise<ReplayArgs> {
  const population = populationFor(asked.population, actor)
  const scope = await checkScope(db, population, asked, actor.municipalityId)
  return { ...scope, asked: await askedOf(REPLAY, actor) }
}

/** A mark that grows with each finished run of the job: asked twice while one runs, it is one run; asked again later, another. */
async function askedOf(job: string, { municipalityId }: Actor): Promise<string> {
  const [row] = await query<{ last: bigint | null }>(
    db,
    `select max(id) as last from jobs_runs where municipality_id = ? and job = ? and status in ('done', 'failed', 'cancelled')`,
    [municipalityId, job]
  )
  return row?.last === null || row === undefined
    ? clock.now().toISOString().slice(0, 10)
    : String(row.last)
}
