import { isDated } from '#core/records/index'
import {
  CHARTS,
  type DesignColumn,
  type DesignContent,
  type DesignFilter,
  type DesignGroup,
  HOWS,
  type How,
  MOST_COLUMNS,
  MOST_FILTERS,
  MOST_GROUPS,
  SPANS,
  TOTALS,
} from './content.ts'
import { howsOf, sortFields, totalsOf } from './check_design.ts'
import { type Source } from './fields.ts'

type Given = Readonly<Record<string, unknown>>

const textOf = (value: unknown): string => (typeof value === 'string' ? value.trim() : '')
const oneOf = <T extends string>(value: unknown, words: Readonly<Record<T, string>>) =>
  textOf(value) in words ? (textOf(value) as T) : undefined
const isOn = (value: unknown) => textOf(value) === 'true'

/** Rows of a form, whether the parser made a list or an object of them. */
const rowsOf = (value: unknown): Given[] =>
  Object.values((value ?? {}) as Record<string, unknown>).map((row) => row as Given)

/** A report that nobody has begun: nothing but its source. */
export const emptyDesign = (source: string): DesignContent => ({
  ...{ title: '', help: '', section: 'Relatórios da autarquia', source },
  ...{ columns: [], filters: [], groups: [], is_summary: false, sort: null, chart: null },
  orientation: 'landscape',
})

/** What to begin with when a source is chosen: the columns of its list. */
export function firstDesign({ type, reaches }: Source): DesignContent {
  const columns = type.list.columns.filter((name) => reaches.has(name)).slice(0, 8)
  return { ...emptyDesign(type.name), columns: columns.map((field) => ({ field })) }
}

/** What the form of the designer holds. What no longer fits, as a total of a field that was changed, is left out. */
export function designFromForm(given: Given, source: Source): DesignContent {
  const columns = rowsOf(given.columns).flatMap((row) => columnOf(row, source))
  const content: DesignContent = {
    title: textOf(given.title).slice(0, 80),
    help: textOf(given.help).slice(0, 200),
    section: textOf(given.section).slice(0, 40) || 'Relatórios da autarquia',
    source: source.type.name,
    columns,
    filters: rowsOf(given.filters).flatMap((row) => filterOf(row, source)),
    groups: rowsOf(given.groups)
      .flatMap((row) => groupOf(row, source))
      .slice(0, MOST_GROUPS),
    is_summary: isOn(given.is_summary),
    sort: null,
    chart: null,
    orientation: given.orientation === 'portrait' ? 'portrait' : 'landscape',
  }
  return { ...content, sort: sortOf(given, content), chart: chartOf(given) }
}

function columnOf(row: Given, { reaches }: Source): DesignColumn[] {
  const reach = reaches.get(textOf(row.field))
  if (!reach) return []
  const total = oneOf(row.total, TOTALS)
  const label = textOf(row.label).slice(0, 60)
  return [
    {
      field: reach.path,
      ...(label ? { label } : {}),
      ...(total && totalsOf(reach.field).includes(total) ? { total } : {}),
    },
  ]
}

function filterOf(row: Given, { reaches }: Source): DesignFilter[] {
  const reach = reaches.get(textOf(row.field))
  if (!reach) return []
  const hows = howsOf(reach.field)
  const wanted = oneOf<How>(row.how, HOWS)
  const how = wanted && hows.includes(wanted) ? wanted : hows[0]!
  const isAsked = isOn(row.is_asked) && how !== 'empty' && how !== 'filled'
  const values = [row.values ?? []].flat().map(textOf).filter(Boolean)
  const kept = (name: string, length: number) => {
    const text = textOf(row[name]).slice(0, length)
    return text ? { [name]: text } : {}
  }
  return [
    {
      ...{ field: reach.path, how, is_asked: isAsked },
      ...(isAsked && isOn(row.is_required) ? { is_required: true } : {}),
      ...(how === 'is' && values.length ? { values: isAsked ? values.slice(0, 1) : values } : {}),
      ...(how === 'has' || how === 'begins' ? kept('text', 100) : {}),
      ...(how === 'range' ? { ...kept('from', 40), ...kept('to', 40), ...kept('preset', 20) } : {}),
    },
  ]
}

function groupOf(row: Given, { reaches }: Source): DesignGroup[] {
  const reach = reaches.get(textOf(row.field))
  if (!reach) return []
  if (!isDated(reach.field)) return [{ field: reach.path }]
  return [{ field: reach.path, by: oneOf(row.by, SPANS) ?? 'month' }]
}

function sortOf({ sort, direction }: Given, content: DesignContent): DesignContent['sort'] {
  const field = textOf(sort)
  if (!sortFields(content).includes(field)) return null
  return { field, direction: direction === 'desc' ? 'desc' : 'asc' }
}

function chartOf({ chart, chart_value: value }: Given): DesignContent['chart'] {
  const kind = oneOf(chart, CHARTS)
  return kind ? { kind, value: textOf(value) || 'count' } : null
}

/** What a button or a choice of the designer asks: `columns.up.2`, `filters.remove.0`; and what its lists add. */
export function changeDesign(content: DesignContent, given: Given, source: Source): DesignContent {
  const added = addTo(content, given, source)
  const [list, verb, at = ''] = textOf(given.do).split('.')
  const index = Number(at)
  if (list === 'columns') return { ...added, columns: moved(added.columns, verb, index) }
  if (list === 'filters') return { ...added, filters: moved(added.filters, verb, index) }
  return added
}

function addTo(content: DesignContent, given: Given, { reaches }: Source): DesignContent {
  const [column, filter] = ['add_column', 'add_filter'].map((name) =>
    reaches.get(textOf(given[name]))
  )
  const { columns, filters } = content
  return {
    ...content,
    columns: [...columns, ...(column ? [{ field: column.path }] : [])].slice(0, MOST_COLUMNS),
    filters: [
      ...filters,
      ...(filter ? [{ field: filter.path, how: howsOf(filter.field)[0]!, is_asked: true }] : []),
    ].slice(0, MOST_FILTERS),
  }
}

function moved<T>(list: readonly T[], verb: string | undefined, index: number): T[] {
  const rows = [...list]
  if (!(index in rows)) return rows
  const [row] = rows.splice(index, 1)
  if (verb === 'up') rows.splice(Math.max(0, index - 1), 0, row!)
  else if (verb === 'down') rows.splice(index + 1, 0, row!)
  else if (verb !== 'remove') rows.splice(index, 0, row!)
  return rows
}
