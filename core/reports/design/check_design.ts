import { type RecordField, isDated, isNumber, isRange } from '#core/records/index'
import type { DesignContent, DesignFilter, FieldPath, How } from './content.ts'
import { isChoice, mayGroup } from './fields.ts'

/** Finds a field; `added` is one of which only its municipality knows. */
export type Finder = (path: FieldPath) => RecordField | 'added' | null

/** What may be asked of a field of each type. */
export function howsOf(field: RecordField): How[] {
  const rest: How[] = field.isRequired ? [] : ['empty', 'filled']
  if (isChoice(field)) return ['is', ...rest]
  if (isRange(field)) return ['range', ...rest]
  return ['has', 'begins', 'is', ...rest]
}

/** What may be worked out of a field of each type. */
export function totalsOf(field: RecordField): string[] {
  if (isNumber(field)) return ['sum', 'count', 'average', 'min', 'max']
  return isDated(field) || field.type === 'refmonth' ? ['count', 'min', 'max'] : ['count']
}

/** Everything that makes a composed report wrong, in Portuguese, by its place in the content. */
export function designProblems(content: DesignContent, find: Finder): string[] {
  return [
    ...columnProblems(content, find),
    ...content.filters.flatMap((filter, index) => filterProblems(filter, index, find)),
    ...groupProblems(content, find),
    ...summaryProblems(content),
    ...orderProblems(content),
    ...chartProblems(content),
  ]
}

function columnProblems({ columns }: DesignContent, find: Finder): string[] {
  return columns.flatMap(({ field: path, total }, index) => {
    const field = find(path)
    if (!field) return [`A coluna ${index + 1} usa o campo “${path}”, que não existe.`]
    if (field === 'added' || !total || totalsOf(field).includes(total)) return []
    return [`A coluna ${index + 1}, ${field.label}, não admite esse total.`]
  })
}

function filterProblems(filter: DesignFilter, index: number, find: Finder): string[] {
  const number = index + 1
  const field = find(filter.field)
  if (!field) return [`O filtro ${number} usa o campo “${filter.field}”, que não existe.`]
  if (field === 'added') return []
  if (!howsOf(field).includes(filter.how))
    return [`O filtro ${number}, ${field.label}, não admite essa comparação.`]
  if (filter.is_asked || filter.how === 'empty' || filter.how === 'filled') return []
  const isFilled = [filter.preset, filter.from, filter.to, filter.text].some(Boolean)
  return isFilled || filter.values?.length
    ? []
    : [`O filtro ${number}, ${field.label}, não tem valor: escreva um ou marque “Perguntar”.`]
}

function groupProblems({ groups }: DesignContent, find: Finder): string[] {
  const seen = new Set<string>()
  return groups.flatMap(({ field: path, by }) => {
    const field = find(path)
    if (!field) return [`O agrupamento usa o campo “${path}”, que não existe.`]
    const key = `${path}/${by ?? ''}`
    if (seen.has(key)) return ['O mesmo agrupamento está duas vezes.']
    seen.add(key)
    if (field === 'added') return []
    if (!mayGroup(field))
      return [`${field.label} não serve para agrupar: quase todo valor é um só.`]
    if (field.type === 'datetime' && !by)
      return [`Escolha se ${field.label} agrupa por dia, mês ou ano.`]
    return by && !isDated(field) ? [`${field.label} não é uma data.`] : []
  })
}

function summaryProblems({ is_summary: isSummary, groups, columns }: DesignContent): string[] {
  if (!isSummary) {
    const grouped = new Set(groups.map(({ field }) => field))
    const isEmpty = columns.every(({ field }) => grouped.has(field))
    return isEmpty ? ['Escolha ao menos uma coluna além dos agrupamentos.'] : []
  }
  return groups.length ? [] : ['Para mostrar só os totais, escolha ao menos um agrupamento.']
}

/** What a report may be put in order by: its columns, its groups, and how many when it shows only totals. */
export function sortFields({ columns, groups, is_summary: isSummary }: DesignContent): string[] {
  const totalled = columns.filter(({ total }) => total !== undefined)
  return [
    ...new Set([
      ...groups.map(({ field }) => field),
      ...(isSummary ? ['count'] : []),
      ...(isSummary ? totalled : columns).map(({ field }) => field),
    ]),
  ]
}

const orderProblems = (content: DesignContent): string[] =>
  content.sort && !sortFields(content).includes(content.sort.field)
    ? ['A ordem usa um campo que não está nas colunas.']
    : []

/** What a chart may draw: how many, or a total of the report. Averages of groups cannot be added up to one of a larger group. */
export const chartValues = ({ columns, is_summary: isSummary }: DesignContent): string[] => [
  'count',
  ...new Set(
    columns
      .filter(({ total }) => total !== undefined && !(isSummary && total === 'average'))
      .map(({ field }) => field)
  ),
]

function chartProblems(content: DesignContent): string[] {
  const { chart, groups } = content
  if (!chart) return []
  if (!groups.length) return ['O gráfico precisa de um agrupamento.']
  return chartValues(content).includes(chart.value)
    ? []
    : [
        'O gráfico usa uma coluna sem total que se possa somar. Escolha outro total para ela, ou a quantidade.',
      ]
}
