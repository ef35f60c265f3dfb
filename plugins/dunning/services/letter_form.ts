import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { type RefMonth, formatRefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import type { EnumOption } from '#core/records/index'
import { SITUATIONS } from '#plugins/registry/api'
import type { LetterFilters, Range } from './letter_filters.ts'
import { errors } from '../errors.ts'

const text = () => vine.string().trim().maxLength(40).optional()
const month = () =>
  vine
    .string()
    .regex(/^\d{4}-(0[1-9]|1[0-2])$/)
    .optional()
const amount = () =>
  vine
    .string()
    .trim()
    .regex(/^\d{1,9}([.,]\d{1,2})?$/)
    .optional()
const count = () => vine.number().withoutDecimals().range([0, 600]).optional()

const form = vine.create({
  ...{ registration: text(), route_from: text(), route_until: text() },
  ...{ reference_from: month(), reference_until: month() },
  ...{ amount_from: amount(), amount_until: amount() },
  ...{ invoices_from: count(), invoices_until: count() },
  ...{ months_from: count(), months_until: count() },
  categories: vine.array(vine.string().maxLength(6)).optional(),
  situations: vine.array(vine.string().maxLength(20)).optional(),
})

export interface LetterChoices {
  readonly categories: readonly EnumOption[]
  readonly situations: readonly EnumOption[]
}

/** What the form offers. */
export async function letterForm(tx: Tx, municipalityId: bigint): Promise<LetterChoices> {
  const categories = await query<EnumOption>(
    tx,
    'select code as value, title as label from registry_categories where municipality_id = ? and is_active order by position, code',
    [municipalityId]
  )
  return { categories, situations: SITUATIONS }
}

/** The filters that were asked for. @throws E_DUNNING_PREMISE_NUMBER */
export async function filtersOf(
  tx: Tx,
  municipalityId: bigint,
  request: HttpContext['request']
): Promise<LetterFilters> {
  const given: Infer<typeof form> = await request.validateUsing(form)
  return {
    premiseId: given.registration ? await premiseOf(tx, municipalityId, given.registration) : null,
    routes: range(given.route_from, given.route_until),
    references: range(given.reference_from as RefMonth, given.reference_until as RefMonth),
    cents: range(centsOf(given.amount_from), centsOf(given.amount_until)),
    invoices: range(given.invoices_from, given.invoices_until),
    months: range(given.months_from, given.months_until),
    categories: given.categories ?? [],
    situations: given.situations ?? [],
  }
}

const range = <T>(from: T | undefined, until: T | undefined): Range<T> => ({
  ...{ from: from ?? null, until: until ?? null },
})

/** `1.234,5` is not typed: `1234,5` or `1234.50`. */
function centsOf(given: string | undefined): bigint | undefined {
  if (given === undefined) return undefined
  const [reais = '0', cents = ''] = given.replace(',', '.').split('.')
  return BigInt(`${reais}${cents.padEnd(2, '0')}`)
}

async function premiseOf(tx: Tx, municipalityId: bigint, given: string): Promise<bigint> {
  const digits = given.replaceAll(/\D/g, '')
  const [row] = await query<{ id: bigint }>(
    tx,
    `select id from registry_premises where municipality_id = ? and ltrim(registration_number, '0') = ltrim(?, '0')`,
    [municipalityId, digits]
  )
  if (!row) throw errors.E_DUNNING_PREMISE_NUMBER({ number: given })
  return row.id
}

/** The filters in words, by which people know the run. */
export function wordsOf(filters: LetterFilters, { categories, situations }: LetterChoices): string {
  const labels = (options: readonly EnumOption[], values: readonly string[]) =>
    values.map((value) => options.find((one) => one.value === value)?.label ?? value).join(', ')
  const parts = [
    filters.premiseId === null ? '' : 'um imóvel',
    between('rotas', filters.routes, String),
    between('referências', filters.references, formatRefMonth),
    between('débito', filters.cents, formatMoney),
    between('faturas vencidas', filters.invoices, String),
    between('meses vencidos', filters.months, String),
    labels(categories, filters.categories),
    labels(situations, filters.situations),
  ].filter(Boolean)
  return (parts.join('; ') || 'todos que devem').slice(0, 200)
}

function between<T>(what: string, { from, until }: Range<T>, words: (value: T) => string): string {
  if (from === null && until === null) return ''
  if (until === null) return `${what} de ${words(from!)} em diante`
  return from === null
    ? `${what} até ${words(until)}`
    : `${what} de ${words(from)} a ${words(until)}`
}
