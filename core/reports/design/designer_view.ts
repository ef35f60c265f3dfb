import type { Actor } from '#core/actions/index'
import {
  PRESETS,
  type RecordField,
  type RecordType,
  fewOptions,
  isDated,
  isRange,
  presetsOf,
} from '#core/records/index'
import { chartValues, designProblems, howsOf, sortFields, totalsOf } from './check_design.ts'
import {
  CHARTS,
  type DesignContent,
  type DesignFilter,
  HOWS,
  MOST_GROUPS,
  SPANS,
  TOTALS,
} from './content.ts'
import { type Reach, type Source, mayGroup, reachLabel } from './fields.ts'
import { type Choice, choicesOf, targetOf } from '../view/filter_view.ts'

interface FieldGroup {
  readonly title: string
  readonly fields: readonly Choice[]
}

const choices = (words: Readonly<Record<string, string>>): Choice[] =>
  Object.entries(words).map(([value, label]) => ({ value, label }))

/** The fields of the source by where they come from: its own, those added, those of each record that it points to. */
function fieldGroups(
  { type, reaches }: Source,
  isOffered: (reach: Reach) => boolean
): FieldGroup[] {
  const groups = new Map<string, Choice[]>()
  for (const reach of reaches.values()) {
    if (!isOffered(reach)) continue
    const { field, via } = reach
    const title = via
      ? `De ${via.label}`
      : field.customKey
        ? 'Campos acrescentados'
        : type.title.many
    groups.set(title, [
      ...(groups.get(title) ?? []),
      { value: reach.path, label: reachLabel(reach) },
    ])
  }
  return [...groups].map(([title, fields]) => ({ title, fields }))
}

const inputOf = (field: RecordField) =>
  isDated(field) ? 'date' : field.type === 'refmonth' ? 'month' : 'text'

/** A record among too many for a list: found as one types. */
async function searchView({ values: [value] = [] }: DesignFilter, type: RecordType, actor: Actor) {
  const [chosen] = value ? ((await fewOptions(type, actor, { only: [value] })) ?? []) : []
  return { path: `${type.path}/options?by=id`, label: chosen?.text ?? '' }
}

async function filterView(filter: DesignFilter, source: Source, actor: Actor) {
  const reach = source.reaches.get(filter.field)!
  const { field } = reach
  const hows = howsOf(field)
  const target = targetOf(field)
  const options = filter.how === 'is' ? await choicesOf(field, actor) : null
  const hasValue = filter.how !== 'empty' && filter.how !== 'filled'
  return {
    ...{ path: filter.field, how: filter.how, label: reachLabel(reach), hasValue },
    hows: hows.map((how) => ({ value: how, label: HOWS[how] })),
    isAsked: filter.is_asked,
    isRequired: filter.is_required === true,
    input: inputOf(field),
    values: filter.values ?? [],
    options,
    search:
      filter.how === 'is' && !options && target ? await searchView(filter, target, actor) : null,
    text: filter.text ?? '',
    from: filter.from ?? '',
    to: filter.to ?? '',
    preset: filter.preset ?? '',
    presets: isRange(field)
      ? presetsOf(field.type).map((value) => ({ value, label: PRESETS[value] }))
      : [],
  }
}

function groupSlots({ groups, columns }: DesignContent, source: Source) {
  const slots = groups.map(({ field, by }) => ({
    ...{ path: field, by: by ?? '' },
    isDated: isDated(source.reaches.get(field)!.field),
  }))
  const isOpen = slots.length < MOST_GROUPS && (columns.length > 0 || slots.length > 0)
  return isOpen ? [...slots, { path: '', by: '', isDated: false }] : slots
}

/** Everything that the designer's form shows of a report as it stands. */
export async function designerView(content: DesignContent, source: Source, actor: Actor) {
  const may = ({ owner, via }: Reach) => !via || actor.permissions.has(owner.permissions.read)
  const labelFor = (path: string) =>
    path === 'count' ? 'Quantidade' : reachLabel(source.reaches.get(path)!)
  const named = (paths: readonly string[]) =>
    paths.map((value) => ({ value, label: labelFor(value) }))
  return {
    content,
    fields: fieldGroups(source, may),
    groupFields: fieldGroups(source, (reach) => may(reach) && mayGroup(reach.field)),
    columns: content.columns.map(({ field, label = '', total = '' }, index) => ({
      ...{ path: field, heading: label, total, label: labelFor(field) },
      totals: totalsOf(source.reaches.get(field)!.field).map((value) => ({
        value,
        label: TOTALS[value as keyof typeof TOTALS],
      })),
      isFirst: index === 0,
      isLast: index === content.columns.length - 1,
    })),
    filters: await Promise.all(content.filters.map((one) => filterView(one, source, actor))),
    groups: groupSlots(content, source),
    spans: choices(SPANS),
    charts: choices(CHARTS),
    chartValues: named(chartValues(content)),
    sorts: named(sortFields(content)),
    problems: problemsOf(content, source),
  }
}

/** What keeps it from being saved. */
export function problemsOf(content: DesignContent, source: Source): string[] {
  const found = designProblems(content, (path) => source.reaches.get(path)?.field ?? null)
  const isNamed = content.title.length >= 3
  return [
    ...(isNamed ? [] : ['Dê um título de pelo menos três letras.']),
    ...(content.columns.length ? [] : ['Acrescente ao menos uma coluna.']),
    ...found,
  ]
}
