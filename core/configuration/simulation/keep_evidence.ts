import { clock } from '#core/calendar/index'
import { canonicalJson, query, sha256 } from '#core/database/index'
import type { JobContext } from '#core/jobs/index'
import type { Reader } from '../query.ts'
import { errors } from './errors.ts'
import { type SimulationReport, reportOf } from './report.ts'
import type { Population } from './types.ts'

interface Kept {
  readonly population: Population
  readonly versionId: bigint
  readonly contentHash: string
  /** Canonical JSON. */
  readonly scope: string
}

/** What the hash of an evidence covers. */
export interface HashedEvidence {
  readonly population: string
  readonly scope: string
  readonly contentHash: string
  readonly resultsHash: string
  /** Canonical JSON of the report. */
  readonly report: string
}

/** sha256 over what was tried, on what, and what came out. */
export const evidenceHash = (one: HashedEvidence): string =>
  sha256(
    canonicalJson({
      population: one.population,
      scope: one.scope,
      content_hash: one.contentHash,
      results_hash: one.resultsHash,
      report: one.report,
    })
  )

/** Adds up a simulation and writes what stays of it: never changed, never deleted. Sums of single chunks go. */
export async function keepEvidence(
  { tx, runId, municipalityId, actor, log }: JobContext,
  { population, versionId, contentHash, scope }: Kept
): Promise<Readonly<Record<string, number | bigint>>> {
  const report = await reportOf(tx, runId, population)
  if (report.results === 0)
    throw errors.E_CONFIGURATION_SIMULATION_EMPTY({ title: population.title })
  const hashed = {
    ...{ population: population.name, scope, contentHash, report: canonicalJson(report) },
    resultsHash: (await resultsHash(tx, runId))!,
  }
  const hash = evidenceHash(hashed)
  await query(
    tx,
    `insert into configuration_evidence (run_id, municipality_id, version_id, population, scope, content_hash,
       results_hash, report, hash, created_at, created_by) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      ...[runId, municipalityId, versionId, population.name, scope, contentHash],
      ...[hashed.resultsHash, hashed.report, hash, clock.now(), actor.userId],
    ]
  )
  await query(tx, 'delete from configuration_simulation_sums where run_id = ?', [runId])
  log(`Evidência: ${hash}`)
  return figuresOf(report)
}

/** sha256 over key, before and after of every stored result, in the order of the keys; null where there are none. */
export async function resultsHash(reader: Reader, runId: bigint): Promise<string | null> {
  const [row] = await query<{ hash: string | null }>(
    reader,
    `select encode(sha256(convert_to(string_agg(key || ' ' || before_amount || ' ' ||
              coalesce(error_code, after_amount::text), e'\\n' order by key collate "C"), 'UTF8')), 'hex') as hash
       from configuration_simulation_results where run_id = ?`,
    [runId]
  )
  return row!.hash
}

const figuresOf = ({ results, totals, unit }: SimulationReport) => ({
  results,
  changed: totals.more + totals.less,
  errors: results - totals.count,
  ...(unit === 'money'
    ? { before_cents: BigInt(totals.before), after_cents: BigInt(totals.after) }
    : {}),
})
