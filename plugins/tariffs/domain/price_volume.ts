import { Dec, formatDecimal } from '#core/money/index'
import { power } from './power.ts'
import {
  countOf,
  line,
  money,
  type PricedLine,
  type PricingContext,
  scaled,
  sharedVolume,
} from './pricing_context.ts'
import { PricingError } from './pricing_error.ts'
import type { RowTable, Structure } from './structure.ts'

type Of<K extends Structure['kind']> = Extract<Structure, { kind: K }>
const brl = (value: Dec) => `R$ ${formatDecimal(value, 2)}`
const m3Text = (value: Dec) => `${formatDecimal(value)} m³`

interface Range {
  readonly over: number
  readonly to: number | null
}

interface Multiplied {
  readonly count: Dec
  readonly facts: PricingContext['facts']
}

const limitOf = (m3: number, { count, facts }: Multiplied): Dec =>
  scaled(Dec.of(m3).times(count), facts.limitDays)

const limits = ({ over, to }: Range, by: Multiplied) => ({
  from: limitOf(over, by),
  to: to === null ? null : limitOf(to, by),
})

/** Limits that days scaled are told to the litre. */
const limitText = (limit: Dec) => formatDecimal(limit.round(3, 'half-up'))

const rangeText = (from: Dec, to: Dec | null) =>
  to === null ? `acima de ${limitText(from)} m³` : `${limitText(from)} a ${limitText(to)} m³`

/** ` × 45/30 dias`, where an amount of a month is charged for other days. */
const daysText = ({ limitDays }: PricingContext['facts']) =>
  limitDays ? ` × ${limitDays.days}/${limitDays.ofDays} dias` : ''

/** The range that a volume falls in; limits are multiplied, the volume is never divided. */
function rangeOf<R extends Range>(
  ranges: readonly R[],
  volume: Dec,
  toLimit: (m3: number) => Dec = Dec.of
): R {
  const found = ranges.find(({ to }) => to === null || volume.lte(toLimit(to)))
  if (found) return found
  throw new PricingError(
    'E_TARIFFS_NO_BRACKET',
    `No bracket has ${volume.toString()} m³`,
    `Nenhuma faixa da tabela alcança ${m3Text(volume)}. Deixe a última faixa sem limite.`
  )
}

/** Each part of the volume at the price of its bracket. */
export function priceBrackets(context: PricingContext, { per, brackets }: Of<'brackets'>) {
  const count = countOf(context, per)
  return brackets.flatMap((block): PricedLine[] => {
    const { from, to } = limits(block, { count, facts: context.facts })
    if (!context.volume.gt(from)) return []
    const m3 = (to === null ? context.volume : Dec.min(to, context.volume)).minus(from)
    const price = money(context, block.price)
    return [
      line(context, { label: rangeText(from, to), from, to, m3, price, amount: m3.times(price) }),
    ]
  })
}

/** The base amount of the bracket reached, and its price on the m³ above where it begins. */
export function priceBaseExcess(context: PricingContext, { per, brackets }: Of<'base_excess'>) {
  const count = countOf(context, per)
  const by = { count, facts: context.facts }
  const block = rangeOf(brackets, context.volume, (m3) => limitOf(m3, by))
  const { from, to } = limits(block, by)
  const base = scaled(money(context, block.base).times(count), context.facts.limitDays)
  const m3 = context.volume.minus(from)
  const price = money(context, block.price)
  const lines = [
    line(context, {
      label: `valor-base da faixa ${rangeText(from, to)}`,
      price: base,
      amount: base,
    }),
  ]
  if (m3.isZero() || price.isZero()) return lines
  const label = `excedente de ${limitText(from)} m³`
  return [...lines, line(context, { label, from, to, m3, price, amount: m3.times(price) })]
}

