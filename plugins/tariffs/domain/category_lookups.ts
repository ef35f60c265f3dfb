import { Dec } from '#core/money/index'
import type { MinimumDays } from './charge.ts'
import { forDays, scaled } from './pricing_context.ts'
import type { TariffBlock, TariffTable } from './tariff_table.ts'

/** Of a period with other days than a month's: for how many minima are due, and what limits are scaled by. */
interface LookupDays {
  readonly minimumDays?: MinimumDays
  readonly limitDays?: MinimumDays
}

/**
 * A tariff table as rules read it: one entry per category (`tariff-category/RES`) and per class of sewage
 * (`tariff-sewage/collected`, percent of the water charge). With some days the minimum is the part of them,
 * and limits are scaled.
 */
export function categoryLookups(
  table: TariffTable,
  { minimumDays: part, limitDays }: LookupDays = {}
): Record<string, unknown> {
  const rounding = table.rounding.at === 'bracket' ? 'per_bracket' : 'total'
  const categories = Object.entries(table.categories).map(([code, { minimum_m3, blocks }]) => [
    `tariff-category/${code}`,
    {
      minimum_m3: part ? forDays(Dec.of(minimum_m3), part).toString() : minimum_m3,
      blocks: limitDays ? scaledBlocks(blocks, limitDays) : blocks,
      scale: table.rounding.scale,
      mode: table.rounding.mode,
      rounding,
      garbage: table.garbage[code] ?? '0',
    },
  ])
  const sewage = Object.entries(table.sewage).map(([code, percent]) => [
    `tariff-sewage/${code}`,
    percent,
  ])
  return Object.fromEntries([...categories, ...sewage])
}

const scaledBlocks = (blocks: readonly TariffBlock[], part: MinimumDays) =>
  blocks.map(({ over, to, ...block }) => ({
    ...block,
    over: scaled(Dec.of(over), part).toString(),
    to: to === null ? null : scaled(Dec.of(to), part).toString(),
  }))
