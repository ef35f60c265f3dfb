import type { Actor } from '#core/actions/index'
import { registries } from '#core/kernel/index'
import { seesPersonal } from '../access.ts'
import { showValue } from '../fields/show_value.ts'
import { isRange, isText } from '../fields/families.ts'
import { type FilterValue, boundText, filterable } from '../query/filters.ts'
import { targetOf } from '../query/labels.ts'
import { type ListState, listAddress } from '../query/list_state.ts'
import { PRESETS, presetsOf } from '../query/presets.ts'
import type { RecordField, RecordType } from '../types.ts'
import type { ViewContext } from './list_view.ts'
import { type ReferenceOption, fewOptions } from './options.ts'

export interface FilterView {
  readonly name: string
  readonly label: string
  readonly kind: 'options' | 'range' | 'reference' | 'text'
  readonly input: string
  readonly options: readonly (ReferenceOption & { readonly isChosen: boolean })[]
  readonly from: string
  readonly to: string
  /** What was typed, and whether the value holds it or begins with it. */
  readonly text: string
  readonly how: 'has' | 'begins'
  /** Spans of the calendar that may be chosen. */
  readonly presets: readonly {
    readonly value: string
    readonly text: string
    readonly isChosen: boolean
  }[]
  /** `empty`, `filled`, or nothing; not offered where the value is always there. */
  readonly mayBeEmpty: boolean
  readonly is: string
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
  const isSeen = seesPersonal(context.actor, type)
  const wanted = filterable(type).filter(
    ({ name, isPersonal }) =>
      state.filters.has(name) || (declared.has(name) && (isSeen || !isPersonal))
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
  const filter = state.filters.get(field.name)
  const removePath = listAddress(type, state, { without: field.name })
  const base = { ...describe(field, filter), removePath }
  const words = wordsOf(field, filter, context.timeZone)
  if (isRange(field) || (isText(field) && filter?.kind !== 'values')) {
    const kind = isRange(field) ? ('range' as const) : ('text' as const)
    return { ...base, kind, options: [], summary: words, optionsPath: null }
  }
  const chosen = filter?.kind === 'values' ? filter.values : []
  const { options, ...found } = await filterOptions(field, chosen, context.actor)
  const named = options.filter(({ value }) => chosen.includes(value)).map(({ text }) => text)
  return {
    ...base,
    ...found,
    options: options.map((option) => ({ ...option, isChosen: chosen.includes(option.value) })),
    summary: filter?.kind === 'values' ? (named.length ? named : chosen).join(', ') : words,
  }
}

/** What the panel of a filter shows, but for what may be chosen. */
function describe(field: RecordField, filter: FilterValue | undefined) {
  const typed = filter?.kind === 'text' ? filter : null
  return {
    name: field.name,
    label: field.label,
    input: INPUTS[field.type] ?? 'text',
    isOn: filter !== undefined,
    mayBeEmpty: !field.isRequired,
    is: filter?.kind === 'empty' ? (filter.isEmpty ? 'empty' : 'filled') : '',
    presets: presetViews(field, filter),
    ...boundsOf(field, filter),
    text: typed?.text ?? '',
    how: typed?.how ?? ('has' as const),
  }
}

function boundsOf(field: RecordField, filter: FilterValue | undefined) {
  const range = filter?.kind === 'range' && !filter.preset ? filter : { from: null, to: null }
  return {
    from: boundText(field, range.from).slice(0, 10),
    to: boundText(field, range.to).slice(0, 10),
  }
}

const presetViews = ({ type }: RecordField, filter: FilterValue | undefined) =>
  presetsOf(type).map((value) => ({
    value,
    text: PRESETS[value],
    isChosen: filter?.kind === 'range' && filter.preset === value,
  }))

function wordsOf(
  field: RecordField,
  filter: FilterValue | undefined,
  timeZone: string
): string | null {
  if (!filter || filter.kind === 'values') return null
  if (filter.kind === 'empty') return filter.isEmpty ? 'vazio' : 'preenchido'
  if (filter.kind === 'text')
    return `${filter.how === 'has' ? 'contém' : 'começa com'} “${filter.text}”`
  return filter.preset ? PRESETS[filter.preset].toLowerCase() : rangeWords(field, filter, timeZone)
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
