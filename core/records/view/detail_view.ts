import { registries } from '#core/kernel/index'
import { fieldOf, mayRead, seesPersonal } from '../access.ts'
import { type Shown, showValue } from '../fields/show_value.ts'
import { findLabels, labelText } from '../query/labels.ts'
import { type Count, type Row, countUpTo, listRows } from '../query/list_rows.ts'
import { type ListState, listAddress } from '../query/list_state.ts'
import { ownTabs } from '../attachments/panels.ts'
import type { RecordType, RelatedList } from '../types.ts'
import { bySection } from './form_view.ts'
import { type TableView, type ViewContext, countWords, tableView } from './list_view.ts'

export interface DetailView {
  readonly label: string
  readonly status: { readonly tone: string; readonly text: string } | null
  readonly sections: readonly {
    readonly title: string | null
    readonly facts: readonly (Shown & { readonly label: string; readonly name: string })[]
  }[]
}

/** The column that says in which state a record is. */
const STATES = ['situation', 'status', 'state']

/** A record's name, state and fields by section. */
export async function detailView(
  type: RecordType,
  row: Row,
  { actor, timeZone }: ViewContext
): Promise<DetailView> {
  const labels = await findLabels(type.fields, [row], actor)
  const isSeen = seesPersonal(actor, type)
  const context = {
    timeZone,
    seesPersonal: isSeen,
    reference: (record: string, id: bigint | string) => labels.get(record, id),
  }
  const state = type.fields.find(({ name, type: kind }) => kind === 'enum' && STATES.includes(name))
  const shown = state && showValue(state, row[state.name], context)
  return {
    label: headingOf(type, row, context),
    status: shown ? { tone: shown.tone ?? 'neutral', text: shown.text } : null,
    sections: bySection(type.fields).map(([title, fields]) => ({
      title,
      facts: fields.map((field) => ({
        name: field.name,
        label: field.label,
        ...showValue(field, row[field.name], context),
      })),
    })),
  }
}

function headingOf(type: RecordType, row: Row, context: Parameters<typeof showValue>[2]): string {
  const field = fieldOf(type, type.label)
  if (field.type === 'reference' || field.type === 'lookup')
    return showValue(field, row[type.label], context).text
  return labelText(type, row[type.label], context.seesPersonal)
}

export interface TabView {
  readonly key: string
  readonly title: string
}

/** A record's own related lists, then those that other plugins add to its page. */
function relatedLists(type: RecordType): readonly RelatedList[] {
  const added = registries().tabs.filter(({ on }) => on === type.name)
  return [...type.related, ...added.toSorted((a, b) => a.place - b.place)]
}

/** Its address: the same whatever lists stand before it. */
const keyOf = ({ record, foreignKey }: RelatedList) => `${record}.${foreignKey}`

/** The related list behind a tab. */
export const relatedListOf = (type: RecordType, key: string): RelatedList | undefined =>
  relatedLists(type).find((related) => keyOf(related) === key)

/**
 * Related lists that the person may read, and the history. On a page of its own, what other plugins add comes first and
 * the fields have a tab.
 */
export function tabViews(type: RecordType, context: ViewContext): TabView[] {
  const { actor } = context
  const related = relatedLists(type).flatMap((list) => {
    const target = registries().records.find(list.record)
    return target && mayRead(actor, target) ? [{ key: keyOf(list), title: list.title }] : []
  })
  const rest = [...ownTabs(type, context), { key: 'history', title: 'Histórico' }]
  if (!type.overview) return [...related, ...rest]
  const own = new Set(type.related.map(keyOf))
  const isAdded = ({ key }: TabView) => !own.has(key)
  const facts = { key: 'facts', title: 'Cadastro' }
  return [...related.filter(isAdded), facts, ...related.filter((tab) => !isAdded(tab)), ...rest]
}

export interface RelatedView {
  readonly table: TableView
  readonly count: Count
  readonly words: string
  readonly allPath: string
  readonly emptyText: string
  /** Pages before and after, by number. */
  readonly page: number
  readonly previous: number | null
  readonly next: number | null
}

const RELATED_SIZE = 25

function relatedState(related: RelatedList, id: bigint, page = 1): ListState {
  const target = registries().records.get(related.record)
  return {
    search: '',
    filters: new Map([[related.foreignKey, { kind: 'values', values: [String(id)] }]]),
    sort: target.list.sort,
    page,
    size: RELATED_SIZE,
    largest: RELATED_SIZE,
  }
}

/** One page of a related list, and the address of the whole. */
export async function relatedView(
  related: RelatedList,
  id: bigint,
  { page: wanted, ...context }: ViewContext & { readonly page?: unknown }
): Promise<RelatedView> {
  const target = registries().records.get(related.record)
  const asked = /^\d{1,6}$/.test(String(wanted)) ? Math.max(1, Number(wanted)) : 1
  const state = relatedState(related, id, asked)
  const { rows, count, lastPage } = await listRows(target, context.actor, state)
  const page = Math.min(asked, lastPage)
  const columns = target.list.columns.filter((name) => name !== related.foreignKey)
  return {
    table: await tableView(target, columns, rows, context),
    count,
    words: countWords(count),
    allPath: `${target.path}${listAddress(target, { ...state, size: 50 })}`,
    emptyText: `Nada em “${related.title}” por enquanto.`,
    page,
    previous: page > 1 ? page - 1 : null,
    next: page < lastPage ? page + 1 : null,
  }
}

/** Counted one by one up to here; more are said as more. */
const COUNTED = 999

/** Tabs with how many records stand behind each related list. */
export async function countedTabs(
  type: RecordType,
  id: bigint,
  context: ViewContext
): Promise<(TabView & { readonly count: string | null })[]> {
  const tabs = tabViews(type, context)
  const lists = tabs.flatMap(({ key }) => {
    const related = relatedListOf(type, key)
    if (!related) return []
    const target = registries().records.get(related.record)
    return [{ key, type: target, filters: relatedState(related, id).filters }]
  })
  const totals = await countUpTo(lists, context.actor, COUNTED + 1)
  const counts = new Map(
    lists.map(({ key }, place) => {
      const total = totals[place]!
      return [key, total > COUNTED ? `mais de ${COUNTED}` : String(total)]
    })
  )
  return tabs.map((tab) => ({ ...tab, count: counts.get(tab.key) ?? null }))
}
