import type { EnumOption } from '#core/records/index'

export const ORIGINS: readonly EnumOption[] = [
  { value: 'customer', label: 'Pedido do cliente', tone: 'info' },
  { value: 'user', label: 'Iniciativa do prestador', tone: 'neutral' },
]

/** Answers of the form; what nobody answered stays empty. */
export const ANSWERS: readonly EnumOption[] = [
  { value: 'yes', label: 'Sim' },
  { value: 'no', label: 'Não' },
]

export const OUTCOMES: readonly EnumOption[] = [
  { value: 'granted', label: 'Procedente', tone: 'good' },
  { value: 'partly', label: 'Procedente em parte', tone: 'attention' },
  { value: 'denied', label: 'Improcedente', tone: 'neutral' },
]

export const VISIT_STATUSES: readonly EnumOption[] = [
  { value: 'scheduled', label: 'Marcada', tone: 'info' },
  { value: 'done', label: 'Feita', tone: 'good' },
  { value: 'cancelled', label: 'Desmarcada', tone: 'neutral' },
]

export const wordsOf = (options: readonly EnumOption[], value: string | null): string =>
  options.find((option) => option.value === value)?.label ?? value ?? ''
