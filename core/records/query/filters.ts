import { problemOf } from '../fields/check_value.ts'
import { isRange, isText } from '../fields/families.ts'
import { readTyped } from '../fields/read_typed.ts'
import type { FieldType, RecordField, RecordType } from '../types.ts'
import { type Preset, presetSpan, presetsOf } from './presets.ts'

export type FilterValue =
  | { readonly kind: 'values'; readonly values: readonly string[] }
  | {
      readonly kind: 'range'
      readonly from: unknown
      readonly to: unknown
      /** The span of the calendar that gave both bounds. */
      readonly preset?: Preset
    }
  | { readonly kind: 'text'; readonly how: 'has' | 'begins'; readonly text: string }
  | { readonly kind: 'empty'; readonly isEmpty: boolean }

/** Types whose texts are kept without punctuation. */
const BARE: ReadonlySet<FieldType> = new Set(['phone', 'taxpayer', 'registration'])
const MAX_TEXT = 100

/** Columns that may narrow a list: those declared, and what each record belongs to. */
export function filterable(type: RecordType): RecordField[] {
  const declared = new Set(type.list.filters)
  return type.fields.filter(
    ({ name, type: kind }) => declared.has(name) || kind === 'reference' || kind === 'lookup'
  )
}

type Query = Readonly<Record<string, unknown>>

/** What an address says of one field, or nothing. */
export function readFilter(field: RecordField, query: Query, timeZone: string): FilterValue | null {
  const empty = query[`${field.name}_is`]
  if (!field.isRequired && (empty === 'empty' || empty === 'filled'))
    return { kind: 'empty', isEmpty: empty === 'empty' }
  if (isRange(field)) return readPreset(field, query, timeZone) ?? readRange(field, query, timeZone)
  return (isText(field) ? readText(field, query) : null) ?? readValues(field, query[field.name])
}

function readText({ name, type }: RecordField, query: Query): FilterValue | null {
  for (const how of ['has', 'begins'] as const) {
    const typed = query[`${name}_${how}`]
    if (typeof typed !== 'string') continue
    const bare = BARE.has(type) ? typed.replace(/[^0-9A-Za-z]/g, '').toUpperCase() : typed.trim()
    if (bare) return { kind: 'text', how, text: bare.slice(0, MAX_TEXT) }
  }
  return null
}

function readValues(field: RecordField, given: unknown): FilterValue | null {
  const texts = (Array.isArray(given) ? given : [given]).filter(
    (v): v is string => typeof v === 'string' && v !== ''
  )
  const values = texts.filter((value) => {
    if (field.type === 'boolean') return value === 'true' || value === 'false'
    if (field.type === 'reference') return /^\d{1,18}$/.test(value)
    return problemOf(field, value) === null
  })
  return values.length ? { kind: 'values', values } : null
}

function readPreset(field: RecordField, query: Query, timeZone: string): FilterValue | null {
  const preset = presetsOf(field.type).find((known) => known === query[`${field.name}_in`])
  if (!preset) return null
  const { from, to } = presetSpan(preset, timeZone)
  const bound = (day: string) => {
    const text = field.type === 'refmonth' ? day.slice(0, 7) : day
    const typed = readTyped(field, text, timeZone)
    return 'value' in typed ? typed.value : null
  }
  return { kind: 'range', from: bound(from), to: bound(to), preset }
}

function readRange(field: RecordField, query: Query, timeZone: string): FilterValue | null {
  const bound = (name: string) => {
    const typed = readTyped(field, query[name], timeZone)
    if (!('value' in typed) || typed.value === null || problemOf(field, typed.value)) return null
    return typed.value
  }
  const from = bound(`${field.name}_from`)
  const to = bound(`${field.name}_to`)
  return from === null && to === null ? null : { kind: 'range', from, to }
}

/** Writes a filter so that reading it gives the same again. */
export function writeFilter(query: URLSearchParams, field: RecordField, filter: FilterValue): void {
  const { name } = field
  if (filter.kind === 'values') for (const value of filter.values) query.append(name, value)
  else if (filter.kind === 'text') query.set(`${name}_${filter.how}`, filter.text)
  else if (filter.kind === 'empty') query.set(`${name}_is`, filter.isEmpty ? 'empty' : 'filled')
  else if (filter.preset) query.set(`${name}_in`, filter.preset)
  else {
    if (filter.from !== null) query.set(`${name}_from`, boundText(field, filter.from))
    if (filter.to !== null) query.set(`${name}_to`, boundText(field, filter.to))
  }
}

/** A bound as a form would hold it, so that reading it gives the same value. */
export function boundText(field: RecordField, value: unknown): string {
  if (value === null) return ''
  if (field.type === 'decimal' || field.type === 'volume') return String(value).replace('.', ',')
  if (field.type === 'datetime') return (value as Date).toISOString()
  if (field.type !== 'money') return String(value)
  const cents = String(value).replace('-', '').padStart(3, '0')
  return `${String(value).startsWith('-') ? '-' : ''}${cents.slice(0, -2)},${cents.slice(-2)}`
}
