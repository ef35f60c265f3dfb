import type { ReportFilter } from '#core/reports/index'

/** In the SQL as `:year`, four figures. */
export const yearFilter: ReportFilter = {
  ...{ name: 'year', label: 'Ano', type: 'text', isRequired: true, maxLength: 4 },
  initial: ({ today }) => today.slice(0, 4),
}

/** In the SQL as `:city`. */
export const cityFilter: ReportFilter = {
  ...{ name: 'city', label: 'Município', type: 'reference', record: 'registry.cities' },
}
