import { Dec, type Leftover, split } from '#core/money/index'
import type { Economies } from './premise_month.ts'

/** Value of the parameter `billing.category_split` (DECISIONS 16). */
export interface CategorySplit {
  readonly method: 'by_economies' | 'equal'
  readonly leftover: Leftover
  /** Decimals of m³ of each category's part, unless the volume itself has more. */
  readonly scale: number
}

/** The volume of a premise shared among its categories; the parts sum exactly to it. */
export function splitAmongCategories(
  volume: Dec,
  economies: readonly Economies[],
  rule: CategorySplit
): Dec[] {
  if (economies.length <= 1) return economies.map(() => volume)
  const weights = economies.map((one) => Dec.of(rule.method === 'equal' ? 1 : one.economies))
  return split(volume, weights, Math.max(rule.scale, volume.scale), rule.leftover)
}
