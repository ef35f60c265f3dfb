import { canonicalJson, query } from '#core/database/index'
import type { Job, JobContext } from '#core/jobs/index'
import { registries } from '#core/kernel/index'
import { loadPack } from '../services/load_pack.ts'
import type { Pack } from '../types.ts'
import { readVersion } from '../versions.ts'
import { type Draft, draftOf, draftedPack } from './draft.ts'
import { errors } from './errors.ts'
import { keepEvidence } from './keep_evidence.ts'
import { type KeptScope, scopeIn, scopeText } from './scope.ts'
import type { PopulationChunk, Sides } from './types.ts'
import { writeResults } from './write_results.ts'

export const SIMULATE = 'configuration.simulate'

export interface SimulateArgs extends KeptScope {
  readonly versionId: bigint
  /** Instant of the asking: what is asked again is computed again. */
  readonly asked: string
}

export interface SimulateState {
  readonly versionId: bigint
  readonly contentHash: string
}

/** A chunk of the population with its place among all. */
export interface NumberedChunk<C = unknown> {
  readonly number: number
  readonly spec: C
}

/** Tries a version on past results: each chunk reads stored facts, computes them twice and writes what they come to. */
export const simulateJob: Job<SimulateArgs, NumberedChunk, SimulateState> = {
  name: SIMULATE,
  title: 'Simulação de configuração',
  permission: 'configuration.simulate',
  figures: {
    ...{ results: 'Resultados', changed: 'Mudam', errors: 'Sem cálculo com o rascunho' },
    ...{ before_cents: 'Antes', after_cents: 'Com o rascunho' },
  },
  key: ({ versionId, asked, ...scope }) => `${versionId}/${asked}/${canonicalJson(scope)}`,
  label: (args) => `Versão ${args.versionId} · ${scopeText(args)}`,
  results: async (runId) => [
    { title: 'Resultado da simulação', path: `/configuration/simulations/${runId}` },
  ],
  async plan(context, args) {
    const { tx, municipalityId, runId, actor } = context
    const population = registries().populations.get(args.population)
    const version = await readVersion(tx, args.versionId, municipalityId)
    draftOf(version)
    await query(
      tx,
      `insert into configuration_simulations
         (run_id, municipality_id, version_id, population, scope, content, content_hash, created_by)
       values (?, ?, ?, ?, ?, ?, ?, ?)`,
      [
        ...[runId, municipalityId, version.id, population.name, keptScope(args)],
        ...[version.content, version.contentHash, actor.userId],
      ]
    )
    const chunks = await population.chunks(tx, scopeIn(args, municipalityId))
    return {
      ...numbered(chunks),
      state: { versionId: version.id, contentHash: version.contentHash },
    }
  },
  async perform(context, chunk, _, args) {
    const population = registries().populations.get(args.population)
    const { packId, facts } = await population.facts(context.tx, context.municipalityId, chunk.spec)
    const sides = await sidesOf(context, packId)
    const results = population.compute(facts, sides)
    return writeResults(context, { population, chunk: chunk.number, results })
  },
  async finish(context, { versionId, contentHash }, args) {
    return keepEvidence(context, {
      population: registries().populations.get(args.population),
      ...{ versionId, contentHash, scope: keptScope(args) },
    })
  },
}

/** The scope as it is kept with simulation, evidence and re-performance. */
export const keptScope = ({ population, from, until, groups }: KeptScope): string =>
  canonicalJson({ population, from, until, groups })

export function numbered<C>(chunks: readonly PopulationChunk<C>[]) {
  return {
    chunks: chunks.map(({ spec }, index): NumberedChunk<C> => ({ number: index + 1, spec })),
    total: chunks.reduce((sum, { results }) => sum + results, 0),
  }
}

interface Tried {
  readonly draft: Draft
  readonly packs: Map<bigint, Sides>
}

const KEPT = 4
const tried = new Map<string, Tried>()

/** Both sides of a pack: made once in this process for each simulation, so that what is compiled is compiled once. */
async function sidesOf({ tx, municipalityId, runId }: JobContext, packId: bigint): Promise<Sides> {
  const one = await triedIn({ tx, municipalityId, runId })
  const known = one.packs.get(packId)
  if (known) return known
  const made = await sidesWith(tx, { packId, draft: one.draft, municipalityId })
  one.packs.set(packId, made)
  return made
}

export async function sidesWith(
  tx: JobContext['tx'],
  wanted: { readonly packId: bigint; readonly draft: Draft; readonly municipalityId: bigint }
): Promise<Sides> {
  const before: Pack = await loadPack(wanted.packId, tx)
  return { before, after: await draftedPack(tx, before, wanted) }
}

async function triedIn({
  tx,
  municipalityId,
  runId,
}: Pick<JobContext, 'tx' | 'municipalityId' | 'runId'>): Promise<Tried> {
  const { draft, contentHash } = await triedDraft(tx, municipalityId, runId)
  const name = `${runId}/${contentHash}`
  const known = tried.get(name)
  if (known) return known
  if (tried.size >= KEPT) tried.delete(tried.keys().next().value!)
  const made: Tried = { draft: draft(), packs: new Map() }
  tried.set(name, made)
  return made
}

/** The draft of a simulation as it was tried, whatever became of the version. @throws E_CONFIGURATION_SIMULATION */
export async function triedDraft(tx: JobContext['tx'], municipalityId: bigint, runId: bigint) {
  const [row] = await query<{ version_id: bigint; content: string; content_hash: string }>(
    tx,
    'select version_id, content, content_hash from configuration_simulations where run_id = ? and municipality_id = ?',
    [runId, municipalityId]
  )
  if (!row) throw errors.E_CONFIGURATION_SIMULATION({ id: runId })
  const version = await readVersion(tx, row.version_id, municipalityId)
  const draft = () => draftOf({ ...version, content: row.content })
  return { draft, contentHash: row.content_hash }
}
