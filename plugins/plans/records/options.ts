import type { EnumOption } from '#core/records/index'

export const STATES: readonly EnumOption[] = [
  { value: 'awaiting', label: 'À espera da entrada', tone: 'attention' },
  { value: 'active', label: 'Em vigor', tone: 'info' },
  { value: 'settled', label: 'Quitado', tone: 'good' },
  { value: 'cancelled', label: 'Cancelado', tone: 'bad' },
  { value: 'renegotiated', label: 'Renegociado', tone: 'neutral' },
]

export const KINDS: readonly EnumOption[] = [
  { value: 'plan', label: 'Parcelamento' },
  { value: 'replan', label: 'Reparcelamento' },
]

export const ORIGINS: readonly EnumOption[] = [
  { value: 'own', label: 'Este sistema' },
  { value: 'legacy', label: 'Sistema anterior', tone: 'neutral' },
]

export const METHODS: readonly EnumOption[] = [
  { value: 'price', label: 'Tabela Price' },
  { value: 'sac', label: 'SAC' },
  { value: 'simple', label: 'Juros simples' },
  { value: 'flat', label: 'Juros simples em partes iguais' },
  { value: 'none', label: 'Sem juros' },
]

export const CAUSES: readonly EnumOption[] = [
  { value: 'paid', label: 'Parcelas pagas' },
  { value: 'early', label: 'Quitação antecipada' },
  { value: 'person', label: 'Cancelado por uma pessoa' },
  { value: 'unpaid_down', label: 'Entrada não paga' },
  { value: 'default', label: 'Parcelas em atraso' },
  { value: 'replan', label: 'Reparcelado' },
]

export const DEBT_KINDS: readonly EnumOption[] = [
  { value: 'bill', label: 'Fatura ou cobrança' },
  { value: 'service', label: 'Serviço a faturar' },
  { value: 'balance', label: 'Saldo de parcelamento' },
]

export const SLIP_STATES: readonly EnumOption[] = [
  { value: 'open', label: 'Em aberto', tone: 'attention' },
  { value: 'paid', label: 'Paga', tone: 'good' },
  { value: 'cancelled', label: 'Cancelada', tone: 'neutral' },
]

export const EARLY_STATES: readonly EnumOption[] = [
  { value: 'offered', label: 'Oferecida', tone: 'attention' },
  { value: 'paid', label: 'Paga', tone: 'good' },
  { value: 'expired', label: 'Vencida', tone: 'neutral' },
]

export const labelOf = (options: readonly EnumOption[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value
