import type { EnumOption } from '#core/records/index'

export const CASE_STATES: readonly EnumOption[] = [
  { value: 'open', label: 'Aberto', tone: 'attention' },
  { value: 'closed', label: 'Nada vencido a cobrar', tone: 'good' },
]

export const STAGES: readonly EnumOption[] = [
  { value: 'ordinary', label: 'Cobrança comum' },
  { value: 'noticed', label: 'Notificado', tone: 'info' },
  { value: 'listed', label: 'Negativado', tone: 'attention' },
  { value: 'protested', label: 'Protestado', tone: 'attention' },
  { value: 'inscribed', label: 'Inscrito em dívida ativa', tone: 'attention' },
  { value: 'in_court', label: 'Em juízo', tone: 'bad' },
]

export const CUSTOMER_KINDS: readonly EnumOption[] = [
  { value: 'person', label: 'Pessoa física' },
  { value: 'company', label: 'Pessoa jurídica' },
  { value: 'public_body', label: 'Órgão público' },
  { value: 'foreign', label: 'Estrangeiro(a)' },
]

export const CHANNELS: readonly EnumOption[] = [
  { value: 'phone', label: 'Telefone' },
  { value: 'whatsapp', label: 'WhatsApp' },
  { value: 'sms', label: 'SMS' },
  { value: 'email', label: 'E-mail' },
  { value: 'letter', label: 'Carta' },
  { value: 'visit', label: 'Visita' },
  { value: 'desk', label: 'Balcão' },
]

/** What a result of a contact means to the figures of campaigns. */
export const MEANINGS: readonly EnumOption[] = [
  { value: 'answered', label: 'Atendido' },
  { value: 'transferred', label: 'Atendido e passado ao atendimento' },
  { value: 'unanswered', label: 'Não atendeu' },
  { value: 'busy', label: 'Ocupado' },
  { value: 'invalid', label: 'Número ou endereço inválido' },
]

export const PROMISE_STATES: readonly EnumOption[] = [
  { value: 'open', label: 'Aguardada', tone: 'info' },
  { value: 'kept', label: 'Cumprida', tone: 'good' },
  { value: 'broken', label: 'Quebrada', tone: 'bad' },
  { value: 'agreed', label: 'Virou acordo', tone: 'good' },
  { value: 'cancelled', label: 'Cancelada', tone: 'neutral' },
]

export const CAMPAIGN_KINDS: readonly EnumOption[] = [
  { value: 'collection', label: 'Cobrança' },
  { value: 'notice', label: 'Aviso' },
  { value: 'survey', label: 'Pesquisa' },
]

export const CAMPAIGN_STATES: readonly EnumOption[] = [
  { value: 'open', label: 'Em andamento', tone: 'info' },
  { value: 'closed', label: 'Encerrada', tone: 'neutral' },
]

export const MEMBER_STATES: readonly EnumOption[] = [
  { value: 'planned', label: 'A contatar', tone: 'attention' },
  { value: 'dialled', label: 'Tentado', tone: 'info' },
  { value: 'answered', label: 'Atendido', tone: 'good' },
]

export const SUIT_STATES: readonly EnumOption[] = [
  { value: 'requested', label: 'Pedido', tone: 'attention' },
  { value: 'filed', label: 'Ajuizado', tone: 'bad' },
  { value: 'ended', label: 'Encerrado', tone: 'neutral' },
]

export const SPHERES: readonly EnumOption[] = [
  { value: 'federal', label: 'Federal' },
  { value: 'state', label: 'Estadual' },
  { value: 'municipal', label: 'Municipal' },
]

export const BODY_ACTIONS: readonly EnumOption[] = [
  { value: 'letter', label: 'Ofício' },
  { value: 'meeting', label: 'Reunião' },
  { value: 'phone', label: 'Telefone' },
  { value: 'visit', label: 'Visita' },
  { value: 'agreement', label: 'Acordo' },
  { value: 'other', label: 'Outra' },
]

/** What an enumeration is called, in the middle of a sentence. */
export const wordOf = (options: readonly EnumOption[], value: string): string =>
  (options.find((one) => one.value === value)?.label ?? value).toLowerCase()
