import { Dec } from '#core/money/index'
import { perDays } from './consumption.ts'
import { type RealReading, spreadOver } from './estimate_spread.ts'
import type {
  Adjustment,
  AdjustmentTerm,
  ConsumptionKind,
  EstimatedMonth,
  RebilledMonths,
} from './frozen_facts.ts'

export interface VolumeFacts {
  /** How the month is to be billed; `measured` needs `measuredM3`. */
  readonly kind: ConsumptionKind
  readonly measuredM3: number | null
  readonly averageM3: string | null
  readonly minimumM3: string
  /** Zero where there is nothing to bill: a premise not to be read. */
  readonly unmeteredM3: string
  /** Measured by meters that hang no more and not billed yet. */
  readonly swapM3?: string
  readonly days: number
  readonly nominalDays: number
  /** Billed without a reading since the previous reading, and what earlier settlements left over. */
  readonly estimates: { readonly m3: string; readonly credit_m3: string }
  /** The estimated months that a real reading bills again; left out where they are settled in the month. */
  readonly rebill?: Omit<RealReading, 'm3'> & { readonly months: readonly EstimatedMonth[] }
}

export interface BilledVolume {
  readonly kind: ConsumptionKind
  /** Null when nothing was measured. */
  readonly measuredM3: string | null
  readonly billedM3: string
  readonly adjustments: readonly Adjustment[]
  /** m³ still to be deducted from the next real reading. */
  readonly creditM3: string
  /** How the consumption is billed month by month; left out where it is all of this one. */
  readonly rebilled?: RebilledMonths
}

/**
 * The billed volume of a month with the named terms that lead to it: measured (or 0) + Σ terms = billed, never below zero.
 * A real reading after estimates deducts what they billed; what it cannot deduct stays as credit. What removed meters
 * measured is billed with it; an estimated month leaves it to the next real reading.
 */
export function billedVolume(facts: VolumeFacts): BilledVolume {
  if (facts.kind === 'measured' && facts.measuredM3 !== null)
    return settled(facts, facts.measuredM3)
  return withoutReading(facts)
}

function settled(facts: VolumeFacts, measuredM3: number): BilledVolume {
  const measured = Dec.of(measuredM3)
  const swap = Dec.of(facts.swapM3 ?? '0')
  const real = measured.plus(swap)
  const rebilled = rebilledBy(facts, real)
  const { left, creditM3, adjustments } = rebilled?.in_money
    ? settleInMoney(rebilled, facts)
    : settle(real, facts)
  return {
    kind: 'measured',
    measuredM3: measured.toString(),
    billedM3: left.toString(),
    adjustments: [...terms(['swap_residual', swap]), ...adjustments],
    creditM3,
    ...(rebilled ? { rebilled } : {}),
  }
}

/** A credit left by earlier settlements is used in the month: with one, nothing is billed month by month. */
function rebilledBy({ rebill, estimates }: VolumeFacts, m3: Dec): RebilledMonths | null {
  if (!rebill || !Dec.of(estimates.credit_m3).isZero()) return null
  return spreadOver(rebill.months, { ...rebill, m3 })
}

/** The month keeps its own share: what estimates billed is given its place, and the m³ that money settles theirs. */
function settleInMoney({ months, now_m3: now }: RebilledMonths, { estimates }: VolumeFacts) {
  const estimated = Dec.of(estimates.m3)
  const used = Dec.sum(months.map((month) => Dec.of(month.real_m3)))
  return {
    left: Dec.of(now),
    creditM3: '0',
    adjustments: terms(
      ['estimate_settlement', estimated.negated()],
      ['estimate_in_money', estimated.minus(used)]
    ),
  }
}

/** Deducts from real consumption what estimates billed of it, then the credit of earlier settlements. */
function settle(real: Dec, { estimates }: VolumeFacts) {
  const estimated = Dec.of(estimates.m3)
  const deducted = Dec.min(real, estimated)
  const afterEstimates = real.minus(deducted)
  const credit = Dec.of(estimates.credit_m3)
  const used = Dec.min(afterEstimates, credit)
  return {
    left: afterEstimates.minus(used),
    creditM3: estimated.minus(deducted).plus(credit.minus(used)).toString(),
    adjustments: terms(
      ['estimate_settlement', deducted.negated()],
      ['estimate_credit', used.negated()]
    ),
  }
}

function withoutReading(facts: VolumeFacts): BilledVolume {
  const { kind, term, m3 } = substitute(facts)
  const swap = Dec.of(facts.swapM3 ?? '0')
  if (kind === 'unmetered' && !swap.isZero()) {
    const { left, creditM3, adjustments } = settle(swap, facts)
    return {
      kind,
      measuredM3: null,
      billedM3: m3.plus(left).toString(),
      adjustments: [...terms([term, m3], ['swap_residual', swap]), ...adjustments],
      creditM3,
    }
  }
  return {
    kind,
    measuredM3: null,
    billedM3: m3.toString(),
    adjustments: terms([term, m3]),
    creditM3: facts.estimates.credit_m3,
  }
}

interface Substitute {
  readonly kind: ConsumptionKind
  readonly term: AdjustmentTerm
  readonly m3: Dec
}

/** Without an average there is nothing to estimate from: the minimum stands in. */
function substitute({ kind, averageM3, ...facts }: VolumeFacts): Substitute {
  if (kind === 'unmetered') return { kind, term: 'unmetered', m3: Dec.of(facts.unmeteredM3) }
  if (kind === 'average' && averageM3 !== null) {
    return { kind, term: 'average', m3: Dec.of(averageM3).round(0, 'half-up') }
  }
  if (kind === 'estimated' && averageM3 !== null) {
    return { kind, term: 'estimate', m3: perDays(averageM3, facts.days, facts.nominalDays) }
  }
  return { kind: 'minimum', term: 'minimum', m3: Dec.of(facts.minimumM3) }
}

function terms(...named: readonly (readonly [AdjustmentTerm, Dec])[]): Adjustment[] {
  return named.filter(([, m3]) => !m3.isZero()).map(([term, m3]) => ({ term, m3: m3.toString() }))
}
