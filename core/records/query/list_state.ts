import { fieldOf } from '../access.ts'
import { readTyped } from '../fields/read_typed.ts'
import { problemOf } from '../fields/check_value.ts'
import type { FieldType, RecordField, RecordType } from '../types.ts'

export const PAGE_SIZES = [25, 50, 100] as const
const DEFAULT_SIZE = 50
/** Beyond this, people narrow the list instead of paging. */
export const MAX_PAGE = 100_000

export type FilterValue =
  | { readonly kind: 'values'; readonly values: readonly string[] }
  | { readonly kind: 'range'; readonly from: unknown; readonly to: unknown }

export interface Sort {
  readonly column: string
  readonly direction: 'asc' | 'desc'
}

/** What a list shows, as its address says it. */
export interface ListState {
  readonly search: string
  readonly filters: ReadonlyMap<string, FilterValue>
  readonly sort: Sort
  readonly page: number
  readonly size: number
}

const RANGES: ReadonlySet<FieldType> = new Set([
  'date',
  'datetime',
  'refmonth',
  'integer',
  'decimal',
  'money',
  'volume',
])
export const isRange = ({ type }: RecordField) => RANGES.has(type)

/** Columns that may narrow a list: those declared, and what each record belongs to. */
export function filterable(type: RecordType): RecordField[] {
  const declared = new Set(type.list.filters)
  return type.fields.filter(
    ({ name, type: kind }) => declared.has(name) || kind === 'reference' || kind === 'lookup'
  )
}

/** Reads the query of a list's address. What it does not know it ignores: an old bookmark still opens the list. */
export function parseListState(
  type: RecordType,
  query: Readonly<Record<string, unknown>>,
  timeZone: string
): ListState {
  const filters = new Map<string, FilterValue>()
  for (const field of filterable(type)) {
    const filter = isRange(field)
      ? readRange(field, query, timeZone)
      : readValues(field, query[field.name])
    if (filter) filters.set(field.name, filter)
  }
  return {
    search: typeof query.q === 'string' ? query.q.trim().slice(0, 100) : '',
    filters,
    sort: readSort(type, query.sort),
    page: within(query.page, 1, MAX_PAGE, 1),
    size: readSize(query.size),
  }
}

function readSort(type: RecordType, given: unknown): Sort {
  if (typeof given !== 'string') return type.list.sort
  const column = given.replace(/^-/, '')
  if (!type.list.sortable.includes(column)) return type.list.sort
  return { column, direction: given.startsWith('-') ? 'desc' : 'asc' }
}

const readSize = (given: unknown) =>
  PAGE_SIZES.find((size) => String(size) === given) ?? DEFAULT_SIZE

function within(given: unknown, least: number, most: number, otherwise: number): number {
  const number = typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : otherwise
  return Math.min(most, Math.max(least, number))
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

function readRange(
  field: RecordField,
  query: Readonly<Record<string, unknown>>,
  timeZone: string
): FilterValue | null {
  const bound = (name: string) => {
    const typed = readTyped(field, query[name], timeZone)
    if (!('value' in typed) || typed.value === null || problemOf(field, typed.value)) return null
    return typed.value
  }
  const from = bound(`${field.name}_from`)
  const to = bound(`${field.name}_to`)
  return from === null && to === null ? null : { kind: 'range', from, to }
}

export type ListChanges = Partial<Omit<ListState, 'filters'>> & { readonly without?: string }

/** The address of the same list with something changed; anything but the page itself goes back to the first one. */
export function listAddress(type: RecordType, state: ListState, changes: ListChanges = {}): string {
  const { without, ...rest } = changes
  const next = { ...state, page: 1, ...rest }
  const query = new URLSearchParams()
  if (next.search) query.set('q', next.search)
  for (const [name, filter] of next.filters) {
    if (name !== without) writeFilter(query, fieldOf(type, name), filter)
  }
  const { column, direction } = next.sort
  const isDefault = column === type.list.sort.column && direction === type.list.sort.direction
  if (!isDefault) query.set('sort', direction === 'desc' ? `-${column}` : column)
  if (next.size !== DEFAULT_SIZE) query.set('size', String(next.size))
  if (next.page > 1) query.set('page', String(next.page))
  const text = query.toString()
  return text ? `?${text}` : '?'
}

function writeFilter(query: URLSearchParams, field: RecordField, filter: FilterValue): void {
  if (filter.kind === 'values') {
    for (const value of filter.values) query.append(field.name, value)
    return
  }
  if (filter.from !== null) query.set(`${field.name}_from`, boundText(field, filter.from))
  if (filter.to !== null) query.set(`${field.name}_to`, boundText(field, filter.to))
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
