import type { Account, AccountClass, Purpose } from './chart.ts'

interface Word<V> {
  readonly value: V
  readonly label: string
}

export const CLASSES: readonly Word<AccountClass>[] = [
  { value: 'asset', label: 'Ativo' },
  { value: 'liability', label: 'Passivo' },
  { value: 'expense', label: 'Despesa' },
  { value: 'revenue', label: 'Receita' },
  { value: 'control', label: 'Controle' },
]

export const NATURES: readonly Word<Account['nature']>[] = [
  { value: 'debit', label: 'Devedora' },
  { value: 'credit', label: 'Credora' },
]

/** What the conservation checks add. */
export const PURPOSES: readonly Word<Purpose>[] = [
  { value: 'receivables', label: 'Contas a receber' },
  { value: 'cash', label: 'Caixa e bancos' },
  { value: 'customer_credits', label: 'Créditos de clientes' },
  { value: 'third_parties', label: 'Terceiros' },
  { value: 'revenue', label: 'Receita' },
  { value: 'late_revenue', label: 'Receita de encargos' },
  { value: 'losses', label: 'Perdas' },
  { value: 'withheld_taxes', label: 'Tributos retidos' },
  { value: 'loss_allowance', label: 'Ajuste para perdas' },
  { value: 'loss_expense', label: 'Despesa com ajuste para perdas' },
  { value: 'offsets', label: 'Encontros de contas' },
]
