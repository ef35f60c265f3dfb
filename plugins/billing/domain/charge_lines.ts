import { Dec } from '#core/money/index'
import { sourcesM3 } from './alternative_sources.ts'
import { chargeByDays } from './billable_days.ts'
import { isExempt } from './billing_facts.ts'
import { splitAmongCategories } from './category_split.ts'
import type { BillingRules, CategoryCharge } from './compose_types.ts'
import type { CondominiumShare } from './condominium_share.ts'
import { contractLines } from './contract_lines.ts'
import type { InvoiceLine } from './invoice_line.ts'
import type { Economies, PremiseMonth } from './premise_month.ts'
import { chargesOf } from './rebilled_charges.ts'
import { type SettledCharge, settledCharges, settledTitle } from './settled_months.ts'
import { WASTE } from './severed_waste.ts'
import { SetParked } from './set_parked.ts'

export interface Charging {
  readonly share: CondominiumShare | null
  readonly rules: BillingRules
}

/**
 * What the month charges: the tariff, as supply contracts, alternative sources and exemptions change it, and the fee of a delivery
 * elsewhere.
 */
export function chargeLines(month: PremiseMonth, volume: Dec, charging: Charging): InvoiceLine[] {
  const { contracts, exempt } = month.billing ?? {}
  const beyond = sourcesM3(month.sources)
  const tariff = (m3: Dec, fed = Dec.ZERO) =>
    tariffLines(month, m3, { ...charging, fed, isConsumed: m3.minus(fed).eq(volume) })
  const make = (charge: MadeCharge) => lineOf(month, charge, charging.rules)
  const lines =
    contracts || !beyond.isZero()
      ? contractLines({ month, consumed: volume, contracts: contracts ?? [] }, tariff, make)
      : tariff(volume)
  const charged = [...lines, ...deliveryFee(month, charging.rules)]
  const all = month.billing?.waste_paid
    ? charged.filter((line) => line.chargeType !== WASTE)
    : charged
  return exempt ? all.filter((line) => !isExempt(exempt, line)) : all
}

function deliveryFee(month: PremiseMonth, rules: BillingRules): InvoiceLine[] {
  const { deliveryFee: fee } = rules
  if (!month.isDeliveredElsewhere || fee === null) return []
  const { chargeType, cents: amountCents, versionId } = fee
  const charge = { chargeType, service: 'other', category: null, quantityM3: '0' } as const
  return [lineOf(month, { ...charge, amountCents, versionId }, rules)]
}

/** Estimated months are billed again as they were consumed; a volume that a contract says has no such past. */
interface Asking extends Charging {
  readonly isConsumed: boolean
  /** Of the volume, what comes from alternative sources: it was used in the month of the reading. */
  readonly fed: Dec
}

/** The units pay already, by economy, what is collected for others: the condominium's difference bears water and sewage only. */
function tariffLines(month: PremiseMonth, volume: Dec, charging: Asking): InvoiceLine[] {
  const { water, sewage } = month
  const { rules } = charging
  const { economies, isCondominium } = economiesOf(month, volume, charging)
  if (economies.length === 0 && !volume.isZero()) {
    throw new SetParked(month, 'economies_missing', 'há consumo, mas nenhuma economia cadastrada.')
  }
  const volumes = splitAmongCategories(volume, economies, rules.categorySplit)
  const services = rules.billableServices
  return economies.flatMap(({ category, economies: count }, index) => {
    const part = volumes[index]!
    const facts = {
      category,
      economies: count,
      categories: economies.length,
      waterM3: part.toString(),
      isConsumed: !part.isZero(),
      isWaterBillable: water !== null && (services.water.includes(water) || !part.isZero()),
      isSewageBillable:
        sewage !== null && sewage.class !== 'none' && services.sewage.includes(sewage.situation),
      sewageClass: sewage === null || sewage.class === 'none' ? null : sewage.class,
      ...(month.isMetered === undefined ? {} : { isMetered: month.isMetered }),
      ...(month.tariffType === undefined ? {} : { profile: month.tariffType }),
      ...month.asked,
    }
    const partOf = (m3: Dec) => splitAmongCategories(m3, economies, rules.categorySplit)[index]!
    const ofCategory = chargeByDays(month, rules)
    const asked = { month, facts, fed: charging.fed, partOf, charge: ofCategory }
    const all = ask(month, category, () =>
      charging.isConsumed ? chargesOf(asked) : ofCategory(facts, month)
    )
    const settled = ask(month, category, () => (charging.isConsumed ? settledCharges(asked) : []))
    const made = all.flatMap((charge) =>
      isNothing(charge) || (isCondominium && charge.service === 'other')
        ? []
        : [lineOf(month, charge, rules)]
    )
    return [...made, ...settled.map((charge) => settledLine(month, charge, rules))]
  })
}

