import Handlebars from 'handlebars'
import { itfSvg, qrSvg } from './barcodes.ts'
import { barChartSvg } from './charts.ts'
import { DocumentError } from './errors.ts'
import * as format from './format.ts'
import { type Budget, spend } from './limits.ts'

type Hash = Readonly<Record<string, unknown>>
interface Location {
  readonly start: { readonly line: number; readonly column: number }
}
interface Options {
  readonly hash: Hash
  readonly loc?: Location
  readonly data: { readonly budget: Budget }
}
type ValueHelper = (args: readonly unknown[], hash: Hash) => unknown

/** How one helper is used, for the template editor and the manual. */
export interface HelperDoc {
  readonly usage: string
  readonly title: string
  readonly result: string
}

/** The helpers that every template may use, and no others (besides the blocks `if`, `unless`, `each`, `with`). */
export const HELPER_DOCS: Readonly<Record<string, HelperDoc>> = Object.freeze({
  money: doc('{{money total_cents}}', 'Valor em centavos, sem símbolo', '1.234,56'),
  brl: doc('{{brl total_cents}}', 'Valor em centavos, com R$', 'R$ 1.234,56'),
  decimal: doc('{{decimal unit_price 2}}', 'Número com o mínimo de casas informado', '4,21'),
  m3: doc('{{m3 volume}}', 'Volume', '14 m³'),
  date: doc('{{date due_on}}', 'Data', '10/12/2026'),
  refMonth: doc('{{refMonth reference}}', 'Mês de referência', '11/2026'),
  refMonthName: doc('{{refMonthName reference}}', 'Mês por extenso', 'novembro de 2026'),
  registration: doc('{{registration number}}', 'Matrícula com dígito', '0001234-5'),
  taxId: doc('{{taxId tax_id}}', 'CPF mascarado ou CNPJ', '***.456.789-**'),
  cnpj: doc('{{cnpj cnpj}}', 'CNPJ', '12.345.678/0001-95'),
  postalCode: doc('{{postalCode postal_code}}', 'CEP', '78000-000'),
  plural: doc('{{plural count "fatura" "faturas"}}', 'Singular ou plural', 'faturas'),
  shorten: doc('{{shorten hash 12}}', 'Primeiros caracteres', '9f86d081884c'),
  spaced: doc('{{spaced key 4}}', 'Texto em grupos', '5126 1112 3456'),
  eq: doc('{{#if (eq a b)}}', 'Iguais', 'verdadeiro ou falso'),
  ne: doc('{{#if (ne a b)}}', 'Diferentes', 'verdadeiro ou falso'),
  gt: doc('{{#if (gt a b)}}', 'Maior que', 'verdadeiro ou falso'),
  gte: doc('{{#if (gte a b)}}', 'Maior ou igual', 'verdadeiro ou falso'),
  lt: doc('{{#if (lt a b)}}', 'Menor que', 'verdadeiro ou falso'),
  and: doc('{{#if (and a b)}}', 'Todos verdadeiros', 'verdadeiro ou falso'),
  or: doc('{{#if (or a b)}}', 'Algum verdadeiro', 'verdadeiro ou falso'),
  not: doc('{{#if (not a)}}', 'Falso', 'verdadeiro ou falso'),
  itf: doc('{{itf digits width=103 height=13}}', 'Código de barras 2 de 5 intercalado', 'desenho'),
  qr: doc('{{qr text size=30}}', 'QR Code', 'desenho'),
  barChart: doc(
    '{{barChart history label="reference" value="volume" highlighted="is_current" muted="is_estimated" line=average}}',
    'Gráfico de barras pequeno',
    'desenho'
  ),
})

const VALUE_HELPERS: Readonly<Record<string, ValueHelper>> = Object.freeze({
  money: ([value]) => must('money', value, format.moneyText(text('money', value))),
  brl: ([value]) => {
    const shown = must('brl', value, format.moneyText(text('brl', value)))
    return shown.startsWith('\u2212') ? `\u2212R$\u00a0${shown.slice(1)}` : `R$\u00a0${shown}`
  },
  decimal: ([value, least]) =>
    must('decimal', value, format.decimalText(text('decimal', value), count(least, 0))),
  m3: ([value]) => must('m3', value, format.volumeText(text('m3', value))),
  date: ([value]) => must('date', value, format.dateText(text('date', value))),
  refMonth: ([value]) => must('refMonth', value, format.refMonthText(text('refMonth', value))),
  refMonthName: ([value]) =>
    must('refMonthName', value, format.refMonthName(text('refMonthName', value))),
  registration: ([value]) =>
    must('registration', value, format.registrationText(text('registration', value))),
  taxId: ([value]) => must('taxId', value, format.taxIdText(text('taxId', value))),
  cnpj: ([value]) => must('cnpj', value, format.cnpjText(text('cnpj', value))),
  postalCode: ([value]) =>
    must('postalCode', value, format.postalCodeText(text('postalCode', value))),
  plural: ([value, one, many]) => (format.compareDecimals(value, 1) === 0 ? one : many),
  shorten: ([value, length]) => text('shorten', value).slice(0, count(length, 12)),
  spaced: ([value, length]) =>
    text('spaced', value).replace(
      new RegExp(`(.{${Math.max(1, count(length, 4))}})(?=.)`, 'g'),
      '$1 '
    ),
  eq: ([left, right]) => left === right,
  ne: ([left, right]) => left !== right,
  gt: ([left, right]) => compared('gt', left, right) > 0,
  gte: ([left, right]) => compared('gte', left, right) >= 0,
  lt: ([left, right]) => compared('lt', left, right) < 0,
  and: (values) => values.every(isTrue),
  or: (values) => values.some(isTrue),
  not: ([value]) => !isTrue(value),
  itf: ([digits], hash) =>
    safe(
      itfSvg(text('itf', digits), {
        width: size(hash, 'width', 103),
        height: size(hash, 'height', 13),
      })
    ),
  qr: ([value], hash) =>
    safe(qrSvg(text('qr', value), { size: size(hash, 'size', 30), quiet: size(hash, 'quiet', 2) })),
  barChart: ([items], hash) => safe(chart(items, hash)),
})

