import type { EnumOption } from '#core/records/index'

/** What a difference may be found in: the checks of the books, by their names. */
export const EXPLAINED: readonly EnumOption[] = [
  { value: 'accounting.receivables', label: 'Contas a receber' },
  { value: 'accounting.cash', label: 'Bancos e valores em trânsito' },
  { value: 'accounting.revenue', label: 'Receita faturada' },
  { value: 'accounting.late_revenue', label: 'Multas e juros' },
  { value: 'accounting.third_parties', label: 'Valores de terceiros' },
  { value: 'accounting.customer_credits', label: 'Créditos de usuários e valores a identificar' },
  { value: 'accounting.withheld_taxes', label: 'Tributos retidos por pagadores' },
  { value: 'receivables.balance', label: 'Saldo dos débitos' },
]
