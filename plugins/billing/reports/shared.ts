import type { FilterContext, ReportFilter } from '#core/reports/index'

/** The month of an invoice; the one before this is the last that was billed whole. */
export const referenceFilter: ReportFilter = {
  name: 'reference',
  label: 'Referência',
  type: 'refmonth',
  isRequired: true,
  initial: ({ today }: FilterContext) => today.slice(0, 7),
}

export const groupFilter: ReportFilter = {
  name: 'billing_group',
  label: 'Grupo de faturamento',
  type: 'reference',
  record: 'registry.billing_groups',
}

/** Versions that stand: a replaced or cancelled invoice is no billing. */
export const STANDING = `i.settlement not in ('cancelled', 'replaced')`
