import { formatDate, isCivilDate } from '#core/calendar/index'
import type { JsonSchema } from '../types.ts'
import { formatNumber } from '../describe/format.ts'
import { isDecimalText } from '../values.ts'
import { callWords } from './call_words.ts'
import { type FieldInfo, elementFacts, fieldInfo, infoOf } from './facts.ts'
import { type Piece, closed, joined, word } from './pieces.ts'
import type { Condition, Each, Kept, Scalar, Value } from './types.ts'

const code = (json: unknown): Piece => ({ text: JSON.stringify(json), as: 'code' })

/** What each comparison is called between its two sides. */
export const COMPARISON_WORDS: Readonly<Record<string, string>> = {
  '==': 'é igual a',
  '!=': 'é diferente de',
  '>': 'é maior que',
  '>=': 'é no mínimo',
  '<': 'é menor que',
  '<=': 'é no máximo',
  'in': 'está em',
  'starts_with': 'começa com',
  'date_before': 'é antes de',
  'date_on_or_before': 'é até',
  'date_after': 'é depois de',
  'date_on_or_after': 'é a partir de',
}

const UNITS: Readonly<Record<string, string>> = {
  m3: 'm³',
  percent: '%',
  days: 'dias',
  months: 'meses',
  years: 'anos',
  economies: 'economias',
}

const ONE: Readonly<Record<string, string>> = {
  days: 'dia',
  months: 'mês',
  years: 'ano',
  economies: 'economia',
}

/** `100 m³`, `R$ 3,45`, `1 mês`: a number with what it measures. */
export function withUnit(text: string, unit: string | undefined): string {
  if (unit === undefined) return text
  if (unit === 'BRL') return `R$ ${text}`
  return `${text} ${(text === '1' ? ONE[unit] : undefined) ?? UNITS[unit] ?? unit}`
}

/** A constant for people, as the field that it belongs to means it. */
export function constantText(value: Scalar, info: FieldInfo | null): string {
  if (value === null) return 'vazio'
  if (typeof value === 'boolean') return value ? 'sim' : 'não'
  if (typeof value === 'number') return withUnit(formatNumber(value), info?.unit)
  return textOf(value, info)
}

/** Kinds of fields where a text of digits is a number. */
const NUMERIC: ReadonlySet<string> = new Set(['decimal', 'integer', 'any'])

function textOf(value: string, info: FieldInfo | null): string {
  const option = info?.options?.find((one) => one.value === value)
  if (option) return option.title
  if (info?.type === 'date' && isCivilDate(value)) return formatDate(value)
  if (NUMERIC.has(info?.type ?? 'any') && isDecimalText(value)) {
    return withUnit(formatNumber(value), info?.unit)
  }
  return value === '' ? 'texto vazio' : `“${value}”`
}

/** A condition as a sentence: `Consumo medido é maior que 100 m³ e Média está vazia`. */
export function conditionPieces(
  condition: Condition,
  facts: JsonSchema,
  isInside = false
): Piece[] {
  const value = (one: Value, info: FieldInfo | null = null) =>
    valuePieces(one, facts, { info, isInside: true })
  switch (condition.kind) {
    case 'always':
      return [word('sempre')]
    case 'never':
      return [word('nunca')]
    case 'group': {
      const items = withoutGuards(condition.items)
      const said = items.map((one) => conditionPieces(one, facts, items.length > 1))
      return closed(
        joined(said, condition.op === 'and' ? ' e ' : ' ou '),
        isInside && items.length > 1
      )
    }
    case 'not':
      return [word('não vale que '), ...conditionPieces(condition.item, facts, true)]
    case 'compare': {
      const [left, right] = [infoOf(condition.left, facts), infoOf(condition.right, facts)]
      const middle = word(` ${COMPARISON_WORDS[condition.op]} `)
      return [...value(condition.left, right), middle, ...value(condition.right, left)]
    }
    case 'between': {
      const [low, middle, high] = condition.parts as readonly [Value, Value, Value]
      const info = infoOf(middle, facts)
      const how = condition.op === '<=' ? ' vai de ' : ' fica acima de '
      const end = condition.op === '<=' ? ' a ' : ' e abaixo de '
      return [...value(middle), word(how), ...value(low, info), word(end), ...value(high, info)]
    }
    case 'empty':
      return [...value(condition.value), word(' está vazio')]
    case 'filled':
      return [...value(condition.value), word(' está preenchido')]
    case 'flag': {
      const title = value({ kind: 'fact', path: condition.path, at: condition.at })
      return [...title, word(': '), { text: condition.expected ? 'sim' : 'não', as: 'value' }]
    }
    case 'value':
      return valuePieces(condition.value, facts, { isInside })
    case 'fragment':
      return [code(condition.expression)]
  }
}

