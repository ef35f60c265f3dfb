import type { Json } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import type { JsonSchema } from '#core/rules/index'
import { productNames } from '../coded_facts.ts'
import { conditionText } from '../expression_text.ts'
import { decimalText } from './texts.ts'

/** A content as people read it: values, groups and tables with the titles of the schema. */
export type ContentNode =
  | { readonly type: 'value'; readonly label: string; readonly text: string }
  | { readonly type: 'group'; readonly label: string; readonly children: readonly ContentNode[] }
  | {
      readonly type: 'table'
      readonly label: string
      readonly columns: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }

type Schema = Readonly<Record<string, unknown>>
type JsonRecord = { readonly [key: string]: Json }

const VALUE = 'Valor'

const isRecord = (value: unknown): value is JsonRecord =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const isScalar = (value: Json) => typeof value !== 'object' || value === null

/** `R$ 810,50` of 81050, whether it is kept as a number or as a text. */
function centsText(value: Json): string {
  const text = String(value)
  return /^\d+$/.test(text) ? formatMoney(BigInt(text)) : text
}

/** A plain value in words: of a choice, the title that its schema gives it (`enumTitles`, in the order of `enum`). */
export function scalarText(schema: Schema | undefined, value: Json): string {
  if (schema?.unit === 'cents' && value !== null) return centsText(value)
  const choices = schema?.enum as readonly Json[] | undefined
  const titles = schema?.enumTitles as readonly string[] | undefined
  return titles?.[choices?.indexOf(value) ?? -1] ?? decimalText(value)
}

/** The same value with the titles of its choices in their place. */
export function inWords(schema: Schema | undefined, value: Json): Json {
  if (Array.isArray(value)) {
    return value.map((item) => inWords(schema?.items as Schema | undefined, item as Json))
  }
  if (!isRecord(value)) {
    return schema?.enumTitles || schema?.unit === 'cents' ? scalarText(schema, value) : value
  }
  const entries = Object.entries(value)
  return Object.fromEntries(
    entries.map(([key, item]) => [key, inWords(schemaOf(schema, key), item)])
  )
}

/** What the fields anywhere in a schema are called. */
export function titlesIn(schema: Schema | undefined): (key: string) => string {
  const titles = new Map<string, string>()
  const walk = (one: Schema | undefined) => {
    for (const [key, inner] of Object.entries((one?.properties ?? {}) as Record<string, Schema>)) {
      if (typeof inner.title === 'string' && !titles.has(key)) titles.set(key, inner.title)
      walk(inner)
    }
    if (isRecord(one?.items as Json)) walk(one!.items as Schema)
  }
  walk(schema)
  return (key) => titles.get(key) ?? key
}

/** The tree of a content under its JSON Schema; what the schema gives no title keeps its key. */
export function contentTree(given: Schema | undefined, content: Json): ContentNode[] {
  const schema = given && (offeredBy(given, content) as Schema)
  return isRecord(content) ? fieldsOf(schema, content) : [nodeOf(VALUE, schema, content)]
}

/** The schema with the choices that the content itself gives (`choicesFrom`), as its form offers them. */
function offeredBy(schema: unknown, content: Json): unknown {
  if (Array.isArray(schema)) return schema.map((one) => offeredBy(one, content))
  if (typeof schema !== 'object' || schema === null) return schema
  const whole = Object.fromEntries(
    Object.entries(schema).map(([name, inner]) => [name, offeredBy(inner, content)])
  )
  const from = (schema as Schema).choicesFrom as ChoicesFrom | undefined
  if (!from || !isRecord(content)) return whole
  const rows = (content[from.list.slice(1)] ?? []) as readonly JsonRecord[]
  const first = from.first ?? []
  return {
    ...whole,
    enum: [...first.map(({ value }) => value), ...rows.map((row) => row[from.value])],
    enumTitles: [
      ...first.map(({ title }) => title),
      ...rows.map((row) => row[from.title] ?? row[from.value]),
    ],
  }
}

interface ChoicesFrom {
  /** Pointer of the list, in the root of the content. */
  readonly list: string
  readonly value: string
  readonly title: string
  /** Choices that stand before those of the list. */
  readonly first?: readonly { readonly value: string; readonly title: string }[]
}

function fieldsOf(schema: Schema | undefined, content: JsonRecord): ContentNode[] {
  const names = Object.keys((schema?.properties as object | undefined) ?? {})
  const ordered = [...names, ...Object.keys(content).filter((key) => !names.includes(key))]
  return ordered
    .filter((key) => content[key] !== undefined)
    .map((key) => {
      const inner = schemaOf(schema, key)
      return nodeOf(titleOf(key, inner, content[key]!), inner, content[key]!)
    })
}

