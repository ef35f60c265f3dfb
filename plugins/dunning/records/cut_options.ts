import type { EnumOption } from '#core/records/index'

export const CASE_STATES: readonly EnumOption[] = [
  { value: 'ordered', label: 'Ordem de corte aberta', tone: 'attention' },
  { value: 'cut', label: 'Cortado', tone: 'bad' },
  { value: 'reconnecting', label: 'Religação pedida', tone: 'info' },
  { value: 'reconnected', label: 'Religado', tone: 'good' },
  { value: 'recalled', label: 'Ordem recolhida', tone: 'good' },
  { value: 'not_done', label: 'Corte não feito', tone: 'neutral' },
  { value: 'followed', label: 'Seguido por outro nível', tone: 'neutral' },
]

export const DEBT_STANDINGS: readonly EnumOption[] = [
  { value: 'supports', label: 'Sustenta o corte', tone: 'attention' },
  { value: 'paid', label: 'Pago ou corrigido', tone: 'good' },
  { value: 'held', label: 'Em processo', tone: 'neutral' },
  { value: 'plan', label: 'Em parcelamento', tone: 'info' },
  { value: 'restored', label: 'De parcelamento desfeito', tone: 'neutral' },
  { value: 'old', label: 'Antigo', tone: 'neutral' },
  { value: 'other_debtor', label: 'De outro responsável', tone: 'neutral' },
  { value: 'third_party', label: 'De terceiros', tone: 'neutral' },
]

export const PROTECTIONS: readonly EnumOption[] = [
  { value: 'health', label: 'Estabelecimento de saúde' },
  { value: 'education', label: 'Instituição educacional' },
  { value: 'internment', label: 'Internação coletiva' },
  { value: 'medical', label: 'Aparelho ou tratamento que depende da água' },
  { value: 'court', label: 'Ordem judicial' },
  { value: 'local_law', label: 'Lei local' },
]

export const PROTECTION_STATES: readonly EnumOption[] = [
  { value: 'standing', label: 'Em vigor', tone: 'attention' },
  { value: 'ended', label: 'Encerrada', tone: 'neutral' },
]
