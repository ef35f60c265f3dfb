import { Dec, formatDecimal, type RoundingMode } from '#core/money/index'
import {
  countOf,
  forDays,
  known,
  line,
  minimumOf,
  missing,
  money,
  type PricedLine,
  type PricingContext,
  scaled,
  totalOf,
} from './pricing_context.ts'
import { PricingError } from './pricing_error.ts'
import {
  priceBaseExcess,
  priceBrackets,
  priceFirstBracketDiscount,
  priceFormula,
  priceRows,
  priceWholeBracket,
} from './price_volume.ts'
import type { MatrixCell, Structure } from './structure.ts'

type Of<K extends Structure['kind']> = Extract<Structure, { kind: K }>
type Pricer<K extends Structure['kind']> = (
  context: PricingContext,
  structure: Of<K>
) => PricedLine[]

const NAMES = { economy: 'economia', connection: 'ligação', tap: 'ponto', bill: 'fatura' } as const
const brl = (value: Dec) => `R$ ${formatDecimal(value, 2)}`

const percentOf: Pricer<'percent'> = (context, { of, percent }) => {
  const base = context.amountOf(of)
  const rate = Dec.of(percent)
  const amount = base.times(rate).times(Dec.of('0.01'))
  return [line(context, { label: `${formatDecimal(rate)}% de ${brl(base)}`, price: base, amount })]
}

function fixedLine(context: PricingContext, per: Of<'fixed'>['per'], price: Dec, what: string) {
  const count = countOf(context, per)
  const { minimumDays: part } = context.facts
  const days = part ? `, ${part.days}/${part.ofDays} dias` : ''
  const label = `${what}: ${count.toString()} × ${brl(price)} por ${NAMES[per]}${days}`
  return [line(context, { label, price, amount: forDays(price.times(count), part) })]
}

const fixed: Pricer<'fixed'> = (context, { per, amount }) =>
  fixedLine(context, per, money(context, amount), 'valor fixo')

const fixedByMeter: Pricer<'fixed_by_meter'> = (context, { per, amounts }) => {
  const { meterSize } = context.facts
  if (meterSize === null) throw missing('meter_size', 'a capacidade do hidrômetro (diâmetro)')
  const amount = Object.hasOwn(amounts, meterSize) ? amounts[meterSize] : undefined
  if (amount === undefined) {
    throw new PricingError(
      'E_TARIFFS_NO_AMOUNT',
      `No fixed charge for meter size ${meterSize}`,
      `A tabela não tem valor fixo para hidrômetro ${meterSize}. Acrescente-o à tabela.`
    )
  }
  return fixedLine(context, per, money(context, amount), `hidrômetro ${meterSize}`)
}

const frequencyOf = ({ collectionFrequency }: PricingContext['facts']) =>
  known(collectionFrequency, 'collection_frequency', 'a frequência da coleta de lixo')

const wasteProfileOf = ({ wasteProfile }: PricingContext['facts']) =>
  known(wasteProfile, 'waste_profile', 'o perfil do gerador de lixo')

const limit = (m3: number, count: Dec, { limitDays }: PricingContext['facts']) =>
  scaled(Dec.of(m3).times(count), limitDays)

const isCellOf =
  ({ facts, volume }: PricingContext, count: Dec) =>
  (cell: MatrixCell) =>
    (cell.over === undefined || cell.over === 0 || volume.gt(limit(cell.over, count, facts))) &&
    (cell.to === undefined || cell.to === null || volume.lte(limit(cell.to, count, facts))) &&
    (cell.frequency === undefined || cell.frequency === frequencyOf(facts)) &&
    (cell.profile === undefined || cell.profile === wasteProfileOf(facts))

const matrix: Pricer<'matrix'> = (context, { per, cells }) => {
  const { collectionFrequency, wasteProfile } = context.facts
  const cell = cells.find(isCellOf(context, countOf(context, per)))
  if (!cell) {
    throw new PricingError(
      'E_TARIFFS_NO_AMOUNT',
      `No cell for ${context.volume.toString()} m³, ${collectionFrequency}, ${wasteProfile}`,
      `A tabela não tem valor para ${formatDecimal(context.volume)} m³, coleta “${collectionFrequency ?? 'não informada'}”, perfil “${wasteProfile ?? 'não informado'}”.`
    )
  }
  const names = [cell.frequency, cell.profile].filter((one) => one !== undefined)
  const what = ['faixa da tabela', ...names].join(', ')
  return fixedLine(context, per, money(context, cell.amount), what)
}

const minimumVolume: Pricer<'minimum_volume'> = (context, { per, each, m3, structure }) => {
  const least = minimumOf(context, { per, each }, Dec.of(m3))
  return priceStructure({ ...context, volume: Dec.max(context.volume, least) }, structure)
}

const minimumAmount: Pricer<'minimum_amount'> = (context, { per, each, amount, structure }) => {
  const lines = priceStructure(context, structure)
  const least = minimumOf(context, { per, each }, money(context, amount))
  const lacking = least.minus(totalOf(lines))
  if (lacking.sign() <= 0) return lines
  const label = `complemento até o mínimo de ${brl(least)}`
  return [...lines, line(context, { label, price: lacking, amount: lacking })]
}

const volumePercent: Pricer<'volume_percent'> = (context, { percent, share, structure }) => {
  const exact = context.volume.times(Dec.of(percent)).times(Dec.of('0.01'))
  const volume = exact.round(share.scale, share.mode as RoundingMode)
  return priceStructure({ ...context, volume }, structure)
}

const discount: Pricer<'discount'> = (context, { percent, reason, structure }) => {
  const lines = priceStructure(context, structure)
  const total = totalOf(lines)
  const off = total.times(Dec.of(percent)).times(Dec.of('0.01'))
  const label = `${reason}: menos ${formatDecimal(Dec.of(percent))}% de ${brl(total)}`
  return [...lines, line(context, { label, price: total, amount: off.negated() })]
}

/** The customer gets the better (DECISIONS 26); the first on ties. */
const least: Pricer<'least'> = (context, { options }) =>
  options
    .map((option) => priceStructure(context, option))
    .reduce((best, other) => (totalOf(other).lt(totalOf(best)) ? other : best))

const PRICERS: { readonly [K in Structure['kind']]: Pricer<K> } = {
  brackets: priceBrackets,
  base_excess: priceBaseExcess,
  whole_bracket: priceWholeBracket,
  rows: priceRows,
  formula: priceFormula,
  first_bracket_discount: priceFirstBracketDiscount,
  percent: percentOf,
  fixed,
  fixed_by_meter: fixedByMeter,
  matrix,
  minimum_volume: minimumVolume,
  minimum_amount: minimumAmount,
  volume_percent: volumePercent,
  discount,
  least,
  sum: (context, { parts }) => parts.flatMap((part) => priceStructure(context, part)),
}

/** The lines of a structure for the facts and volume of the context. @throws PricingError */
export function priceStructure(context: PricingContext, structure: Structure): PricedLine[] {
  const price = PRICERS[structure.kind] as Pricer<Structure['kind']>
  return price(context, structure as never)
}
