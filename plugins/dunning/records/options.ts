import type { EnumOption } from '#core/records/index'

export const NOTICE_KINDS: readonly EnumOption[] = [
  { value: 'cut_notice', label: 'Notificação de corte', tone: 'attention' },
  { value: 'debt_notice', label: 'Notificação de débito', tone: 'info' },
  { value: 'letter', label: 'Carta de cobrança', tone: 'neutral' },
]

export const NOTICE_STATES: readonly EnumOption[] = [
  { value: 'pending', label: 'Pendente', tone: 'attention' },
  { value: 'paid', label: 'Encerrada por pagamento', tone: 'good' },
  { value: 'agreed', label: 'Encerrada por acordo', tone: 'good' },
  { value: 'void', label: 'Sem efeito', tone: 'neutral' },
  { value: 'cancelled', label: 'Cancelada', tone: 'neutral' },
  { value: 'expired', label: 'Validade encerrada', tone: 'neutral' },
]

export const PROOF_STATES: readonly EnumOption[] = [
  { value: 'accepted', label: 'Aceito, à espera do banco', tone: 'info' },
  { value: 'refused', label: 'Recusado', tone: 'bad' },
  { value: 'paid', label: 'Aceito e pago', tone: 'good' },
  { value: 'unpaid', label: 'Sem pagamento', tone: 'attention' },
]

export const MESSAGE_STATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'Na fila', tone: 'info' },
  { value: 'sent', label: 'Enviada', tone: 'info' },
  { value: 'delivered', label: 'Entregue', tone: 'good' },
  { value: 'read', label: 'Lida', tone: 'good' },
  { value: 'failed', label: 'Não chegou', tone: 'bad' },
]

export const MESSAGE_CHANNELS: readonly EnumOption[] = [
  { value: 'whatsapp', label: 'WhatsApp' },
  { value: 'email', label: 'E-mail' },
]

export const DELIVERIES: readonly EnumOption[] = [
  { value: 'hand', label: 'Em mãos, com assinatura' },
  { value: 'post', label: 'Correio comum' },
  { value: 'registered_post', label: 'Carta registrada (AR)' },
  { value: 'reader', label: 'Impressa pelo leiturista' },
  { value: 'electronic', label: 'Mensagem eletrônica com confirmação' },
  { value: 'public_notice', label: 'Edital' },
]

export const BLOCKED: readonly EnumOption[] = [
  { value: 'notices', label: 'Notificações', tone: 'info' },
  { value: 'orders', label: 'Ordens de corte', tone: 'attention' },
  { value: 'both', label: 'Notificações e ordens de corte', tone: 'attention' },
]

export const BLOCK_STATES: readonly EnumOption[] = [
  { value: 'standing', label: 'Em vigor', tone: 'attention' },
  { value: 'lifted', label: 'Encerrado', tone: 'neutral' },
]

export const DELIVERY_RESULTS: readonly EnumOption[] = [
  { value: 'delivered', label: 'Entregue', tone: 'good' },
  { value: 'failed', label: 'Não entregue', tone: 'bad' },
]

export const NO_DELIVERY: readonly EnumOption[] = [
  { value: 'closed', label: 'Imóvel fechado' },
  { value: 'refused', label: 'Recusada' },
  { value: 'unknown', label: 'Desconhecido no endereço' },
  { value: 'moved', label: 'Mudou-se' },
  { value: 'not_found', label: 'Endereço não encontrado' },
  { value: 'no_access', label: 'Sem acesso' },
  { value: 'other', label: 'Outro motivo' },
]

/** How far a planned step is. */
export const SCHEDULE_STATES: readonly EnumOption[] = [
  { value: 'planned', label: 'A fazer', tone: 'info' },
  { value: 'late', label: 'Atrasada', tone: 'bad' },
  { value: 'done', label: 'Feita no prazo', tone: 'good' },
  { value: 'done_late', label: 'Feita com atraso', tone: 'attention' },
]