/** The whole volume at the price of the bracket reached, less its deduction. */
export function priceWholeBracket(context: PricingContext, { per, brackets }: Of<'whole_bracket'>) {
  const count = countOf(context, per)
  const by = { count, facts: context.facts }
  const block = rangeOf(brackets, context.volume, (m3) => limitOf(m3, by))
  const { from, to } = limits(block, by)
  const price = money(context, block.price)
  const deduct = scaled(money(context, block.deduct).times(count), context.facts.limitDays)
  const m3 = context.volume
  const lines = [
    line(context, {
      label: `volume inteiro, faixa ${rangeText(from, to)}`,
      from,
      to,
      m3,
      price,
      amount: m3.times(price),
    }),
  ]
  if (deduct.isZero()) return lines
  return [
    ...lines,
    line(context, { label: 'parcela a deduzir', price: deduct, amount: deduct.negated() }),
  ]
}

/** The published amount of the row of the volume of one economy, times the economies. */
export function priceRows(context: PricingContext, structure: Of<'rows'>) {
  const { per, table: name, column, less, share } = structure
  const count = countOf(context, per)
  const each = sharedVolume(context, count, share)
  const table = context.table.rows![name]!
  const whole = rowAmount(table, column, each)
  const amount = less ? whole.minus(rowAmount(table, less, each)) : whole
  const price = amount.times(context.unit)
  const columns = less ? `${column} menos ${less}` : column
  return [
    line(context, {
      label: `linha de ${m3Text(each)}, coluna ${columns}, × ${count.toString()}${daysText(context.facts)}`,
      m3: context.volume,
      price,
      amount: scaled(price.times(count), context.facts.limitDays),
    }),
  ]
}

/** Below the first row its amount is charged; beyond the last, the m³ that exceed at the declared price. */
function rowAmount(table: RowTable, column: string, volume: Dec): Dec {
  const cells = table.columns[column]!
  const last = table.from_m3 + cells.length - 1
  const row = Math.max(
    0,
    Math.min(cells.length - 1, Number(volume.round(0, 'up').toUnits(0)) - table.from_m3)
  )
  const excess = Dec.max(Dec.ZERO, volume.minus(Dec.of(last)))
  return Dec.of(cells[row]!).plus(excess.times(Dec.of(table.beyond[column]!)))
}

/** Σ coefficient × volume^power of the range reached. */
export function priceFormula(context: PricingContext, structure: Of<'formula'>) {
  const { per, share, power_scale: scale, power_mode: mode, ranges } = structure
  const count = countOf(context, per)
  const each = sharedVolume(context, count, share)
  const range = rangeOf(ranges, each)
  return range.terms.map((term) => {
    const factor = power(each, Dec.of(term.power), { scale, mode })
    const price = money(context, term.coefficient)
    const isConstant = Dec.of(term.power).isZero()
    const formula = isConstant
      ? 'parcela constante'
      : `${brl(price)} × ${formatDecimal(each)}^${formatDecimal(Dec.of(term.power))} (= ${formatDecimal(factor)})`
    return line(context, {
      label: `${formula}${count.eq(Dec.of(1)) ? '' : ` × ${count.toString()}`}${daysText(context.facts)}`,
      m3: isConstant ? Dec.ZERO : context.volume,
      price,
      amount: scaled(price.times(factor).times(count), context.facts.limitDays),
    })
  })
}

/** The first m³ at a share of the first bracket's price, the excess at its own (Lei 14.898/2024, art. 6º). */
export function priceFirstBracketDiscount(
  context: PricingContext,
  { per, percent, up_to_m3: upTo, brackets }: Of<'first_bracket_discount'>
) {
  const [first] = brackets
  const kept = Dec.of(100).minus(Dec.of(percent)).times(Dec.of('0.01'))
  const social = Dec.of(first!.price).times(kept).toString()
  const beyond = brackets.flatMap((block) =>
    block.to !== null && block.to <= upTo ? [] : [{ ...block, over: Math.max(block.over, upTo) }]
  )
  return priceBrackets(context, {
    kind: 'brackets',
    per,
    brackets: [{ over: 0, to: upTo, price: social }, ...beyond],
  })
}
