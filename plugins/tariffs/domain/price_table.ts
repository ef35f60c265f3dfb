import { Dec } from '#core/money/index'
import type { ChargeLine } from './charge.ts'
import {
  countOf,
  finishLines,
  known,
  type PricingContext,
  type PricingFacts,
} from './pricing_context.ts'
import { PricingError } from './pricing_error.ts'
import { priceStructure } from './price_structure.ts'
import type { Applies, ChargeType, Structure, TariffCharge } from './structure.ts'
import type { TariffTable } from './tariff_table.ts'

/** What a declared charge comes to, with its lines, which sum exactly to the amount. */
export interface DeclaredCharge {
  readonly chargeType: ChargeType
  readonly title: string
  readonly legalBasis: string
  readonly amount: Dec
  readonly lines: readonly ChargeLine[]
  /** What is multiplied and by how much, for bills that print a single line. */
  readonly basis: Dec
  readonly rate: Dec
}

export type Wanted = (chargeType: ChargeType) => boolean

const has = (list: readonly string[] | undefined, value: string | null) =>
  list === undefined || (value !== null && list.includes(value))

const profileOf = ({ profile }: PricingFacts) =>
  known(profile, 'profile', 'o perfil do imóvel (tarifa social, por exemplo)')

const isMetered = (facts: PricingFacts) =>
  known(facts.isMetered, 'is_metered', 'se o consumo é medido por hidrômetro')

/** What everybody has comes first: a fact that may be unknown is asked only where it decides. */
const isFor = (applies: Applies, facts: PricingFacts) =>
  has(applies.categories, facts.category) &&
  has(applies.sewage_classes, facts.sewageClass) &&
  (applies.min_economies === undefined || facts.economies >= applies.min_economies) &&
  (applies.profiles === undefined || has(applies.profiles, profileOf(facts))) &&
  (applies.is_metered === undefined || applies.is_metered === isMetered(facts))

/** The category's own brackets, where no charge is declared for its water. */
function plainWater(table: TariffTable, category: string): TariffCharge | null {
  const { blocks, minimum_m3: minimum, title } = table.categories[category] ?? {}
  if (!blocks?.length) return null
  const brackets: Structure = { kind: 'brackets', per: 'economy', brackets: blocks }
  return {
    charge_type: 'water',
    title: title!,
    applies: {},
    legal_basis: '',
    structure: {
      kind: 'minimum_volume',
      per: 'economy',
      each: 'month',
      m3: String(minimum),
      structure: brackets,
    },
  }
}

const declaredFor = (table: TariffTable, facts: PricingFacts, type: string) =>
  table.charges?.find((one) => one.charge_type === type && isFor(one.applies, facts))

/** Volume charged: the measured one, or what the table assumes where there is no meter. */
export function chargedVolume(table: TariffTable, facts: PricingFacts): Dec {
  const rule = table.unmetered?.find(({ categories }) => has(categories, facts.category))
  if (!rule || isMetered(facts)) return facts.volume
  const context = { facts } as PricingContext
  return Dec.of(rule.m3).times(countOf(context, rule.per))
}

class Pricing {
  readonly #done = new Map<string, DeclaredCharge>()
  readonly #open = new Set<string>()
  readonly #table: TariffTable
  readonly #facts: PricingFacts
  readonly #unit: Dec
  readonly #volume: Dec

  constructor(table: TariffTable, facts: PricingFacts, unit: Dec) {
    this.#table = table
    this.#facts = facts
    this.#unit = unit
    this.#volume = chargedVolume(table, facts)
  }

  /** The charge that applies; null where the table declares none of that type for these facts. */
  of(type: string): DeclaredCharge | null {
    const done = this.#done.get(type)
    if (done) return done
    const found = declaredFor(this.#table, this.#facts, type)
    const charge =
      found ?? (type === 'water' ? plainWater(this.#table, this.#facts.category) : null)
    if (!charge) return null
    if (this.#open.has(type)) {
      throw new PricingError(
        'E_TARIFFS_CIRCLE',
        `Charge ${type} depends on itself`,
        `A cobrança “${charge.title}” depende dela mesma. Corrija o percentual na tabela.`
      )
    }
    this.#open.add(type)
    const priced = this.#price(charge)
    this.#open.delete(type)
    this.#done.set(type, priced)
    return priced
  }

  #price(charge: TariffCharge): DeclaredCharge {
    const context: PricingContext = {
      table: this.#table,
      facts: isOfConnection(charge.charge_type)
        ? this.#facts
        : { ...this.#facts, minimumDays: undefined },
      unit: this.#unit,
      volume: this.#volume,
      amountOf: (type) => this.#required(type).amount,
    }
    const lines = finishLines(context, priceStructure(context, charge.structure))
    const amount = lines.reduce((sum, one) => sum.plus(Dec.of(one.amount)), Dec.ZERO)
    const { basis, rate } = this.#basis(charge.structure)
    return {
      chargeType: charge.charge_type,
      title: charge.title,
      legalBasis: charge.legal_basis,
      amount,
      lines,
      basis,
      rate,
    }
  }

  #basis(structure: Structure): { basis: Dec; rate: Dec } {
    if (structure.kind !== 'percent') return { basis: this.#volume, rate: Dec.ZERO }
    return { basis: this.#required(structure.of).amount, rate: Dec.of(structure.percent) }
  }

  #required(type: string): DeclaredCharge {
    const found = this.of(type)
    if (found) return found
    throw noCharge(type, this.#facts.category)
  }
}

/** What other charges cost does not follow the connections. */
const isOfConnection = (type: string): boolean =>
  type.startsWith('water') || type.startsWith('sewage')

const noCharge = (type: string, category: string) =>
  new PricingError(
    'E_TARIFFS_NO_CHARGE',
    `The table has no charge ${type} for category ${category}`,
    `A tabela não diz quanto custa “${type}” para a categoria ${category} com estes dados. Acrescente uma cobrança sem condições como última.`
  )

/**
 * The charges that a table declares for these facts, of the types wanted. Categories of plain brackets answer nothing here
 * for water: the ruleset reads their brackets by itself.
 * @throws PricingError when a wanted water or sewage charge is declared but none applies, or a fact is missing.
 */
export function priceDeclared(
  table: TariffTable,
  facts: PricingFacts,
  unit: Dec,
  isWanted: Wanted
): ReadonlyMap<ChargeType, DeclaredCharge> {
  const pricing = new Pricing(table, facts, unit)
  const types = new Set((table.charges ?? []).map(({ charge_type: type }) => type))
  const priced = new Map<ChargeType, DeclaredCharge>()
  for (const type of types) {
    if (!isWanted(type)) continue
    const declared = declaredFor(table, facts, type)
    if (declared) priced.set(type, pricing.of(type)!)
    else if (isDue(table, facts, type)) throw noCharge(type, facts.category)
  }
  return priced
}

/** Water and sewage that somebody of the category is charged by declaration may not be missing for another of it. */
function isDue(table: TariffTable, facts: PricingFacts, type: ChargeType): boolean {
  if (type === 'water') return !table.categories[facts.category]?.blocks.length
  if (type !== 'sewage') return false
  return facts.sewageClass !== null && !Object.hasOwn(table.sewage, facts.sewageClass)
}
