import type { EnumOption } from '#core/records/index'
import type { ReportColumn, ReportFilter } from '#core/reports/index'

/** The accounts of the chart in force on a day: code, title, nature and class. */
export const chartOn = (day: string): string => `
  select a->>'code' as code, a->>'title' as title, a->>'nature' as nature, a->>'class' as class
    from (select v.content::jsonb as content
            from configuration_versions v join configuration_items t on t.id = v.item_id
           where t.kind = 'chart-of-accounts' and t.key = 'default' and coalesce(t.municipality_id, :municipality) = :municipality
             and v.status = 'approved' and v.in_force_from <= ${day} and coalesce(v.in_force_until, 'infinity') >= ${day}
           order by t.municipality_id nulls last, v.in_force_from desc limit 1) chart,
         jsonb_array_elements(chart.content->'accounts') a`

/** What the events of the ledger belong to, as accountants speak of them. */
export const PROCESSES: readonly EnumOption[] = [
  { value: 'billing', label: 'Faturamento' },
  { value: 'correction', label: 'Correção de faturas' },
  { value: 'plan', label: 'Parcelamentos' },
  { value: 'active_debt', label: 'Dívida ativa' },
  { value: 'receipt', label: 'Arrecadação' },
  { value: 'late', label: 'Encargos por atraso' },
  { value: 'loss', label: 'Diferenças dispensadas' },
  { value: 'provision', label: 'Provisão' },
  { value: 'tax', label: 'Tributos' },
  { value: 'loan', label: 'Empréstimos' },
  { value: 'manual', label: 'Lançamentos manuais' },
  { value: 'opening', label: 'Saldos de abertura' },
]

export const processOf = (event: string): string => `case
  when ${event} in ('invoice_charge_issued', 'third_party_charge_issued', 'credit_applied', 'estimate_credit',
    'third_party_estimate_credit') then 'billing'
  when ${event} in ('invoice_charge_reversed', 'third_party_charge_reversed', 'credit_application_reversed', 'correction_credit',
    'estimate_credit_reversed', 'third_party_estimate_credit_reversed')
    then 'correction'
  when ${event} in ('late_charge', 'third_party_late_charge', 'late_charge_reversed', 'third_party_late_charge_reversed') then 'late'
  when ${event} in ('shortfall_forgiven', 'third_party_forgiven', 'shortfall_restored', 'third_party_restored',
    'debt_written_off', 'debt_write_off_reversed') then 'loss'
  when ${event} in ('provision_recorded', 'provision_reversed') then 'provision'
  when starts_with(${event}, 'plan_') then 'plan'
  when ${event} in ('debt_inscribed', 'debt_released', 'debt_release_reversed') then 'active_debt'
  when ${event} = 'tax_assessed' then 'tax'
  when ${event} = 'loan_interest_accrued' then 'loan'
  when ${event} = 'manual_entry' then 'manual'
  when ${event} in ('opening_debt', 'third_party_opening_debt', 'opening_credit') then 'opening'
  else 'receipt' end`

/** In the SQL as `:account`: an account, or the beginning of the code of several. */
export const accountFilter: ReportFilter = {
  name: 'account',
  label: 'Conta (ou o começo dela)',
  type: 'text',
}

export const processFilter: ReportFilter = {
  name: 'process',
  label: 'Processo',
  type: 'enum',
  options: PROCESSES,
}

export const processColumn: ReportColumn = {
  name: 'process',
  label: 'Processo',
  type: 'enum',
  options: PROCESSES,
}

export const OF_ACCOUNT = (column: string): string =>
  `(:account::text is null or ${column} = :account or starts_with(${column}, :account || '.'))`

/** What a charge is called among the charge types, with its part: `Água`, `Água · fine`. */
export const RUBRIC = `coalesce(t.name, it.charge_type)`

export const invoiceColumn: ReportColumn = {
  name: 'invoice_id',
  label: 'Fatura',
  type: 'reference',
  record: 'billing.invoices',
}