function nodeOf(label: string, schema: Schema | undefined, value: Json): ContentNode {
  if (schema?.condition) {
    const text = value === true ? 'sempre' : conditionText(value, schema.condition as JsonSchema)
    return { type: 'value', label, text }
  }
  if (isScalar(value)) return { type: 'value', label, text: scalarText(schema, value) }
  if (isRecord(value)) {
    const table = tableOfRecord(label, schema, value)
    return table ?? { type: 'group', label, children: fieldsOf(schema, untitled(value)) }
  }
  return nodeOfList(label, schema?.items as Schema | undefined, value as readonly Json[])
}

/** A record without the title that already stands above it. */
function untitled({ title, ...others }: JsonRecord): JsonRecord {
  return typeof title === 'string' || title === undefined ? others : { title, ...others }
}

function nodeOfList(label: string, items: Schema | undefined, list: readonly Json[]): ContentNode {
  if (list.every(isScalar)) {
    return {
      type: 'value',
      label,
      text: list.map((item) => scalarText(items, item)).join(', ') || 'nenhum',
    }
  }
  if (list.every((item) => isRecord(item) && Object.values(item).every(isScalar))) {
    const rows = list as readonly JsonRecord[]
    return { type: 'table', label, ...tableOf(items, rows) }
  }
  const children = list.map((item, index) =>
    nodeOf(titleOf(`${index + 1}`, undefined, item), items, item)
  )
  return { type: 'group', label, children }
}

function tableOf(items: Schema | undefined, rows: readonly JsonRecord[]) {
  const keys = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const named = Object.keys((items?.properties as object | undefined) ?? {})
  const ordered = [
    ...named.filter((key) => keys.includes(key)),
    ...keys.filter((key) => !named.includes(key)),
  ]
  return {
    columns: ordered.map((key) => titleOf(key, schemaOf(items, key), null)),
    rows: rows.map((row) =>
      ordered.map((key) => scalarText(schemaOf(items, key), row[key] ?? null))
    ),
  }
}

/** A map from names to plain values reads better as two columns. */
function tableOfRecord(
  label: string,
  schema: Schema | undefined,
  value: JsonRecord
): ContentNode | null {
  if (schema === undefined) return null
  const isMap = schema.properties === undefined && isRecord(schema.additionalProperties as Json)
  if (!isMap || !Object.values(value).every(isScalar)) return null
  const names = keyNames(schema)
  const rows = Object.entries(value).map(([key, item]) => [
    names.get(key) ?? key,
    scalarText(schemaOf(schema, key), item),
  ])
  return { type: 'table', label, columns: ['Item', 'Valor'], rows }
}

/** What the keys of a map are called, where its schema says whose codes they are (`keysNamedBy`). */
function keyNames({ keysNamedBy }: Schema): ReadonlyMap<string, string> {
  const names = typeof keysNamedBy === 'string' ? productNames(keysNamedBy) : []
  return new Map(names.map(({ value, title }) => [value, title]))
}

/** The same content with the keys of its objects in the order of the schema, the others after them. */
export function inSchemaOrder(schema: Schema | undefined, content: Json): Json {
  if (Array.isArray(content)) {
    return content.map((item) => inSchemaOrder(schema?.items as Schema | undefined, item as Json))
  }
  if (!isRecord(content)) return content
  const names = Object.keys((schema?.properties as object | undefined) ?? {})
  const keys = [
    ...names.filter((key) => content[key] !== undefined),
    ...Object.keys(content).filter((key) => !names.includes(key)),
  ]
  return Object.fromEntries(
    keys.map((key) => [key, inSchemaOrder(schemaOf(schema, key), content[key]!)])
  )
}

/** The first values of a content in one short line, for lists: `Casas 2 · Meses 6`. */
export function shortText(schema: Schema | undefined, content: Json): string {
  const texts = contentTree(schema, content).map(nodeText)
  const line = texts.filter(Boolean).join(' · ')
  return line.length > MAX_SHORT ? `${line.slice(0, MAX_SHORT - 1).trimEnd()}…` : line
}

const MAX_SHORT = 110

function nodeText(node: ContentNode): string {
  if (node.type === 'value') return node.label === VALUE ? node.text : `${node.label}: ${node.text}`
  if (node.type === 'group') return node.children.map(nodeText).join(' · ')
  const rows = `${node.rows.length} ${node.rows.length === 1 ? 'linha' : 'linhas'}`
  return node.label === VALUE ? rows : `${node.label}: ${rows}`
}

function schemaOf(schema: Schema | undefined, key: string): Schema | undefined {
  const own = (schema?.properties as Record<string, Schema> | undefined)?.[key]
  const others = schema?.additionalProperties
  return own ?? (isRecord(others as Json) ? (others as Schema) : undefined)
}

function titleOf(key: string, schema: Schema | undefined, value: Json): string {
  if (isRecord(value) && typeof value.title === 'string') return `${value.title} (${key})`
  return typeof schema?.title === 'string' ? schema.title : key
}
