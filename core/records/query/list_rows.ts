import type { Actor } from '#core/actions/index'
import type { RecordType } from '../types.ts'
import { SEARCH_LIMIT, listConditions, searchedRecords } from './conditions.ts'
import { columnsOf } from './columns.ts'
import type { ListState } from './list_state.ts'
import { addScope } from './scope.ts'
import { Conditions, type Reader, readRows } from './sql.ts'

export type Row = Readonly<Record<string, unknown>> & { readonly id: bigint }

export interface Count {
  readonly total: number
  /** True beyond the limit: the planner's guess, not a count. */
  readonly isEstimate: boolean
}

export interface Page {
  readonly rows: readonly Row[]
  readonly count: Count
  readonly lastPage: number
  /** The search found more than is listed: people are asked to narrow it. */
  readonly isCut: boolean
  /** Sums of the columns asked for over everything filtered; nothing when the list is too long to be counted. */
  readonly totals: Readonly<Record<string, bigint>> | null
}

/** Rows counted one by one; a longer list is estimated, which people are told. */
export const COUNT_LIMIT = 100_000
/** From this row on, a page is first found by the ids of its rows. */
const FAR_DOWN = 1_000

export function orderBy({ sort: { column, direction } }: ListState): string {
  return `${column} ${direction}, id ${direction}`
}

/** One page of a list, and how many rows there are in all. */
export async function listRows(
  type: RecordType,
  actor: Actor,
  state: ListState,
  summed: readonly string[] = []
): Promise<Page> {
  const where = listConditions(type, actor, state)
  const { totals, ...count } = await countRows(type, where, summed)
  const lastPage = Math.max(1, Math.ceil(count.total / state.size))
  const page = count.isEstimate ? state.page : Math.min(state.page, lastPage)
  const rows = await pageRows(type, state, { where, offset: (page - 1) * state.size })
  const isCut = state.search !== '' && (await isSearchCut(type, actor, state.search))
  return { rows, count, lastPage: Math.max(lastPage, page), isCut, totals }
}

/**
 * Rows of one page. A page far down is found in the list's index alone, and only its own rows are opened: skipping 150,000
 * whole rows takes ten times as long.
 */
function pageRows(
  type: RecordType,
  state: ListState,
  { where, offset }: { readonly where: Conditions; readonly offset: number }
): Promise<Row[]> {
  const bounds = [...where.bindings, state.size, offset]
  const order = `order by ${orderBy(state)}`
  if (offset < FAR_DOWN) {
    return readRows<Row>(
      `select ${columnsOf(type)} from ${type.table} where ${where.sql} ${order} limit ? offset ?`,
      bounds
    )
  }
  return readRows<Row>(
    `select ${columnsOf(type)} from ${type.table}
      where id = any(array(select id from ${type.table} where ${where.sql} ${order} limit ? offset ?)) ${order}`,
    bounds
  )
}

async function isSearchCut(type: RecordType, actor: Actor, text: string): Promise<boolean> {
  const found = searchedRecords({ type, actor, text })
  const rows = await readRows(
    `select 1 from records_search where ${found.sql} offset ${SEARCH_LIMIT} limit 1`,
    found.bindings
  )
  return rows.length > 0
}

/** How many records a list holds, counted to the last one. */
export async function countList(
  type: RecordType,
  actor: Actor,
  state: Pick<ListState, 'filters' | 'search'>,
  reader?: Reader
): Promise<Count> {
  const where = listConditions(type, actor, state)
  const [row] = await readRows<{ total: bigint }>(
    `select count(*) as total from ${type.table} where ${where.sql}`,
    where.bindings,
    reader
  )
  return { total: Number(row?.total ?? 0n), isEstimate: false }
}

/** Records of each of some lists, counted up to a limit, by one query for all. */
export async function countUpTo(
  lists: readonly (Pick<ListState, 'filters'> & { readonly type: RecordType })[],
  actor: Actor,
  limit: number
): Promise<number[]> {
  if (!lists.length) return []
  const wheres = lists.map(({ type, filters }) =>
    listConditions(type, actor, { filters, search: '' })
  )
  const rows = await readRows<{ place: number; total: bigint }>(
    wheres
      .map(
        ({ sql }, place) =>
          `select ${place} as place, count(*) as total from (select 1 from ${lists[place]!.type.table} where ${sql} limit ${limit}) as counted`
      )
      .join(' union all '),
    wheres.flatMap(({ bindings }) => bindings)
  )
  const totals = new Map(rows.map(({ place, total }) => [place, Number(total)]))
  return lists.map((_, place) => totals.get(place) ?? 0)
}

type Sums = Page['totals']

async function countRows(
  type: RecordType,
  where: Conditions,
  summed: readonly string[]
): Promise<Count & { totals: Sums }> {
  const sums = summed.map((name) => `, coalesce(sum(${name}), 0)::bigint as ${name}`).join('')
  const [counted] = await readRows<{ total: bigint } & Record<string, bigint>>(
    `select count(*) as total${sums}
       from (select ${summed.join(', ') || '1'} from ${type.table} where ${where.sql} limit ${COUNT_LIMIT + 1}) as counted`,
    where.bindings
  )
  const total = Number(counted?.total ?? 0n)
  if (total <= COUNT_LIMIT) {
    const totals = Object.fromEntries(summed.map((name) => [name, counted?.[name] ?? 0n]))
    return { total, isEstimate: false, totals: summed.length ? totals : null }
  }
  const [plan] = await readRows<{ 'QUERY PLAN': [{ Plan: { 'Plan Rows': number } }] }>(
    `explain (format json) select 1 from ${type.table} where ${where.sql}`,
    where.bindings
  )
  return {
    total: Math.max(total, plan?.['QUERY PLAN'][0].Plan['Plan Rows'] ?? total),
    isEstimate: true,
    totals: null,
  }
}

/** One record by its id, of the person's municipality and localities. */
export const ownRow = (type: RecordType, actor: Actor, id: bigint | string): Conditions =>
  addScope(
    new Conditions().add('municipality_id = ? and id = ?', actor.municipalityId, String(id)),
    type,
    { actor }
  )

/** One record of the person's municipality, or nothing. */
export async function findRow(
  type: RecordType,
  actor: Actor,
  id: bigint | string
): Promise<Row | undefined> {
  const where = ownRow(type, actor, id)
  const [row] = await readRows<Row>(
    `select ${columnsOf(type)} from ${type.table} where ${where.sql}`,
    where.bindings
  )
  return row
}
