import type { PackRequest, PackSegment } from '#core/configuration/index'
import type { CivilDate } from '#core/calendar/index'
import type { ReadingPolicy } from '../domain/policy.ts'

const DECISIONS = ['readings.critique', 'readings.anomaly_treatment'] as const
const KEYS = {
  average: 'readings.average',
  expectedRange: 'readings.expected_range',
  period: 'readings.period',
  minimum: 'readings.minimum_consumption',
  situations: 'readings.situations_read',
  cutMinDays: 'readings.cut_min_days',
  maxEstimates: 'readings.max_estimates',
  settlement: 'readings.estimate_settlement',
  anomalies: 'readings.anomalies',
} as const satisfies Record<keyof ReadingPolicy, string>

/** Every rule and parameter that decides readings. */
export const POLICY_NEEDS: {
  readonly decisions: readonly string[]
  readonly parameters: readonly string[]
} = { decisions: DECISIONS, parameters: Object.values(KEYS) }

interface Cycle {
  readonly municipalityId: bigint
  readonly loadedOn: CivilDate
  readonly knownAt: Date
}

/** What the whole cycle of a load needs of the configuration: the date of the load decides (DECISIONS 46). */
export const packRequest = ({ municipalityId, loadedOn, knownAt }: Cycle): PackRequest => ({
  municipalityId,
  from: loadedOn,
  until: loadedOn,
  knownAt,
  decisions: DECISIONS,
  parameters: Object.values(KEYS),
  items: [],
})

/** The parameters of the cycle. */
export function policyOf(segment: PackSegment): ReadingPolicy {
  const entries = Object.entries(KEYS).map(([name, key]) => [name, segment.parameter(key)])
  return Object.fromEntries(entries) as ReadingPolicy
}
