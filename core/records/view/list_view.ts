import type { Actor } from '#core/actions/index'
import { format, pageNumbers } from '#core/web/index'
import { fieldOf, recordPath, seesPersonal } from '../access.ts'
import { type Shown, showValue } from '../fields/show_value.ts'
import { findLabels } from '../query/labels.ts'
import { type Page, type Row } from '../query/list_rows.ts'
import { type ListState, listAddress, pageSizes } from '../query/list_state.ts'
import type { RecordType } from '../types.ts'

export interface ViewContext {
  readonly actor: Actor
  readonly timeZone: string
}

export interface TableView {
  readonly columns: readonly {
    readonly name: string
    readonly label: string
    readonly isNumber: boolean
  }[]
  readonly rows: readonly {
    readonly id: bigint
    readonly path: string
    readonly cells: readonly Shown[]
  }[]
}

/** The cells of some rows: labels of references cost one query. */
export async function tableView(
  type: RecordType,
  columns: readonly string[],
  rows: readonly Row[],
  { actor, timeZone }: ViewContext
): Promise<TableView> {
  const fields = columns.map((name) => fieldOf(type, name))
  const labels = await findLabels(fields, rows, actor)
  const context = {
    timeZone,
    seesPersonal: seesPersonal(actor, type),
    reference: (record: string, id: bigint | string) => labels.get(record, id),
  }
  const shown = fields.map((field) => ({
    name: field.name,
    label: field.label,
    isNumber: showValue(field, null, context).isNumber,
  }))
  return {
    columns: shown,
    rows: rows.map((row) => ({
      id: row.id,
      path: recordPath(type, row.id),
      cells: fields.map((field) => showValue(field, row[field.name], context)),
    })),
  }
}

/** Money columns of a list, which its totals row adds up. */
export const summedColumns = (type: RecordType, columns: readonly string[]): string[] =>
  columns.filter((name) => {
    const { type: kind, isSummed = true, customKey } = fieldOf(type, name)
    return kind === 'money' && isSummed && !customKey
  })

/** The totals row, one cell per column; nothing when there is nothing to add up. */
export function totalsView(
  columns: readonly string[],
  totals: Page['totals']
): readonly (string | null)[] | null {
  if (!totals) return null
  return columns.map((name) => (name in totals ? format.money(totals[name]) : null))
}

export interface PagerView {
  readonly first: number
  readonly last: number
  readonly total: string
  readonly page: number
  readonly lastPage: number
  readonly numbers: readonly { readonly page: number | null; readonly path: string }[]
  readonly previous: string | null
  readonly next: string | null
  readonly sizes: readonly {
    readonly size: number
    readonly path: string
    readonly isCurrent: boolean
  }[]
}

/** Where the page stands among the others, and the addresses of those. */
export function pagerView(
  type: RecordType,
  state: ListState,
  { rows, count, lastPage }: Page
): PagerView {
  const page = count.isEstimate ? state.page : Math.min(state.page, lastPage)
  const to = (number: number) => listAddress(type, state, { page: number })
  const first = (page - 1) * state.size
  return {
    first: rows.length ? first + 1 : 0,
    last: first + rows.length,
    total: countWords(count),
    page,
    lastPage,
    numbers: pageNumbers(page, lastPage).map((number) => ({
      page: number,
      path: number ? to(number) : '',
    })),
    previous: page > 1 ? to(page - 1) : null,
    next: page < lastPage ? to(page + 1) : null,
    sizes: pageSizes(state.largest).map((size) => ({
      size,
      path: listAddress(type, state, { size }),
      isCurrent: size === state.size,
    })),
  }
}

export function countWords({ total, isEstimate }: Page['count']): string {
  return isEstimate
    ? `cerca de ${format.integer(Math.round(total / 1000) * 1000)}`
    : format.integer(total)
}

/** Address that sorts by a column: a second click turns the direction round. */
export function sortViews(type: RecordType, state: ListState) {
  return Object.fromEntries(
    type.list.sortable.map((column) => {
      const isCurrent = state.sort.column === column
      const direction =
        isCurrent && state.sort.direction === 'asc' ? ('desc' as const) : ('asc' as const)
      return [
        column,
        {
          path: listAddress(type, state, { sort: { column, direction } }),
          aria: isCurrent ? (state.sort.direction === 'asc' ? 'ascending' : 'descending') : null,
        },
      ]
    })
  )
}