/**
 * Who the volume is charged to. A condominium that pays the difference itself has no economies of its own: it is charged
 * under the declared category, one economy for each unit.
 */
function economiesOf(
  month: PremiseMonth,
  volume: Dec,
  { share, rules }: Charging
): { readonly economies: readonly Economies[]; readonly isCondominium: boolean } {
  const { economies } = month
  const isCondominium =
    month.kind === 'condominium_master' && economies.length === 0 && !volume.isZero()
  if (!isCondominium || !share?.units) return { economies, isCondominium: false }
  const { category } = rules.condominiumShare
  return { economies: [{ category, economies: share.units }], isCondominium }
}

const isNothing = ({ amountCents, quantityM3 }: CategoryCharge): boolean =>
  amountCents === 0n && Dec.of(quantityM3).isZero()

/** A tariff that cannot answer parks the set; anything that is not a refusal of the rule is a fault of ours and is thrown. */
function ask<T>(month: PremiseMonth, category: string, charge: () => readonly T[]): readonly T[] {
  try {
    return charge()
  } catch (error) {
    if (!(error instanceof Error) || !isRefusal(error)) throw error
    const reason = 'people' in error ? String(error.people) : error.message
    const text = `não há tarifa para a categoria ${category} nestas condições (${reason}).`
    throw new SetParked(month, 'tariff_missing', text, { cause: error })
  }
}

/** Refusals of rules and of configuration have these codes; other errors are programming faults. */
function isRefusal(error: Error): boolean {
  const { code } = error as Error & { code?: unknown }
  return typeof code === 'string' && /^E_(RULES|CONFIGURATION|TARIFFS)_/.test(code)
}

/** A charge whose maker may be no version: what a contract fixes. */
export type MadeCharge = Omit<CategoryCharge, 'versionId' | 'category'> & {
  readonly category: string | null
  readonly versionId: bigint | null
}

/** An estimated month settled in money; below zero it is a credit of the invoice. */
function settledLine(
  month: PremiseMonth,
  { settles, ...charge }: SettledCharge,
  rules: BillingRules
): InvoiceLine {
  const line = { ...bornLine(month, charge, rules), source: 'settled', settles } as const
  return { ...line, label: settledTitle(line) }
}

function lineOf(month: PremiseMonth, charge: MadeCharge, rules: BillingRules): InvoiceLine {
  if (charge.amountCents < 0n) {
    throw new SetParked(month, 'negative_charge', `a cobrança “${charge.chargeType}” é negativa.`)
  }
  return bornLine(month, charge, rules)
}

function bornLine(month: PremiseMonth, charge: MadeCharge, rules: BillingRules): InvoiceLine {
  const beneficiary = rules.beneficiaryOf(charge.chargeType)
  if (!beneficiary) {
    const text = `a cobrança “${charge.chargeType}” não tem beneficiário cadastrado.`
    throw new SetParked(month, 'beneficiary_missing', text)
  }
  return {
    chargeType: charge.chargeType,
    service: charge.service,
    category: charge.category,
    component: 'principal',
    beneficiaryId: beneficiary.id,
    beneficiaryKind: beneficiary.kind,
    quantityM3: charge.quantityM3,
    amountCents: charge.amountCents,
    versionId: charge.versionId,
    pendingId: null,
    isCarriedIn: false,
    source: 'made',
  }
}
