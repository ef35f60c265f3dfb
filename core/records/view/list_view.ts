import type { Actor } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { format, pageNumbers } from '#core/web/index'
import { fieldOf, recordPath, seesPersonal } from '../access.ts'
import { type Shown, showValue } from '../fields/show_value.ts'
import { findLabels, targetOf } from '../query/labels.ts'
import { type Page, type Row } from '../query/list_rows.ts'
import {
  type ListState,
  PAGE_SIZES,
  boundText,
  filterable,
  isRange,
  listAddress,
} from '../query/list_state.ts'
import type { RecordField, RecordType } from '../types.ts'
import { type ReferenceOption, fewOptions } from './options.ts'

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

/** The cells of some rows: labels of references cost one query per record type pointed to. */
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

export interface FilterView {
  readonly name: string
  readonly label: string
  readonly kind: 'options' | 'range' | 'reference'
  readonly input: string
  readonly options: readonly (ReferenceOption & { readonly isChosen: boolean })[]
  readonly from: string
  readonly to: string
  /** Values in words when the filter is on. */
  readonly summary: string | null
  readonly removePath: string
  readonly optionsPath: string | null
  readonly isOn: boolean
}

const INPUTS: Readonly<Record<string, string>> = {
  date: 'date',
  datetime: 'date',
  refmonth: 'month',
}

/** The filters of a list: what may be chosen, what is on, and the address without each. */
export async function filterViews(
  type: RecordType,
  state: ListState,
  context: ViewContext
): Promise<FilterView[]> {
  const declared = new Set(type.list.filters)
  const wanted = filterable(type).filter(
    ({ name }) => declared.has(name) || state.filters.has(name)
  )
  return Promise.all(wanted.map((field) => filterView(type, state, { field, context })))
}

interface OneFilter {
  readonly field: RecordField
  readonly context: ViewContext
}

async function filterView(
  type: RecordType,
  state: ListState,
  { field, context }: OneFilter
): Promise<FilterView> {
  const base = {
    name: field.name,
    label: field.label,
    input: INPUTS[field.type] ?? 'text',
    removePath: listAddress(type, state, { without: field.name }),
    isOn: state.filters.has(field.name),
  }
  const filter = state.filters.get(field.name)
  if (isRange(field)) {
    const range = filter?.kind === 'range' ? filter : { from: null, to: null }
    const [from, to] = [range.from, range.to].map((value) => boundText(field, value).slice(0, 10))
    const summary = base.isOn ? rangeWords(field, range, context.timeZone) : null
    return { ...base, kind: 'range', options: [], from: from!, to: to!, summary, optionsPath: null }
  }
  const chosen = filter?.kind === 'values' ? filter.values : []
  const { options, ...found } = await filterOptions(field, chosen, context.actor)
  const words = options.filter(({ value }) => chosen.includes(value)).map(({ text }) => text)
  return {
    ...base,
    ...found,
    options: options.map((option) => ({ ...option, isChosen: chosen.includes(option.value) })),
    from: '',
    to: '',
    summary: base.isOn ? (words.length ? words : chosen).join(', ') : null,
  }
}

/** Everything that may be chosen, or only what is chosen where one types to find the rest. */
async function filterOptions(field: RecordField, chosen: readonly string[], actor: Actor) {
  const target = registries().records.find(targetOf(field) ?? '')
  if (!target) return { kind: 'options' as const, options: plainOptions(field), optionsPath: null }
  const key = field.type === 'lookup' ? 'code' : 'id'
  const few = await fewOptions(target, actor, { key, kept: chosen[0] })
  if (few) return { kind: 'options' as const, options: few, optionsPath: null }
  const options = chosen.length
    ? ((await fewOptions(target, actor, { key, only: chosen })) ?? [])
    : []
  return { kind: 'reference' as const, options, optionsPath: `${target.path}/options?by=${key}` }
}

function plainOptions(field: RecordField): ReferenceOption[] {
  if (field.type === 'boolean')
    return [
      { value: 'true', text: 'Sim' },
      { value: 'false', text: 'Não' },
    ]
  return (field.options ?? []).map(({ value, label }) => ({ value, text: label }))
}

function rangeWords(
  field: RecordField,
  { from, to }: { from: unknown; to: unknown },
  timeZone: string
): string {
  const show = (value: unknown) =>
    showValue(field, value, { timeZone, seesPersonal: true, reference: () => undefined }).text
  if (from !== null && to !== null) return `${show(from)} a ${show(to)}`
  return from === null ? `até ${show(to)}` : `desde ${show(from)}`
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
    sizes: PAGE_SIZES.map((size) => ({
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
