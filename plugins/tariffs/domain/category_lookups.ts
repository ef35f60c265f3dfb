import { Dec } from '#core/money/index'
import type { MinimumDays } from './charge.ts'
import { forDays } from './pricing_context.ts'
import type { TariffTable } from './tariff_table.ts'

/**
 * A tariff table as rules read it: one entry per category (`tariff-category/RES`) and per class of sewage
 * (`tariff-sewage/collected`, percent of the water charge). With some days the minimum is the part of them.
 */
export function categoryLookups(table: TariffTable, part?: MinimumDays): Record<string, unknown> {
  const rounding = table.rounding.at === 'bracket' ? 'per_bracket' : 'total'
  const categories = Object.entries(table.categories).map(([code, { minimum_m3, blocks }]) => [
    `tariff-category/${code}`,
    {
      minimum_m3: part ? forDays(Dec.of(minimum_m3), part).toString() : minimum_m3,
      blocks,
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
