import { canonicalJson, copyRows } from '#core/database/index'
import type { ChunkResult, JobContext } from '#core/jobs/index'
import { Tally } from './tally.ts'
import type { Population, SimulatedResult } from './types.ts'

interface Computed {
  readonly population: Population
  readonly chunk: number
  readonly results: readonly SimulatedResult[]
}

const RESULT_COLUMNS = [
  ...['municipality_id', 'run_id', 'key', 'label', 'link', 'before_amount', 'after_amount'],
  ...['dims', 'error_code', 'error_text'],
]
const SUM_COLUMNS = [
  ...['municipality_id', 'run_id', 'chunk', 'dim', 'value', 'count', 'more', 'less', 'same'],
  ...['before_amount', 'after_amount'],
]

/** Writes the results of a chunk one by one, and their sums by dimension: each table once, by COPY. */
export async function writeResults(
  { tx, runId, municipalityId }: JobContext,
  { population, chunk, results }: Computed
): Promise<ChunkResult> {
  const tally = new Tally(population)
  for (const result of results) if (!result.error) tally.add(result)
  await copyRows(
    tx,
    'configuration_simulation_results',
    RESULT_COLUMNS,
    results.map(({ key, label, link, before, after, dims, error }) => [
      ...[municipalityId, runId, key, label, link, before, after, canonicalJson(dims)],
      ...[error?.code ?? null, error?.text ?? null],
    ])
  )
  await copyRows(
    tx,
    'configuration_simulation_sums',
    SUM_COLUMNS,
    tally
      .rows()
      .map((sum) => [
        ...[municipalityId, runId, chunk, sum.dim, sum.value, sum.count, sum.more, sum.less],
        ...[sum.same, sum.before, sum.after],
      ])
  )
  const failed = results.filter(({ error }) => error).length
  return {
    done: results.length - failed,
    parked: failed,
    issues: results.flatMap(({ label, error }) =>
      error
        ? [{ code: error.code, severity: 'warning' as const, path: label, message: error.text }]
        : []
    ),
    figures: {
      results: results.length,
      changed: results.filter(({ before, after }) => before !== after).length,
      errors: failed,
    },
  }
}
