import type { EnumOption } from '#core/records/index'

export const ENROLMENT_STATES: readonly EnumOption[] = [
  { value: 'active', label: 'Ativa', tone: 'good' },
  { value: 'ended', label: 'Encerrada', tone: 'neutral' },
]

export const ENROLMENT_CHANNELS: readonly EnumOption[] = [
  { value: 'desk', label: 'Atendimento' },
  { value: 'bank', label: 'Banco' },
]

export const END_CAUSES: readonly EnumOption[] = [
  { value: 'holder', label: 'Pedido do titular' },
  { value: 'bank', label: 'Exclusão pelo banco' },
  { value: 'change_of_holder', label: 'Mudança de titular' },
  { value: 'refusals', label: 'Recusas do banco' },
  { value: 'replaced', label: 'Outra conta' },
]

export const REGISTRATION_STATES: readonly EnumOption[] = [
  { value: 'unidentified', label: 'A identificar', tone: 'attention' },
  { value: 'applied', label: 'Atendido', tone: 'good' },
  { value: 'linked', label: 'Identificado por pessoa', tone: 'good' },
  { value: 'refused', label: 'Recusado', tone: 'bad' },
]

export const MOVEMENTS: readonly EnumOption[] = [
  { value: 'include', label: 'Inclusão' },
  { value: 'exclude', label: 'Exclusão' },
]

export const ORDER_STATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'A enviar', tone: 'info' },
  { value: 'sent', label: 'No banco', tone: 'info' },
  { value: 'debited', label: 'Debitada', tone: 'good' },
  { value: 'refused', label: 'Não debitada', tone: 'bad' },
  { value: 'cancelling', label: 'Em cancelamento', tone: 'attention' },
  { value: 'cancelled', label: 'Cancelada', tone: 'neutral' },
  { value: 'withdrawn', label: 'Retirada antes do envio', tone: 'neutral' },
  { value: 'missed', label: 'Fora do prazo do banco', tone: 'attention' },
  { value: 'paid', label: 'Paga por outro meio', tone: 'good' },
]

export const REMITTANCE_STATES: readonly EnumOption[] = [
  { value: 'generated', label: 'Gerada, a enviar', tone: 'attention' },
  { value: 'sent', label: 'Enviada', tone: 'good' },
]

export const RECORD_KINDS: readonly EnumOption[] = [
  { value: 'E', label: 'Débito (E)' },
  { value: 'D', label: 'Fim da opção (D)' },
  { value: 'C', label: 'Cadastro recusado (C)' },
]
