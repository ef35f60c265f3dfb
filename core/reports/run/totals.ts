import type { Report, ReportColumn, Total } from '../report.ts'

/** How a column is totalled, or nothing. */
export const totalOf = ({ total, isTotal }: ReportColumn): Total | null =>
  total ?? (isTotal ? 'sum' : null)

export const totalColumns = ({ columns }: Report): ReportColumn[] =>
  columns.filter((column) => totalOf(column) !== null)

/** A column as its total reads: a count of names is a number, an average has decimals. */
export function asTotal(column: ReportColumn): ReportColumn {
  const how = totalOf(column)
  if (how === 'count') return { ...column, type: 'integer', unit: undefined, isPersonal: false }
  if (how === 'average' && column.type === 'integer') return { ...column, type: 'decimal' }
  return column
}

/** The total of a column in SQL; averages are rounded to cents or hundredths, half away from zero, for reading only. */
export function totalSql(column: ReportColumn): string {
  const { name, type } = column
  switch (totalOf(column)) {
    case 'count':
      return `count(${name})`
    case 'average':
      return `round(avg(${name}), ${type === 'money' ? 0 : 2})`
    case 'min':
      return `min(${name})`
    case 'max':
      return `max(${name})`
    default:
      return `sum(${name})`
  }
}

export const totalsSql = (report: Report): string =>
  totalColumns(report)
    .map((column) => `, ${totalSql(column)} as ${column.name}`)
    .join('')

const WORDS: Readonly<Record<Total, string>> = {
  sum: 'soma',
  count: 'contagem',
  average: 'média',
  min: 'mínimo',
  max: 'máximo',
}

/** How a total is called: a sum needs no word where only sums are expected. */
export const totalWord = (how: Total): string => WORDS[how]
