import { DEFAULT_HISTORIES } from '../domain/history.ts'
import { type CivilDate, clock, dateOf, parts } from '#core/calendar/index'
import { type PackSegment, cacheGeneration, resolvePack } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { HISTORIES, type Histories } from '../configuration/parameters.ts'
import { postingsDecision } from '../decisions/postings.ts'
import {
  type Account,
  CHART_KIND,
  type Chart,
  DEFAULT_CHART,
  accountsByCode,
} from '../domain/chart.ts'

/** The chart and the posting rules of one day. */
export interface AccountingRules {
  readonly packId: bigint
  readonly versionId: bigint
  readonly segment: PackSegment
  readonly accounts: ReadonlyMap<string, Account>
  /** Templates of the history texts, by event. */
  readonly histories: Histories
}

let kept: { generation: number; rules: Map<string, AccountingRules> } = {
  generation: -1,
  rules: new Map(),
}

/**
 * What decides the postings of a day. Resolved once per day and process: the pack spans the year, so that the days of a year
 * share it, and an approval makes it be resolved anew. Read on the caller's connection, which may hold the turn of a queue:
 * waiting for a second one would stop everybody. Kept only once the transaction that may have written the pack commits.
 */
export async function accountingRules(
  tx: Tx,
  municipalityId: bigint,
  postedOn: CivilDate
): Promise<AccountingRules> {
  const generation = await cacheGeneration(tx)
  if (kept.generation !== generation) kept = { generation, rules: new Map() }
  const { rules } = kept
  const key = `${municipalityId}/${postedOn}`
  const known = rules.get(key)
  if (known) return known
  const resolved = await resolveRules(tx, municipalityId, postedOn)
  tx.after('commit', () => void rules.set(key, resolved))
  return resolved
}

async function resolveRules(
  tx: Tx,
  municipalityId: bigint,
  postedOn: CivilDate
): Promise<AccountingRules> {
  const { year } = parts(postedOn)
  const pack = await resolvePack(
    {
      municipalityId,
      from: dateOf(year, 1, 1),
      until: dateOf(year, 12, 31),
      knownAt: clock.now(),
      decisions: [postingsDecision.name],
      parameters: [HISTORIES],
      items: [{ kind: CHART_KIND, key: DEFAULT_CHART }],
    },
    tx
  )
  const segment = pack.at(postedOn)
  return {
    packId: pack.id,
    versionId: segment.version('ruleset', postingsDecision.name).id,
    segment,
    accounts: accountsByCode(segment.content<Chart>(CHART_KIND, DEFAULT_CHART)),
    // A version from before an event existed has no text for it.
    histories: { ...DEFAULT_HISTORIES, ...segment.parameter<Histories>(HISTORIES) },
  }
}
