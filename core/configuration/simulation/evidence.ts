import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { errors } from './errors.ts'
import { parameterWithin } from '../in_force.ts'
import { baseKey } from '../local_keys.ts'
import { SIMULATION_DEMANDED, SIMULATION_MONTHS } from '../parameters.ts'
import type { Reader } from '../query.ts'
import type { Version } from '../versions.ts'
import { evidenceHash } from './keep_evidence.ts'
import type { SimulationReport } from './report.ts'
import { type KeptScope, monthsText, populationsFor } from './scope.ts'
import type { ItemName, MonthOfResults, Population } from './types.ts'

/** A finished simulation, kept with its version. */
export interface Evidence {
  readonly runId: bigint
  readonly versionId: bigint
  readonly population: string
  readonly scope: KeptScope
  readonly contentHash: string
  readonly resultsHash: string
  readonly report: SimulationReport
  readonly hash: string
  /** Whether it still has the hash that it was kept with. */
  readonly isIntact: boolean
  /** Whether the version still says what was tried. */
  readonly isFresh: boolean
  readonly createdAt: Date
  readonly createdBy: string | null
}

type Row = Omit<Evidence, 'scope' | 'report' | 'isIntact' | 'isFresh'> & {
  readonly scope: string
  readonly report: string
}

const SELECT = `
  select e.run_id as "runId", e.version_id as "versionId", e.population, e.scope, e.content_hash as "contentHash",
         e.results_hash as "resultsHash", e.report, e.hash, e.created_at as "createdAt", u.full_name as "createdBy"
    from configuration_evidence e left join access_users u on u.id = e.created_by`

type OfVersion = Pick<Version, 'id' | 'contentHash'>

/** The simulations of a version, the newest first. */
export async function evidenceOf(reader: Reader, version: OfVersion): Promise<Evidence[]> {
  const rows = await query<Row>(reader, `${SELECT} where e.version_id = ? order by e.run_id desc`, [
    version.id,
  ])
  return rows.map((row) => evidenceIn(row, version.contentHash))
}

/** The evidence of one simulation; null while it runs, or where it was cancelled. */
export async function evidenceOfRun(
  reader: Reader,
  runId: bigint,
  version: OfVersion
): Promise<Evidence | null> {
  const [row] = await query<Row>(reader, `${SELECT} where e.run_id = ?`, [runId])
  return row ? evidenceIn(row, version.contentHash) : null
}

const evidenceIn = (row: Row, contentHash: string): Evidence => ({
  ...row,
  scope: JSON.parse(row.scope) as KeptScope,
  report: JSON.parse(row.report) as SimulationReport,
  isIntact: evidenceHash(row) === row.hash,
  isFresh: row.contentHash === contentHash,
})

/** What a version needs before it is sent or approved, and what it has of it. */
export interface Demand {
  readonly population: Population
  /** The newest that fits the version's content and covers months enough; null where there is none. */
  readonly fresh: Evidence | null
  /** The newest that fits the content, of too few months. */
  readonly short: Evidence | null
  /** Past months with results that a simulation must cover, and how many `short` does. */
  readonly needed: number
  readonly covered: number
  /** Of a content that the version had before. */
  readonly stale: Evidence | null
}

interface DemandedOf extends OfVersion, ItemName {}

/** The populations that a version must have been tried on: those that demand it and have past results. */
export async function demandsOf(
  reader: Reader,
  version: DemandedOf,
  municipalityId: bigint
): Promise<Demand[]> {
  const concerned = populationsFor(version)
  if (!concerned.length) return []
  const rule = await demandRule(reader, municipalityId)
  const least = await parameterWithin<number>(reader, { key: SIMULATION_MONTHS, municipalityId })
  const all = await evidenceOf(reader, version)
  const demands: Demand[] = []
  for (const population of concerned) {
    if (!(rule.get(`${version.kind}/${baseKey(version.key)}`) ?? population.demanded(version)))
      continue
    const months = await population.months(reader, municipalityId)
    if (!months.length) continue
    const mine = all.filter((one) => one.population === population.name && one.isIntact)
    demands.push({ population, ...foundOf(mine, months, least) })
  }
  return demands
}

function foundOf(
  mine: readonly Evidence[],
  months: readonly MonthOfResults[],
  least: number
): Omit<Demand, 'population'> {
  const needed = Math.min(least, months.length)
  const coveredBy = ({ scope: { from, until } }: Evidence) =>
    months.filter(({ month }) => month >= from && month <= until).length
  const fitting = mine.filter(({ isFresh }) => isFresh)
  const fresh = fitting.find((one) => coveredBy(one) >= needed) ?? null
  const short = fresh ? null : (fitting[0] ?? null)
  return {
    ...{ fresh, short, needed, covered: short ? coveredBy(short) : 0 },
    stale: mine.find(({ isFresh }) => !isFresh) ?? null,
  }
}

interface DecidedItem {
  /** `kind/key`. */
  readonly item: string
  readonly demanded: boolean
}

/** What the utility decided otherwise than the modules: by `kind/key`. */
async function demandRule(
  reader: Reader,
  municipalityId: bigint
): Promise<ReadonlyMap<string, boolean>> {
  const decided = await parameterWithin<readonly DecidedItem[]>(reader, {
    ...{ key: SIMULATION_DEMANDED, municipalityId },
  })
  return new Map(decided.map(({ item, demanded }) => [item, demanded]))
}

/**
 * A version of an item that demands it has been tried on past results with the content that it has now.
 * @throws BusinessError E_CONFIGURATION_SIMULATION_MISSING, E_CONFIGURATION_SIMULATION_STALE, E_CONFIGURATION_SIMULATION_SHORT
 */
export async function requireEvidence(
  reader: Reader,
  version: Version,
  municipalityId: bigint
): Promise<void> {
  const demands = await demandsOf(reader, version, municipalityId)
  const missing = demands.find(({ fresh }) => !fresh)
  if (!missing) return
  const { population, stale, short, needed, covered } = missing
  const values = { id: version.id, number: version.number, title: population.title }
  if (short) {
    throw errors.E_CONFIGURATION_SIMULATION_SHORT({
      ...values,
      ...{
        months: monthsText(short.scope),
        covered: countText(covered),
        needed: countText(needed),
      },
    })
  }
  if (!stale) throw errors.E_CONFIGURATION_SIMULATION_MISSING(values)
  throw errors.E_CONFIGURATION_SIMULATION_STALE({ ...values, months: monthsText(stale.scope) })
}

/** `1 mês`, `12 meses`. */
export const countText = (months: number): string => `${months} ${months === 1 ? 'mês' : 'meses'}`

/** The populations that there are, for lists and messages. */
export const populationTitle = (name: string): string =>
  registries().populations.find(name)?.title ?? name
