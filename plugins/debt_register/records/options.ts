import type { EnumOption } from '#core/records/index'

export const LEFT_OUT_REASONS = [
  { value: 'hold', label: 'Em processo ou suspenso' },
  { value: 'third_party', label: 'De terceiro' },
  { value: 'plan', label: 'Em parcelamento' },
  { value: 'in_court', label: 'Em execução' },
  { value: 'no_debtor', label: 'Devedor sem CPF ou CNPJ' },
  { value: 'below_minimum', label: 'Abaixo do valor mínimo' },
  { value: 'not_noticed', label: 'Sem aviso de débito' },
  { value: 'paid', label: 'Pago ou corrigido antes da inscrição' },
] as const satisfies readonly EnumOption[]
export type LeftOutReason = (typeof LEFT_OUT_REASONS)[number]['value']

export const TERM_STATES: readonly EnumOption[] = [
  { value: 'proposed', label: 'Aguarda aprovação de outra pessoa', tone: 'attention' },
  { value: 'inscribed', label: 'Inscrito', tone: 'bad' },
  { value: 'refused', label: 'Recusado', tone: 'neutral' },
]

export const ENTRY_STATES: readonly EnumOption[] = [
  { value: 'proposed', label: 'Proposto', tone: 'attention' },
  { value: 'dropped', label: 'Não inscrito', tone: 'neutral' },
  { value: 'inscribed', label: 'Em dívida ativa', tone: 'bad' },
  { value: 'paid', label: 'Pago', tone: 'good' },
  { value: 'settled', label: 'Baixado', tone: 'good' },
  { value: 'cancelled', label: 'Cancelado', tone: 'neutral' },
  { value: 'excluded', label: 'Excluído', tone: 'neutral' },
  { value: 'prescribed', label: 'Prescrito', tone: 'neutral' },
]

export const ARRANGEMENTS: readonly EnumOption[] = [
  { value: 'none', label: 'Sem acordo', tone: 'neutral' },
  { value: 'plan', label: 'Em acordo', tone: 'info' },
  { value: 'renegotiated', label: 'Em novo acordo', tone: 'info' },
]

export const NATURES: readonly EnumOption[] = [
  { value: 'tariff', label: 'Não tributária (tarifa)' },
  { value: 'tax', label: 'Tributária' },
]

export const PAPER_KINDS = [
  { value: 'notice', label: 'Notificação' },
  { value: 'certificate', label: 'Certidão de dívida ativa' },
  { value: 'extrajudicial', label: 'Notificação extrajudicial' },
  { value: 'acknowledgement', label: 'Termo de confissão' },
] as const satisfies readonly EnumOption[]
export type PaperKind = (typeof PAPER_KINDS)[number]['value']

export const PAPER_STATES: readonly EnumOption[] = [
  { value: 'issued', label: 'Emitido', tone: 'info' },
  { value: 'received', label: 'Recebido', tone: 'good' },
  { value: 'paid', label: 'Pago', tone: 'good' },
]

export const OPERATIONS: readonly EnumOption[] = [
  { value: 'inscribe', label: 'Inscrição' },
  { value: 'settle', label: 'Baixa' },
  { value: 'cancel', label: 'Cancelamento' },
  { value: 'reopen', label: 'Reabertura' },
  { value: 'exclude', label: 'Exclusão' },
  { value: 'prescribe', label: 'Baixa por prescrição' },
  { value: 'pay', label: 'Pagamento' },
  { value: 'undo_payment', label: 'Estorno do pagamento' },
  { value: 'file', label: 'Ajuizamento' },
  { value: 'leave_court', label: 'Fim da execução' },
]

export const PRESCRIPTION_EVENTS: readonly EnumOption[] = [
  { value: 'interruption', label: 'Interrupção' },
  { value: 'suspension', label: 'Suspensão' },
]

export const PROCESS_STATES: readonly EnumOption[] = [
  { value: 'open', label: 'Em andamento', tone: 'info' },
  { value: 'closed', label: 'Concluído', tone: 'good' },
]

export const labelOf = (options: readonly EnumOption[], value: string): string =>
  options.find((option) => option.value === value)?.label ?? value
