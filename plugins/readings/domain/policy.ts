import type { Qualification } from './frozen_facts.ts'

/** A row of the table of reading ranges: for averages above `over` up to `to`, how far below and above is expected. */
export interface ExpectedRow {
  /** m³, exclusive. */
  readonly over: number
  /** m³, inclusive; null on the last row. */
  readonly to: number | null
  readonly below_percent: number
  readonly above_percent: number
}

export interface AveragePolicy {
  /** How many of the last valid consumptions. */
  readonly months: number
  readonly decimals: number
}

export interface PeriodPolicy {
  readonly from_days: number
  readonly until_days: number
  readonly nominal_days: number
}

export interface MinimumPolicy {
  readonly per_economy_m3: number
  readonly per_outlet_m3: number
  /** Outlets counted for each economy where the registry has no number of its own. */
  readonly outlets_per_economy: number
}

export type SituationPolicy = Readonly<Record<string, Exclude<Qualification, 'unmetered'>>>

export interface Anomaly {
  readonly code: string
  readonly title: string
  /** Service type whose order it opens; absent: none. */
  readonly service?: string
}

/** The parameters of the whole reading cycle, as the pack of the load has them. */
export interface ReadingPolicy {
  readonly average: AveragePolicy
  readonly expectedRange: readonly ExpectedRow[]
  readonly period: PeriodPolicy
  readonly minimum: MinimumPolicy
  readonly situations: SituationPolicy
  /** Days after the cut from which a cut connection with a meter is read. */
  readonly cutMinDays: number
  readonly maxEstimates: number
  readonly settlement: 'rebill' | 'in_month' | 'credit'
  readonly anomalies: readonly Anomaly[]
}
