import type { ReportColumn, ReportFilter } from '#core/reports/index'

/** In the SQL as `:agent_id`. */
export const bankFilter: ReportFilter = {
  ...{ name: 'agent_id', label: 'Banco', type: 'reference', record: 'payments.agents' },
}

export const OF_BANK = '(:agent_id::bigint is null or a.id = :agent_id::bigint)'

export const bankColumn: ReportColumn = { name: 'bank', label: 'Banco', type: 'text' }
export const BANK = `a.code || ' ' || a.name as bank`

export const customerColumn: ReportColumn = {
  ...{ name: 'customer', label: 'Cliente', type: 'text', isPersonal: true },
}

export const invoiceColumn: ReportColumn = {
  ...{ name: 'invoice_id', label: 'Fatura', type: 'reference', record: 'billing.invoices' },
}

export const occurrenceColumn: ReportColumn = {
  ...{ name: 'occurrence', label: 'Resposta do banco', type: 'lookup' },
  lookup: 'payments.direct_debit_occurrences',
}