/** Of a chain of "e": without the "está preenchido" of what is compared right there, which goes without saying. */
function withoutGuards(items: readonly Condition[]): readonly Condition[] {
  const compared = new Set(
    items
      .flatMap((one) =>
        one.kind === 'compare' ? [one.left, one.right] : one.kind === 'between' ? one.parts : []
      )
      .map(pathOf)
  )
  const kept = items.filter((one) => {
    const path = one.kind === 'filled' ? pathOf(one.value) : null
    return path === null || !compared.has(path)
  })
  return kept.length ? kept : items
}

const pathOf = (value: Value) => (value.kind === 'fact' ? value.path : null)

interface Saying {
  readonly info?: FieldInfo | null
  /** Whether it stands between others, so that a sum needs brackets. */
  readonly isInside?: boolean
}

/** A value as a phrase: `Consumo × 2`, `R$ 3,45`. */
export function valuePieces(
  value: Value,
  facts: JsonSchema,
  { info = null, isInside = false }: Saying = {}
): Piece[] {
  const inner = (one: Value) => valuePieces(one, facts, { isInside: true })
  switch (value.kind) {
    case 'constant':
      return [{ text: constantText(value.value, info), as: 'value' }]
    case 'list':
      return [
        {
          text: value.items.map((one) => constantText(one, info)).join(', ') || 'lista vazia',
          as: 'value',
        },
      ]
    case 'fact':
      return [{ text: infoOf(value, facts)?.title || value.path || 'elemento', as: 'fact' }]
    case 'if': {
      const cases = value.cases.flatMap(({ when, then }) => [
        word('se '),
        ...conditionPieces(when, facts),
        word(': '),
        ...valuePieces(then, facts, { info }),
        word('; '),
      ])
      return [...cases, word('senão: '), ...valuePieces(value.otherwise, facts, { info })]
    }
    case 'object':
      return joined(
        value.fields.map((one) => [
          word(`${info?.fields?.[one.name] ?? one.name}: `),
          ...inner(one.value),
        ]),
        '; '
      )
    case 'blocks':
      return [{ text: `${value.rows.length} faixas escritas na regra`, as: 'value' }]
    case 'condition':
      return conditionPieces(value.condition, facts, isInside)
    case 'kept':
    case 'each':
      return closed(overListPieces(value, facts), isInside)
    case 'fragment':
      return [code(value.expression)]
    case 'call':
      return callPieces(value, facts, isInside)
  }
}

/** What stands before the list and between it and what is said of each element. */
const KEPT_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  filter: ['', ' em que '],
  count: ['quantidade de ', ' em que '],
  some: ['em algum de ', ', '],
  all: ['em cada um de ', ', '],
  none: ['em nenhum de ', ', '],
}
const EACH_WORDS: Readonly<Record<string, readonly [string, string]>> = {
  map: ['', ' de cada um de '],
  sum_of: ['soma de ', ' em '],
  max_of: ['maior ', ' em '],
  min_of: ['menor ', ' em '],
}

/** `quantidade de Ligações em que Situação é igual a Ligada`, `soma de Consumo em Economias`. */
function overListPieces(value: Kept | Each, facts: JsonSchema): Piece[] {
  const list = valuePieces(value.list, facts, { isInside: true })
  const own = elementFacts(value, facts)
  if (value.kind === 'kept') {
    const [before, between] = KEPT_WORDS[value.op] ?? ['', ' em que ']
    return [word(before), ...list, word(between), ...conditionPieces(value.item, own)]
  }
  const item = valuePieces(value.item, own, { isInside: true })
  if (value.op !== 'reduce') {
    const [before, between] = EACH_WORDS[value.op] ?? ['', ' de cada um de ']
    return [word(before), ...item, word(between), ...list]
  }
  const start = value.start === undefined ? [] : valuePieces(value.start, facts, { isInside: true })
  return [word('acumulando em '), ...list, word(' a partir de '), ...start, word(': '), ...item]
}

type Call = Extract<Value, { readonly kind: 'call' }>

function callPieces(call: Call, facts: JsonSchema, isInside: boolean): Piece[] {
  const parts = call.args.map((one) => valuePieces(one, facts, { isInside: true }))
  return callWords(call, parts, { facts, isInside })
}

/** Titles of an outcome's fields, with how each is filled in. */
export function outcomeFields(
  outcome: JsonSchema
): (FieldInfo & { readonly schema: JsonSchema })[] {
  return Object.entries(outcome.properties ?? {}).map(([name, schema]) => ({
    ...fieldInfo(schema, name),
    title: schema.title ?? name,
    schema,
  }))
}

/** The words alone. */
export const plainText = (pieces: readonly Piece[]): string =>
  pieces.map(({ text }) => text).join('')
