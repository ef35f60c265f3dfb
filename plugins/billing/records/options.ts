import type { EnumOption } from '#core/records/index'

export const SETTLEMENTS: readonly EnumOption[] = [
  { value: 'open', label: 'Em aberto', tone: 'attention' },
  { value: 'partly_settled', label: 'Quitada em parte', tone: 'attention' },
  { value: 'settled', label: 'Quitada', tone: 'good' },
  { value: 'cancelled', label: 'Cancelada', tone: 'neutral' },
  { value: 'replaced', label: 'Substituída', tone: 'neutral' },
  { value: 'arranged', label: 'Parcelada', tone: 'info' },
  { value: 'written_off', label: 'Baixada por perda', tone: 'bad' },
]

export const STAGES: readonly EnumOption[] = [
  { value: 'ordinary', label: 'Normal', tone: 'neutral' },
  { value: 'noticed', label: 'Avisada', tone: 'attention' },
  { value: 'listed', label: 'Negativada', tone: 'bad' },
  { value: 'protested', label: 'Protestada', tone: 'bad' },
  { value: 'inscribed', label: 'Em dívida ativa', tone: 'bad' },
  { value: 'in_court', label: 'Em execução', tone: 'bad' },
]

export const ARRANGEMENTS: readonly EnumOption[] = [
  { value: 'none', label: 'Sem acordo', tone: 'neutral' },
  { value: 'plan', label: 'Em parcelamento', tone: 'info' },
  { value: 'renegotiated', label: 'Renegociada', tone: 'info' },
]

export const PARKED_STATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'Aguardando', tone: 'attention' },
  { value: 'solved', label: 'Resolvido', tone: 'good' },
  { value: 'superseded', label: 'Levado à carga seguinte', tone: 'neutral' },
]

export const PARKED_CODES: readonly EnumOption[] = [
  { value: 'reading_missing', label: 'Sem leitura' },
  { value: 'reading_held', label: 'Leitura retida' },
  { value: 'holder_missing', label: 'Sem titular' },
  { value: 'economies_missing', label: 'Sem economias' },
  { value: 'tariff_missing', label: 'Sem tarifa' },
  { value: 'beneficiary_missing', label: 'Sem beneficiário' },
  { value: 'negative_charge', label: 'Valor negativo' },
  { value: 'period_invalid', label: 'Período impossível' },
  { value: 'first_charge', label: 'Ligado há poucos dias' },
  { value: 'other_route', label: 'Roteiro ainda não faturado' },
  { value: 'site_bill', label: 'Fatura emitida em campo diverge' },
]

export const HOLDS: readonly EnumOption[] = [
  { value: 'bank_confirmation', label: 'À espera do banco', tone: 'info' },
  { value: 'administrative', label: 'Em processo administrativo', tone: 'attention' },
  { value: 'judicial', label: 'Em processo judicial', tone: 'attention' },
  { value: 'review', label: 'Em revisão', tone: 'info' },
]

export const PROCESSES: readonly EnumOption[] = [
  { value: 'administrative', label: 'Administrativo' },
  { value: 'judicial', label: 'Judicial' },
]

export const LEAK_METHODS: readonly EnumOption[] = [
  { value: 'percent', label: 'Porcentagem do valor' },
  { value: 'average', label: 'Consumo médio dos últimos meses' },
]

export const wordsOf = (options: readonly EnumOption[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value
