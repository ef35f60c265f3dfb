import type { FilterContext, ReportFilter } from './report.ts'

const today = ({ today: day }: FilterContext): string => day
const thisMonth = ({ today: day }: FilterContext): string => day.slice(0, 7)

/** From the first day of this month until today, in the SQL as `:from_on` and `:until_on`. */
export const periodFilters: readonly ReportFilter[] = [
  {
    name: 'from_on',
    label: 'De',
    type: 'date',
    isRequired: true,
    initial: (context) => `${thisMonth(context)}-01`,
  },
  { name: 'until_on', label: 'Até', type: 'date', isRequired: true, initial: today },
]

/** The day of a balance, in the SQL as `:position_on`. */
export const positionFilter: ReportFilter = {
  name: 'position_on',
  label: 'Posição em',
  type: 'date',
  isRequired: true,
  initial: today,
}

/** One month, in the SQL as `:reference`. */
export const monthFilter: ReportFilter = {
  name: 'reference',
  label: 'Referência',
  type: 'refmonth',
  isRequired: true,
  initial: thisMonth,
}

/** Months in a row, in the SQL as `:from_reference` and `:until_reference`. */
export const monthFilters: readonly ReportFilter[] = [
  { ...monthFilter, name: 'from_reference', label: 'Da referência' },
  { ...monthFilter, name: 'until_reference', label: 'Até a referência' },
]

export const yearFilter: ReportFilter = {
  ...{ name: 'year', label: 'Ano', type: 'integer', isRequired: true },
  initial: (context) => context.today.slice(0, 4),
}
