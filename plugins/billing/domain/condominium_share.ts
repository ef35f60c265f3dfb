import { Dec, split } from '#core/money/index'
import type { PremiseMonth } from './premise_month.ts'

/** Value of the parameter `billing.condominium_share` (DECISIONS 47). */
export interface CondominiumRule {
  readonly method: 'to_condominium' | 'equal' | 'by_economies' | 'by_consumption' | 'by_fraction'
  /** Decimals of m³ in which the difference is shared. */
  readonly scale: number
  /** A difference up to this, in m³, is nobody's. */
  readonly tolerance_m3: string
}

/**
 * m³ that the condominium's reading adds to or takes from each premise of a set, in the order given. The master meter has
 * measured the children too: their volume leaves it, and what is left, if more than the tolerance, goes where the rule says.
 * A negative difference is billed to nobody. Σ shares = difference billed − master's volume.
 */
export function condominiumShares(months: readonly PremiseMonth[], rule: CondominiumRule): Dec[] {
  const none = months.map(() => Dec.ZERO)
  const master = months.findIndex(({ kind }) => kind === 'condominium_master')
  const children = months.filter(({ kind }) => kind === 'condominium_child')
  if (master < 0 || children.length === 0) return none
  const total = months[master]!.billedM3
  const difference = total.minus(Dec.sum(children.map(({ billedM3 }) => billedM3)))
  const isShared = difference.gt(Dec.of(rule.tolerance_m3))
  const parts = isShared && weightsOf(months, rule)
  const shares = parts
    ? split(difference, parts, Math.max(rule.scale, difference.scale), 'largest-remainder')
    : none
  const toMaster = isShared && !parts ? difference : Dec.ZERO
  return shares.map((share, index) => (index === master ? toMaster.minus(total) : share))
}

/** Weight of each premise, zero for the master; null when the whole difference is the condominium's. */
function weightsOf(months: readonly PremiseMonth[], { method }: CondominiumRule): Dec[] | null {
  if (method === 'to_condominium') return null
  const one = Dec.of(1)
  const supplied = (month: PremiseMonth) =>
    month.kind === 'condominium_child' && month.water === 'active'
  const weigh = (month: PremiseMonth): Dec => {
    if (method === 'equal') return one
    if (method === 'by_consumption') return month.billedM3
    if (method === 'by_fraction') return month.fraction ?? Dec.ZERO
    return Dec.of(month.economies.reduce((sum, { economies }) => sum + economies, 0))
  }
  const weights = months.map((month) => (supplied(month) ? weigh(month) : Dec.ZERO))
  return weights.every((weight) => weight.isZero()) ? null : weights
}
