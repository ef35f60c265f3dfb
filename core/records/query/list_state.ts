import { fieldOf } from '../access.ts'
import { LARGEST_ROWS } from '../parameters.ts'
import type { RecordType } from '../types.ts'
import { type FilterValue, filterable, readFilter, writeFilter } from './filters.ts'

export type { FilterValue } from './filters.ts'
export { boundText } from './filters.ts'

const PAGE_SIZES = [25, 50, 100, 200, 500] as const
const DEFAULT_SIZE = 50
/** Beyond this, people narrow the list instead of paging. */
export const MAX_PAGE = 100_000

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
  /** The largest size that may be asked. */
  readonly largest: number
  /** The saved view that it was opened by: `0` is the whole list, nothing when none was chosen. */
  readonly view?: string | null
}

/** The sizes that a list offers, up to the largest that is configured. */
export const pageSizes = (largest: number): number[] => [
  ...PAGE_SIZES.filter((size) => size < largest),
  largest,
]

/**
 * Reads the query of a list's address. What it does not know it ignores: an old bookmark still opens the list.
 * @param largest rows that a page may have; only lists that are shown page by page need what is configured
 */
export function parseListState(
  type: RecordType,
  query: Readonly<Record<string, unknown>>,
  ...[timeZone, largest = LARGEST_ROWS]: [timeZone: string, largest?: number]
): ListState {
  const filters = new Map<string, FilterValue>()
  for (const field of filterable(type)) {
    const filter = readFilter(field, query, timeZone)
    if (filter) filters.set(field.name, filter)
  }
  return {
    search: typeof query.q === 'string' ? query.q.trim().slice(0, 100) : '',
    filters,
    sort: readSort(type, query.sort),
    page: within(query.page, 1, MAX_PAGE, 1),
    size: readSize(query.size, largest),
    largest,
    view: typeof query.view === 'string' && /^\d{1,18}$/.test(query.view) ? query.view : null,
  }
}

function readSort(type: RecordType, given: unknown): Sort {
  if (typeof given !== 'string') return type.list.sort
  const column = given.replace(/^-/, '')
  if (!type.list.sortable.includes(column)) return type.list.sort
  return { column, direction: given.startsWith('-') ? 'desc' : 'asc' }
}

/** The smallest of the sizes offered that holds what was asked; more than the largest is the largest. */
function readSize(given: unknown, largest: number): number {
  const wanted = within(given, 1, largest, Math.min(DEFAULT_SIZE, largest))
  return pageSizes(largest).find((size) => size >= wanted)!
}

/** In Portuguese, why a page is not as large as its address asks; null when it is. */
export function sizeProblem(given: unknown, { size, largest }: ListState): string | null {
  if (given === undefined || given === '' || given === String(size)) return null
  const offered = pageSizes(largest)
    .join(', ')
    .replace(/, (\d+)$/, ' ou $1')
  return `Páginas têm ${offered} linhas. Esta mostra ${size}.`
}

function within(given: unknown, least: number, most: number, otherwise: number): number {
  const number = typeof given === 'string' && /^\d{1,9}$/.test(given) ? Number(given) : otherwise
  return Math.min(most, Math.max(least, number))
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
  if (next.view) query.set('view', next.view)
  if (next.page > 1) query.set('page', String(next.page))
  const text = query.toString()
  return text ? `?${text}` : '?'
}
