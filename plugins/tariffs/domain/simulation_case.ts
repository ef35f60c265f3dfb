import { type CivilDate, addDays } from '#core/calendar/index'
import { Dec, type Leftover, split } from '#core/money/index'
import type { ConsumptionPeriod, TariffFacts } from './charge.ts'

/** How the volume of several categories is shared: as the parameter `billing.category_split` says it. */
export interface CaseSplit {
  readonly method: 'by_economies' | 'equal'
  readonly leftover: Leftover
  readonly scale: number
}

/** The facts of one bill as people write them in a file; what is absent has the usual value. */
export interface SimulationCase {
  readonly m3: string
  readonly category?: string
  readonly economies?: number
  /** Instead of `category` and `economies`, for mixed premises. */
  readonly categories?: readonly { readonly category: string; readonly economies: number }[]
  readonly split?: CaseSplit
  readonly water?: boolean
  readonly sewage_class?: string | null
  readonly connections?: number
  readonly taps?: number | null
  readonly profile?: string
  readonly metered?: boolean
  readonly meter_size?: string | null
  readonly collection_frequency?: string | null
  readonly waste_profile?: string | null
  readonly previous_read_on?: CivilDate
  readonly read_on?: CivilDate
}

const USUAL_DAYS = 30
const USUAL_SPLIT: CaseSplit = { method: 'by_economies', leftover: 'largest-remainder', scale: 0 }

/** The consumption period of a case: 30 days up to the date where it says none. */
export function periodOf(one: SimulationCase, on: CivilDate): ConsumptionPeriod {
  const readOn = one.read_on ?? on
  return { readOn, previousReadOn: one.previous_read_on ?? addDays(readOn, -USUAL_DAYS) }
}

/** One set of facts per category; the parts of the volume sum exactly to it. */
export function factsOf(one: SimulationCase): TariffFacts[] {
  const categories = one.categories ?? [
    { category: one.category ?? 'RES', economies: one.economies ?? 1 },
  ]
  const { method, leftover, scale } = one.split ?? USUAL_SPLIT
  const volume = Dec.of(one.m3)
  const weights = categories.map(({ economies }) => Dec.of(method === 'equal' ? 1 : economies))
  const parts =
    categories.length === 1
      ? [volume]
      : split(volume, weights, Math.max(scale, volume.scale), leftover)
  return categories.map(({ category, economies }, index) => ({
    category,
    economies,
    waterM3: parts[index]!.toString(),
    isWaterBillable: one.water ?? true,
    isSewageBillable: one.sewage_class !== undefined && one.sewage_class !== null,
    sewageClass: one.sewage_class ?? null,
    connections: one.connections ?? 1,
    taps: one.taps ?? null,
    profile: one.profile ?? 'normal',
    isMetered: one.metered ?? true,
    meterSize: one.meter_size ?? null,
    collectionFrequency: one.collection_frequency ?? null,
    wasteProfile: one.waste_profile ?? null,
  }))
}
