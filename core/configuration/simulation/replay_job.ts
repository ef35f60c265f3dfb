import { readThrough } from '#core/archive/index'
import { clock } from '#core/calendar/index'
import { canonicalJson, copyRows, query, sha256 } from '#core/database/index'
import type { Job, JobContext } from '#core/jobs/index'
import { registries } from '#core/kernel/index'
import { type KeptScope, scopeIn, scopeText } from './scope.ts'
import { type NumberedChunk, keptScope, numbered } from './simulate_job.ts'
import type { ReplayedResult } from './types.ts'

export const REPLAY = 'configuration.replay'

export interface ReplayArgs extends KeptScope {
  readonly asked: string
}

/** Computes past results again from what they were computed with, and lists those that differ from what is stored. */
export const replayJob: Job<ReplayArgs, NumberedChunk, Record<string, never>> = {
  name: REPLAY,
  title: 'Recálculo de conferência',
  permission: 'audit.read',
  figures: { results: 'Recalculados', different: 'Diferentes' },
  key: ({ asked, ...scope }) => `${asked}/${canonicalJson(scope)}`,
  label: scopeText,
  results: async (runId) => [
    { title: 'Resultado do recálculo', path: `/configuration/replays/${runId}` },
  ],
  async plan({ tx, municipalityId }, args) {
    const population = registries().populations.get(args.population)
    const scope = scopeIn(args, municipalityId)
    const chunks = await readThrough(tx, () => population.chunks(tx, scope))
    return { ...numbered(chunks), state: {} }
  },
  async perform(context, chunk, _, args) {
    const { tx, municipalityId } = context
    const population = registries().populations.get(args.population)
    const results = await readThrough(tx, () => population.replay(tx, municipalityId, chunk.spec))
    const different = await writeReplayed(context, chunk.number, results)
    return {
      done: results.length,
      parked: 0,
      issues: [],
      figures: { results: results.length, different },
    }
  },
  async finish({ tx, runId, municipalityId, actor }, _, args) {
    const chunks = await query<{ results: number; different: number; hash: string }>(
      tx,
      'select results, different, hash from configuration_replay_chunks where run_id = ? order by chunk',
      [runId]
    )
    const sum = (of: 'results' | 'different') => chunks.reduce((all, one) => all + one[of], 0)
    const figures = { results: sum('results'), different: sum('different') }
    await query(
      tx,
      `insert into configuration_replays (run_id, municipality_id, population, scope, results, different, hash,
         created_at, created_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[runId, municipalityId, args.population, keptScope(args), figures.results],
        ...[figures.different, replayHash(chunks.map(({ hash }) => hash))],
        ...[clock.now(), actor.userId],
      ]
    )
    return figures
  },
}

async function writeReplayed(
  { tx, runId, municipalityId }: JobContext,
  chunk: number,
  results: readonly ReplayedResult[]
): Promise<number> {
  const different = results.filter(({ difference }) => difference)
  await query(
    tx,
    `insert into configuration_replay_chunks (municipality_id, run_id, chunk, results, different, hash)
     values (?, ?, ?, ?, ?, ?)`,
    [...[municipalityId, runId, chunk, results.length, different.length], hashOf(results)]
  )
  if (different.length) {
    await copyRows(
      tx,
      'configuration_replay_differences',
      ['municipality_id', 'run_id', 'key', 'label', 'link', 'step', 'stored', 'computed'],
      different.map(({ key, label, link, difference }) => [
        ...[municipalityId, runId, key, label, link],
        ...[difference!.step, difference!.stored, difference!.computed],
      ])
    )
  }
  return different.length
}

/** Of all chunks, in their order. */
export const replayHash = (chunks: readonly string[]): string => sha256(chunks.join('\n'))

/** Of what the results come to now: the same facts and versions give the same hash, whoever computes it. */
const hashOf = (results: readonly ReplayedResult[]): string =>
  sha256(results.map(({ key, computed }) => `${key} ${computed}`).join('\n'))
