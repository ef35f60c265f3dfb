import type { EnumOption } from '#core/records/index'
import type { TillWay } from '../domain/till.ts'

export const WAY_TITLES: Readonly<Record<TillWay, string>> = {
  cash: 'Dinheiro',
  card: 'Cartão',
  cheque: 'Cheque',
}

export const TILL_WAYS: readonly EnumOption[] = Object.entries(WAY_TITLES).map(
  ([value, label]) => ({ value, label })
)

export const TILL_MOVES: readonly EnumOption[] = [
  { value: 'payment', label: 'Recebimento', tone: 'good' },
  { value: 'withdrawal', label: 'Sangria', tone: 'attention' },
  { value: 'supply', label: 'Suprimento', tone: 'info' },
  { value: 'refund', label: 'Ressarcimento', tone: 'attention' },
]

export const SESSION_STATES: readonly EnumOption[] = [
  { value: 'open', label: 'Aberto', tone: 'info' },
  { value: 'closed', label: 'Fechado', tone: 'neutral' },
]
