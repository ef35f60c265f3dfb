import { query, sha256 } from '#core/database/index'
import type { Reader } from '../query.ts'
import { type HashedEvidence, evidenceHash, resultsHash } from './keep_evidence.ts'
import { REPLAY, replayHash } from './replay_job.ts'
import { SIMULATE } from './simulate_job.ts'

export interface KeptBreak {
  readonly runId: bigint
  /** In Portuguese. */
  readonly reason: string
}

export interface KeptReport {
  /** Evidence and re-performances that agree with their hashes, up to the first that does not. */
  readonly evidence: number
  readonly replays: number
  readonly firstBreak: KeptBreak | null
}

const REASONS = {
  evidence: 'a evidência da simulação foi alterada',
  content: 'o conteúdo que a simulação experimentou foi alterado',
  results: 'os resultados da simulação foram alterados ou removidos',
  noEvidence: 'a evidência da simulação foi removida',
  replay: 'o resultado do recálculo foi alterado',
  differences: 'as diferenças encontradas pelo recálculo foram alteradas',
  noReplay: 'o resultado do recálculo foi removido',
}

const PAGE = 200

/**
 * Computes again the hashes of what simulations and re-performances left behind: evidence with its content and (until they
 * are deleted for their age) its results, re-performances with their chunks, and whether a finished run has lost its own.
 */
export async function verifyKept(reader: Reader): Promise<KeptReport> {
  const evidence = await walk(
    (after) => evidencePage(reader, after),
    (row) => brokenEvidence(reader, row)
  )
  const replays = await walk(
    (after) => replayPage(reader, after),
    (row) => Promise.resolve(brokenReplay(row))
  )
  return {
    ...{ evidence: evidence.checked, replays: replays.checked },
    firstBreak: evidence.firstBreak ?? replays.firstBreak ?? (await lost(reader)),
  }
}

async function walk<R extends { readonly runId: bigint }>(
  page: (after: bigint) => Promise<R[]>,
  breakOf: (row: R) => Promise<string | null>
): Promise<{ checked: number; firstBreak: KeptBreak | null }> {
  let checked = 0
  for (let after = 0n; ;) {
    const rows = await page(after)
    for (const row of rows) {
      const reason = await breakOf(row)
      if (reason) return { checked, firstBreak: { runId: row.runId, reason } }
      checked++
    }
    if (rows.length < PAGE) return { checked, firstBreak: null }
    after = rows.at(-1)!.runId
  }
}

interface EvidenceRow extends HashedEvidence {
  readonly runId: bigint
  readonly hash: string
  readonly content: string | null
  readonly purgedAt: Date | null
}

const evidencePage = (reader: Reader, after: bigint) =>
  query<EvidenceRow>(
    reader,
    `select e.run_id as "runId", e.population, e.scope, e.content_hash as "contentHash", e.results_hash as "resultsHash",
            e.report, e.hash, s.content, s.purged_at as "purgedAt"
       from configuration_evidence e left join configuration_simulations s on s.run_id = e.run_id
      where e.run_id > ? order by e.run_id limit ${PAGE}`,
    [after]
  )

async function brokenEvidence(reader: Reader, row: EvidenceRow): Promise<string | null> {
  if (evidenceHash(row) !== row.hash) return REASONS.evidence
  if (row.content === null || sha256(row.content) !== row.contentHash) return REASONS.content
  if (row.purgedAt !== null) return null
  return (await resultsHash(reader, row.runId)) === row.resultsHash ? null : REASONS.results
}

interface ReplayRow {
  readonly runId: bigint
  readonly results: number
  readonly different: number
  readonly hash: string
  readonly chunkResults: number
  readonly chunkDifferent: number
  readonly chunkHashes: readonly string[]
  readonly differences: number
}

const replayPage = (reader: Reader, after: bigint) =>
  query<ReplayRow>(
    reader,
    `select r.run_id as "runId", r.results, r.different, r.hash, c.results as "chunkResults",
            c.different as "chunkDifferent", c.hashes as "chunkHashes",
            (select count(*)::int from configuration_replay_differences d where d.run_id = r.run_id) as differences
       from configuration_replays r cross join lateral (
         select coalesce(sum(results), 0)::int as results, coalesce(sum(different), 0)::int as different,
                coalesce(array_agg(hash::text order by chunk), '{}') as hashes
           from configuration_replay_chunks where run_id = r.run_id) c
      where r.run_id > ? order by r.run_id limit ${PAGE}`,
    [after]
  )

function brokenReplay(row: ReplayRow): string | null {
  const isWhole =
    replayHash(row.chunkHashes) === row.hash &&
    row.chunkResults === row.results &&
    row.chunkDifferent === row.different
  if (!isWhole) return REASONS.replay
  return row.differences === row.different ? null : REASONS.differences
}

/** A finished run without what it must have left. */
async function lost(reader: Reader): Promise<KeptBreak | null> {
  const [row] = await query<{ runId: bigint; job: string }>(
    reader,
    `select r.id as "runId", r.job from jobs_runs r
      where r.status = 'done' and (
        r.job = ? and not exists (select from configuration_evidence e where e.run_id = r.id) or
        r.job = ? and not exists (select from configuration_replays p where p.run_id = r.id))
      order by r.id limit 1`,
    [SIMULATE, REPLAY]
  )
  if (!row) return null
  return { runId: row.runId, reason: row.job === SIMULATE ? REASONS.noEvidence : REASONS.noReplay }
}
