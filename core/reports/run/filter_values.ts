import { type CivilDate, clock } from '#core/calendar/index'
import type { SqlValue } from '#core/database/index'
import { problemOf, readTyped } from '#core/records/index'
import type { Report, ReportFilter } from '../report.ts'

export type Query = Readonly<Record<string, unknown>>

export interface ChosenFilter {
  readonly filter: ReportFilter
  /** As the form shows it. */
  readonly typed: string
  readonly value: SqlValue
  readonly problem: string | null
}

const MAX_TYPED = 120

/** What the address says of each filter, else what the report starts with; a value that cannot be read says why. */
export function chooseFilters(report: Report, query: Query, timeZone: string): ChosenFilter[] {
  const today = clock.today(timeZone)
  return report.filters.map((filter) => choose(filter, query, { today, timeZone }))
}

interface Context {
  readonly today: CivilDate
  readonly timeZone: string
}

function choose(filter: ReportFilter, query: Query, { today, timeZone }: Context): ChosenFilter {
  const given = query[filter.name]
  const typed =
    typeof given === 'string'
      ? given.trim().slice(0, MAX_TYPED)
      : (filter.initial?.({ today }) ?? '')
  if (typed === '') {
    const problem = filter.isRequired ? 'Escolha um valor: o relatório precisa dele.' : null
    return { filter, typed, value: null, problem }
  }
  const read = readTyped(filter, typed, timeZone)
  if ('problem' in read) return { filter, typed, value: null, problem: read.problem }
  const problem = problemOf(filter, read.value)
  return { filter, typed, value: problem ? null : (read.value as SqlValue), problem }
}

export const hasProblem = (chosen: readonly ChosenFilter[]): boolean =>
  chosen.some(({ problem }) => problem !== null)

/** The values by the names that the SQL uses. */
export function valuesOf(
  municipalityId: bigint,
  chosen: readonly ChosenFilter[]
): Record<string, SqlValue> {
  return {
    municipality: municipalityId,
    ...Object.fromEntries(chosen.map(({ filter, value }) => [filter.name, value])),
  }
}
