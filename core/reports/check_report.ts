import { isNumber } from '#core/records/fields/families'
import type { Report } from './report.ts'
import { namesOf } from './run/bind.ts'

/** What is wrong with the declaration of a report; the start of the system tells it by name. */
export function reportProblems(report: Report): string[] {
  const columns = new Map(report.columns.map((column) => [column.name, column]))
  const filters = new Set(report.filters.map(({ name }) => name))
  const pointed = [
    report.sort.column,
    ...(report.groups ?? []),
    ...(report.levels ?? []),
    ...(report.chart ? [report.chart.category, report.chart.value] : []),
  ]
  return [
    ...pointed.filter((name) => !columns.has(name)).map((name) => `there is no column "${name}"`),
    ...report.columns
      .filter((column) => column.isTotal && !isNumber(column))
      .map(({ name }) => `column "${name}" is no number and cannot be added up`),
    ...namesOf(report.sql)
      .filter(
        (name) => name !== 'municipality' && !filters.has(name) && !(name in (report.bound ?? {}))
      )
      .map((name) => `the SQL names :${name}, which is no filter`),
    ...(report.ofVersion && !filters.has(report.ofVersion.filter)
      ? [`there is no filter "${report.ofVersion.filter}" for versions`]
      : []),
    ...(namesOf(report.sql).includes('municipality')
      ? []
      : ['the SQL does not keep to the municipality']),
    ...[...columns.keys(), ...filters]
      .filter((name) => !/^[a-z][a-z0-9_]*$/.test(name))
      .map((name) => `"${name}" is no name for a column`),
  ].map((problem) => `report "${report.name}": ${problem}`)
}
