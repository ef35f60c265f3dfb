import { Dec } from '#core/money/index'
import { type Facts, subjectFact } from '#core/rules/index'
import { SUBJECT, type TariffFacts } from '../domain/charge.ts'
import { type DeclaredCharge, priceDeclared } from '../domain/price_table.ts'
import type { PricingFacts } from '../domain/pricing_context.ts'
import { CHARGE_TYPES, type ChargeType } from '../domain/structure.ts'
import type { TariffSegment } from './tariff_spans.ts'

/** The facts of a span in the words of the decision's schema, and what the table declares for them. */
export interface SpanFacts {
  readonly facts: Facts
  readonly declared: ReadonlyMap<ChargeType, DeclaredCharge>
}

const pricingFacts = (facts: TariffFacts, days: number): PricingFacts => ({
  category: facts.category,
  economies: facts.economies,
  connections: facts.connections ?? 1,
  taps: facts.taps ?? null,
  volume: Dec.of(facts.waterM3),
  sewageClass: facts.sewageClass,
  profile: facts.profile,
  isMetered: facts.isMetered,
  meterSize: facts.meterSize ?? null,
  collectionFrequency: facts.collectionFrequency,
  wasteProfile: facts.wasteProfile,
  days,
  minimumDays: facts.minimumDays,
  limitDays: facts.limitDays,
  categories: facts.categories ?? 1,
})

const isWanted = (facts: TariffFacts) => (type: ChargeType) => {
  if (type.startsWith('water')) return facts.isWaterBillable
  if (type.startsWith('sewage')) return facts.isSewageBillable
  return true
}

const NONE: ReadonlyMap<ChargeType, DeclaredCharge> = new Map()
const NOTHING_DECLARED = Object.freeze(Object.fromEntries(CHARGE_TYPES.map((type) => [type, null])))

/**
 * What the rules see: the given facts, and the amounts of the charges that the table of the span declares.
 * @param days of the whole consumption period, for minima per day
 * @throws PricingError when the table cannot answer.
 */
export function ruleFacts(
  facts: TariffFacts,
  { table, unit, added }: TariffSegment,
  days: number
): SpanFacts {
  const declared = table.charges?.length
    ? priceDeclared(table, pricingFacts(facts, days), unit, isWanted(facts))
    : NONE
  return {
    declared,
    facts: {
      category: facts.category,
      economies: facts.economies,
      water_m3: facts.waterM3,
      is_water_billable: facts.isWaterBillable,
      is_sewage_billable: facts.isSewageBillable,
      sewage_class: facts.sewageClass,
      declared: declared.size ? declaredFacts(declared) : NOTHING_DECLARED,
      ...subjectFact(SUBJECT, added, facts.added),
    },
  }
}

const declaredFacts = (declared: ReadonlyMap<ChargeType, DeclaredCharge>) =>
  Object.fromEntries(
    CHARGE_TYPES.map((type) => {
      const charge = declared.get(type)
      return [
        type,
        charge && {
          amount: charge.amount.toString(),
          basis: charge.basis.toString(),
          rate: charge.rate.toString(),
        },
      ].map((value) => value ?? null)
    })
  )
