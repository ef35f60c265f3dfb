import { Dec, formatDecimal } from '#core/money/index'
import type { ChargeType } from './structure.ts'
import type { TariffTable } from './tariff_table.ts'

export interface Adjustment {
  /** `6.43`: prices become 106.43 % of what they are; negative takes off. */
  readonly percent: string
  readonly scale: number
  readonly mode: 'half-up' | 'half-even' | 'down'
  /** Water, sewage and regulation; what is collected for the city hall; services and fines. */
  readonly parts: readonly AdjustedPart[]
}

export type AdjustedPart = 'tariffs' | 'garbage' | 'services'

export interface AdjustedPrice {
  readonly pointer: string
  readonly before: string
  readonly after: string
}

type Json = unknown
type Path = readonly (string | number)[]

/** Names of fields that hold an amount or a price; the values of `amounts`, `columns` and `beyond` are amounts too. */
const AMOUNTS = new Set(['price', 'base', 'deduct', 'amount', 'coefficient'])
const LISTS_OF_AMOUNTS = new Set(['amounts', 'columns', 'beyond'])
/** What may be multiplied exactly; a text beyond it is a mistake of the table, told by its checks. */
const DECIMAL = /^-?\d{1,30}(\.\d{1,12})?$/
const NOTHING_LEFT = Dec.of(-100)

/** Why prices cannot be moved by a percentage, in words; null where they can. */
export function percentProblem(percent: string): string | null {
  if (!DECIMAL.test(percent)) return 'tem algarismos demais'
  if (Dec.of(percent).gt(NOTHING_LEFT)) return null
  return 'um preço não pode ficar negativo nem zero; use mais que −100.'
}

/**
 * `+6,4 %`: how much an amount in R$ changes, rounded half away from zero; `=` for nothing, `novo` where nothing was.
 * @param before decimal text, as `after`
 */
export function changeText(before: string, after: string): string {
  const [was, is] = [Dec.of(before), Dec.of(after)]
  if (was.eq(is)) return '='
  if (was.isZero()) return 'novo'
  const share = Dec.muldiv(is.minus(was), Dec.of(100), was.abs(), 1, 'half-up')
  return `${is.lt(was) ? '\u2212' : '+'}${formatDecimal(share.abs(), 1)} %`
}

/**
 * A table with its prices moved by a percentage, exact and rounded once as declared: limits, volumes and percentages stay.
 * @returns the table, and every price that was looked at, with its new value.
 */
export function adjustTable(
  table: TariffTable,
  adjustment: Adjustment
): { table: TariffTable; prices: AdjustedPrice[] } {
  const factor = Dec.of(adjustment.percent).plus(Dec.of(100)).times(Dec.of('0.01'))
  const prices: AdjustedPrice[] = []
  const moved = (text: string, path: Path) => {
    const after = Dec.of(text).times(factor).round(adjustment.scale, adjustment.mode).toString()
    prices.push({ pointer: path.map((step) => `/${step}`).join(''), before: text, after })
    return after
  }
  const walk = (value: Json, path: Path, isAmount: boolean): Json => {
    if (typeof value === 'string')
      return isAmount && DECIMAL.test(value) ? moved(value, path) : value
    if (Array.isArray(value))
      return value.map((item, index) => walk(item, [...path, index], isAmount))
    if (typeof value !== 'object' || value === null) return value
    return Object.fromEntries(
      Object.entries(value).map(([name, inner]) => {
        const inside = isAmount || AMOUNTS.has(name) || LISTS_OF_AMOUNTS.has(name)
        return [name, walk(inner, [...path, name], inside)]
      })
    )
  }
  const parts = Object.entries(table).map(([name, value]) => {
    if (name === 'garbage')
      return [name, isIn(adjustment, 'garbage') ? walk(value, [name], true) : value]
    if (name === 'charges') return [name, chargesOf(table, adjustment, walk)]
    const part = PARTS[name]
    return [name, part && isIn(adjustment, part) ? walk(value, [name], false) : value]
  })
  return { table: Object.fromEntries(parts) as TariffTable, prices }
}

const PARTS: Readonly<Record<string, AdjustedPart>> = {
  categories: 'tariffs',
  rows: 'tariffs',
  services: 'services',
  fraud_fines: 'services',
}

const isIn = ({ parts }: Adjustment, part: AdjustedPart) => parts.includes(part)
const partOf = (type: ChargeType): AdjustedPart => (type === 'garbage' ? 'garbage' : 'tariffs')

const chargesOf = (
  { charges = [] }: TariffTable,
  adjustment: Adjustment,
  walk: (value: Json, path: Path, isAmount: boolean) => Json
) =>
  charges.map((charge, index) =>
    isIn(adjustment, partOf(charge.charge_type)) ? walk(charge, ['charges', index], false) : charge
  )
