import { Dec, split } from '#core/money/index'
import type { PremiseMonth } from './premise_month.ts'

export type ShareMethod =
  'to_condominium' | 'equal' | 'by_economies' | 'by_consumption' | 'by_fraction'

/** Value of the parameter `billing.condominium_share` (DECISIONS 47). */
export interface CondominiumRule {
  readonly method: ShareMethod
  /** Decimals of m³ in which the difference is shared. */
  readonly scale: number
  /** A difference up to this, in m³, is nobody's. */
  readonly tolerance_m3: string
  /** Under which category the condominium itself is charged, with one economy for each unit. */
  readonly category: string
}

/** How a set's month was shared. Billed by the set = master − `creditInM3` − `toleratedM3` + `creditOutM3`. */
export interface CondominiumShare {
  /** m³ that the condominium's reading adds to or takes from each premise, in the order given. */
  readonly shares: readonly Dec[]
  /** The way really taken: not the rule's own when that one has nothing to weigh by. Null when nothing was shared. */
  readonly method: ShareMethod | null
  readonly isFallback: boolean
  readonly units: number
  /** What was shared. */
  readonly sharedM3: Dec
  /** What the units had paid beyond the master's meter in months before, taken from the difference now. */
  readonly creditInM3: Dec
  /** The same, left for the month to come. */
  readonly creditOutM3: Dec
  /** A difference within the tolerance, billed to nobody. */
  readonly toleratedM3: Dec
}

/**
 * What the condominium's reading adds to or takes from each premise of a set. The master meter has measured the units too:
 * their volume leaves it, and what is left, less the credit of months before and if more than the tolerance, goes where the
 * rule says. A negative difference is the set's credit in its next month: an estimate billed to a unit and shared among all
 * is so given back. Null for a set that is no condominium.
 */
export function condominiumShare(
  months: readonly PremiseMonth[],
  rule: CondominiumRule,
  creditInM3: Dec = Dec.ZERO
): CondominiumShare | null {
  const master = months.find(({ kind }) => kind === 'condominium_master')
  if (!master) return null
  const units = months.filter(({ kind }) => kind === 'condominium_child')
  if (units.length === 0) return unshared(months, creditInM3)
  const difference = differenceOf(master.billedM3, units, creditInM3)
  const isShared = difference.gt(Dec.of(rule.tolerance_m3))
  const way = isShared ? wayOf(months, rule.method) : null
  const isOwed = difference.isNegative()
  return {
    shares: addedTo(months, { way, difference, scale: rule.scale }),
    method: way?.method ?? null,
    isFallback: way !== null && way.method !== rule.method,
    units: units.length,
    sharedM3: isShared ? difference : Dec.ZERO,
    creditInM3,
    creditOutM3: isOwed ? difference.negated() : Dec.ZERO,
    toleratedM3: isShared || isOwed ? Dec.ZERO : difference,
  }
}

/** A master without units pays what its meter says; a credit waits. */
const unshared = (months: readonly PremiseMonth[], creditInM3: Dec): CondominiumShare => ({
  shares: months.map(() => Dec.ZERO),
  method: null,
  isFallback: false,
  units: 0,
  sharedM3: Dec.ZERO,
  creditInM3,
  creditOutM3: creditInM3,
  toleratedM3: Dec.ZERO,
})

interface Sharing {
  /** Null when nothing is shared. */
  readonly way: Way | null
  readonly difference: Dec
  readonly scale: number
}

/** Each unit's part; the master loses all that its meter says but what is its own to pay. */
function addedTo(
  months: readonly PremiseMonth[],
  { way, difference, scale }: Sharing
): readonly Dec[] {
  const parts = way?.weights
    ? split(difference, way.weights, Math.max(scale, difference.scale), 'largest-remainder')
    : months.map(() => Dec.ZERO)
  const toMaster = way && !way.weights ? difference : Dec.ZERO
  return parts.map((part, index) => {
    const { kind, billedM3 } = months[index]!
    return kind === 'condominium_master' ? toMaster.minus(billedM3) : part
  })
}

const differenceOf = (total: Dec, units: readonly PremiseMonth[], creditInM3: Dec): Dec =>
  total.minus(Dec.sum(units.map(({ billedM3 }) => billedM3))).minus(creditInM3)

interface Way {
  readonly method: ShareMethod
  /** Of each premise, zero for the master; null when the whole difference is the condominium's. */
  readonly weights: readonly Dec[] | null
}

/** The rule's own way; without anything to weigh by, by economies; without a unit supplied, the condominium pays. */
function wayOf(months: readonly PremiseMonth[], method: ShareMethod): Way {
  for (const one of [method, 'by_economies'] as const) {
    if (one === 'to_condominium') break
    const weights = weightsOf(months, one)
    if (weights.some((weight) => !weight.isZero())) return { method: one, weights }
  }
  return { method: 'to_condominium', weights: null }
}

function weightsOf(months: readonly PremiseMonth[], method: ShareMethod): Dec[] {
  const one = Dec.of(1)
  const supplied = (month: PremiseMonth) =>
    month.kind === 'condominium_child' && month.water === 'active'
  const weigh = (month: PremiseMonth): Dec => {
    if (method === 'equal') return one
    if (method === 'by_consumption') return month.billedM3
    if (method === 'by_fraction') return month.fraction ?? Dec.ZERO
    return Dec.of(month.economies.reduce((sum, { economies }) => sum + economies, 0))
  }
  return months.map((month) => (supplied(month) ? weigh(month) : Dec.ZERO))
}
