import type { CivilDate } from '#core/calendar/index'

/** The record that charges are asked about, and the fact under which rules read its added fields. */
export const SUBJECT = {
  record: 'registry.premises',
  fact: 'premise',
  title: 'Imóvel (campos adicionados)',
} as const

/** Some days of a period; what is consumed is charged whole all the same. */
export interface MinimumDays {
  readonly days: number
  readonly ofDays: number
}

/** What the charges of one category of a premise are computed from. */
export interface TariffFacts {
  readonly category: string
  readonly economies: number
  /** m³ billed to the category, decimal text. */
  readonly waterM3: string
  readonly isWaterBillable: boolean
  readonly isSewageBillable: boolean
  readonly sewageClass: string | null
  /** What only some tables ask: one connection when not said; a table that asks any other and is not told refuses to answer. */
  readonly connections?: number
  readonly taps?: number | null
  readonly profile?: string
  readonly isMetered?: boolean
  readonly meterSize?: string | null
  readonly collectionFrequency?: string | null
  readonly wasteProfile?: string | null
  /** Fields that administrators added to premises, by key, for rules that read them. */
  readonly added?: Readonly<Record<string, unknown>>
  /** Days of the period for which fixed amounts and minima of water and sewage are due; all of them when not said. */
  readonly minimumDays?: MinimumDays
  /**
   * Of a period that is no month of the usual length: its days, and those of the nominal month. Limits of brackets, and amounts that
   * already pay for m³, are scaled by them; what is due by days says `minimumDays`.
   */
  readonly limitDays?: MinimumDays
  /** Categories among which the bill is divided; one when not said. */
  readonly categories?: number
}

/** Consumption period: the day of the previous reading does not count, the day of the current one does. */
export interface ConsumptionPeriod {
  readonly previousReadOn: CivilDate
  readonly readOn: CivilDate
}

/** A bracket as it is printed. m³ and prices are decimal text; limits already multiplied by the economies. */
export interface ChargeLine {
  /** What the line is, where from, to and price do not say it. */
  readonly label?: string
  readonly from: string
  readonly to: string | null
  readonly m3: string
  readonly price: string
  readonly amount: string
}

/** The part of a charge that one span of configuration decided. */
export interface ChargeSegment {
  /** First and last day counted. */
  readonly from: CivilDate
  readonly until: CivilDate
  readonly days: number
  readonly ofDays: number
  readonly tariffVersionId: bigint
  readonly rulesetVersionId: bigint
  /** What the whole period would cost under this version; the share of its days is `amountCents`. */
  readonly fullAmount: string
  readonly amountCents: bigint
  readonly quantityM3: string
  readonly lines: readonly ChargeLine[]
  /** What a percentage or unit price applies to, and it: sewage percent of the water charge, price per economy. */
  readonly basis: string
  readonly rate: string
}

export interface ComputedCharge {
  readonly chargeType: string
  readonly service: 'water' | 'sewage' | 'other'
  readonly category: string
  readonly quantityM3: string
  readonly amountCents: bigint
  readonly segments: readonly ChargeSegment[]
  /** Legal basis, from the rule. */
  readonly because: string
  /** The version that decided the last day, kept on the line. */
  readonly versionId: bigint
}
