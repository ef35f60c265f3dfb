import type { EnumOption } from '#core/records/index'
import { REASONS } from '../domain/layout.ts'
import { REASON_WORDS } from '../domain/words.ts'

export const PURPOSES: readonly EnumOption[] = [
  { value: 'listing', label: 'Proteção ao crédito', tone: 'info' },
  { value: 'protest', label: 'Cartório de protesto', tone: 'neutral' },
]

export const GROUPINGS: readonly EnumOption[] = [
  { value: 'per_debtor', label: 'Um registro por devedor' },
  { value: 'per_bill', label: 'Um registro por conta' },
]

export const LOT_STATES: readonly EnumOption[] = [
  { value: 'simulated', label: 'Simulado', tone: 'attention' },
  { value: 'undone', label: 'Desfeito', tone: 'neutral' },
  { value: 'confirmed', label: 'Efetivado', tone: 'good' },
]

export const LISTING_STATES: readonly EnumOption[] = [
  { value: 'simulated', label: 'Em simulação', tone: 'neutral' },
  { value: 'selected', label: 'A enviar', tone: 'attention' },
  { value: 'sent', label: 'Enviado', tone: 'info' },
  { value: 'accepted', label: 'Aceito', tone: 'info' },
  { value: 'in_notice', label: 'Aceito, em aviso do órgão', tone: 'info' },
  { value: 'published', label: 'Publicado', tone: 'bad' },
  { value: 'rejected', label: 'Recusado pelo órgão', tone: 'attention' },
  { value: 'removing', label: 'Exclusão pedida', tone: 'attention' },
  { value: 'excluded', label: 'Excluído', tone: 'good' },
  { value: 'dropped', label: 'Não chegou a ir', tone: 'neutral' },
]

export const OPERATIONS: readonly EnumOption[] = [
  { value: 'inclusion', label: 'Inclusão', tone: 'bad' },
  { value: 'update', label: 'Atualização do valor', tone: 'info' },
  { value: 'cancellation', label: 'Cancelamento', tone: 'good' },
  { value: 'exclusion', label: 'Exclusão', tone: 'good' },
]

export const MOVEMENT_STATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'A enviar', tone: 'attention' },
  { value: 'sent', label: 'Enviado', tone: 'info' },
  { value: 'accepted', label: 'Aceito', tone: 'good' },
  { value: 'rejected', label: 'Recusado', tone: 'bad' },
  { value: 'dropped', label: 'Não chegou a ir', tone: 'neutral' },
]

/** What keeps a movement that waits out of its file. */
export const MOVEMENT_WAITS: readonly EnumOption[] = [
  { value: 'layout', label: 'Leiaute a confirmar', tone: 'bad' },
  { value: 'protocol', label: 'Protocolo do cartório', tone: 'attention' },
]

export const REMOVAL_KINDS: readonly EnumOption[] = [
  { value: 'cancellation', label: 'Desistência (antes do protesto)', tone: 'neutral' },
  { value: 'exclusion', label: 'Cancelamento (depois do protesto)', tone: 'neutral' },
]

export const END_CAUSES: readonly EnumOption[] = REASONS.map((value) => ({
  value,
  label: REASON_WORDS[value],
}))

export const DIRECTIONS: readonly EnumOption[] = [
  { value: 'sent', label: 'Remessa', tone: 'info' },
  { value: 'returned', label: 'Retorno', tone: 'neutral' },
]

export const FILE_STATES: readonly EnumOption[] = [
  { value: 'generated', label: 'A levar ao órgão', tone: 'attention' },
  { value: 'sent', label: 'Enviado', tone: 'good' },
  { value: 'applied', label: 'Aplicado', tone: 'good' },
  { value: 'repeated', label: 'Repetido', tone: 'neutral' },
  { value: 'rejected', label: 'Não aplicado', tone: 'bad' },
]

export const LINE_FATES: readonly EnumOption[] = [
  { value: 'applied', label: 'Aplicada', tone: 'good' },
  { value: 'repeated', label: 'Já respondida', tone: 'neutral' },
  { value: 'unknown', label: 'Sem movimento', tone: 'attention' },
  { value: 'rejected', label: 'Linha inválida', tone: 'bad' },
]

export const NOTICE_STATES: readonly EnumOption[] = [
  { value: 'issued', label: 'A enviar', tone: 'attention' },
  { value: 'sent', label: 'Enviado', tone: 'good' },
  { value: 'returned', label: 'Devolvido', tone: 'bad' },
]

export const CHANNELS: readonly EnumOption[] = [
  { value: 'mail', label: 'Carta simples' },
  { value: 'mail_receipt', label: 'Carta com aviso de recebimento' },
  { value: 'hand', label: 'Em mãos' },
  { value: 'email', label: 'E-mail' },
  { value: 'sms', label: 'SMS' },
]
