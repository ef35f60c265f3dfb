import type { EnumOption } from '#core/records/index'

export const KINDS: readonly EnumOption[] = [
  { value: 'negative', label: 'Certidão negativa de débitos', tone: 'good' },
  {
    ...{ value: 'positive_effect', label: 'Certidão positiva com efeito de negativa' },
    tone: 'info',
  },
  { value: 'positive', label: 'Certidão positiva de débitos', tone: 'attention' },
]

export const STATES: readonly EnumOption[] = [
  { value: 'issued', label: 'Emitida', tone: 'good' },
  { value: 'cancelled', label: 'Cancelada', tone: 'neutral' },
]

export const SUBJECTS: readonly EnumOption[] = [
  { value: 'premise', label: 'Imóvel' },
  { value: 'customer', label: 'Cliente' },
]

export const STANDINGS: readonly EnumOption[] = [
  { value: 'overdue', label: 'Vencido', tone: 'bad' },
  { value: 'due', label: 'A vencer', tone: 'info' },
  { value: 'suspended', label: 'Exigibilidade suspensa', tone: 'neutral' },
  { value: 'plan', label: 'Em parcelamento', tone: 'info' },
  { value: 'plan_awaiting', label: 'Parcelamento à espera da entrada', tone: 'attention' },
]

export const MEANS: readonly EnumOption[] = [
  { value: 'email', label: 'E-mail' },
  { value: 'mail', label: 'Correio' },
  { value: 'hand', label: 'Em mãos' },
]

/** Of a message its own states; of paper what people recorded. */
export const DELIVERIES: readonly EnumOption[] = [
  { value: 'waiting', label: 'A enviar', tone: 'info' },
  { value: 'sent', label: 'Enviada', tone: 'good' },
  { value: 'failed', label: 'Devolvida', tone: 'bad' },
  { value: 'suppressed', label: 'Endereço não recebe', tone: 'bad' },
  { value: 'kept', label: 'Guardada, sem servidor de saída', tone: 'neutral' },
]

export const wordsOf = (options: readonly EnumOption[], value: string): string =>
  options.find((one) => one.value === value)?.label ?? value