/** Names that a template may call with a value as answer. */
export const VALUE_HELPER_NAMES: ReadonlySet<string> = new Set(Object.keys(VALUE_HELPERS))

/** The same, as Handlebars calls them: arguments, then the options object. */
export const HANDLEBARS_HELPERS: Readonly<Record<string, (...args: unknown[]) => unknown>> =
  Object.freeze(
    Object.fromEntries(
      Object.entries(VALUE_HELPERS).map(([name, helper]) => [
        name,
        (...args: unknown[]) => {
          const { hash, loc, data } = args.pop() as Options
          try {
            const value = helper(args, hash)
            const { length } = typeof value === 'boolean' ? '' : String(value)
            spend(data.budget, length)
            return value
          } catch (error) {
            throw error instanceof DocumentError && loc ? error.at(loc.start) : error
          }
        },
      ])
    )
  )

/** The class of what stays on one line, in the frame of every page. */
export const WHOLE = 'whole'

/** The same where markup is written: a masked number is not broken at its hyphen. */
export const MARKUP_HELPERS: typeof HANDLEBARS_HELPERS = Object.freeze({
  ...HANDLEBARS_HELPERS,
  taxId: (...args: unknown[]) =>
    safe(`<span class="${WHOLE}">${String(HANDLEBARS_HELPERS['taxId']!(...args))}</span>`),
})

const MARKED = new RegExp(`<span class="${WHOLE}">([^<]*)</span>`, 'g')

/** A page without those marks, which are of its frame and not of the document. */
export const withoutMarks = (html: string): string => html.replace(MARKED, '$1')

function chart(items: unknown, hash: Hash): string {
  if (!Array.isArray(items)) throw wrongValue('barChart', items)
  const field = (item: unknown, key: unknown) => {
    const name = typeof key === 'string' ? key : ''
    return typeof item === 'object' && item !== null && Object.hasOwn(item, name)
      ? (item as Record<string, unknown>)[name]
      : undefined
  }
  const bars = items.map((item) => {
    const label = text('barChart', field(item, hash['label']))
    return {
      label: format.shortMonth(label) ?? label,
      value: text('barChart', field(item, hash['value'])),
      highlighted: field(item, hash['highlighted']) === true,
      muted: field(item, hash['muted']) === true,
    }
  })
  const line = typeof hash['line'] === 'string' ? hash['line'] : null
  return barChartSvg(bars, {
    width: size(hash, 'width', 66),
    height: size(hash, 'height', 26),
    line,
  })
}

function compared(name: string, left: unknown, right: unknown): number {
  const order = format.compareDecimals(left, right)
  if (order === null)
    throw wrongValue(name, format.compareDecimals(left, 0) === null ? left : right)
  return order
}

/** As `if` sees it, except that decimal zero written as text counts as a value. */
function isTrue(value: unknown): boolean {
  return Array.isArray(value) ? value.length > 0 : Boolean(value)
}

function text(name: string, value: unknown): string {
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value)
  throw wrongValue(name, value)
}

function must(name: string, value: unknown, shown: string | null): string {
  if (shown === null) throw wrongValue(name, value)
  return shown
}

function count(value: unknown, fallback: number): number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= 200
    ? value
    : fallback
}

function size(hash: Hash, key: string, fallback: number): number {
  const value = hash[key]
  return typeof value === 'number' && value >= 0 && value <= 300 ? value : fallback
}

function safe(markup: string) {
  return new Handlebars.SafeString(markup)
}

function wrongValue(name: string, value: unknown): DocumentError {
  const shown = JSON.stringify(value)?.slice(0, 60) ?? String(value)
  return new DocumentError('E_DOCUMENTS_HELPER_VALUE', {
    message: `Helper "${name}" cannot show ${shown}`,
    pt: `O comando "${name}" não sabe mostrar ${shown}.`,
  })
}

function doc(usage: string, title: string, result: string): HelperDoc {
  return Object.freeze({ usage, title, result })
}
