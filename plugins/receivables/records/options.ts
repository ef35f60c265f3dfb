import type { EnumOption } from '#core/records/index'

export const CHARGE_TYPES: readonly EnumOption[] = [
  { value: 'water', label: 'Água' },
  { value: 'sewage', label: 'Esgoto' },
  { value: 'water_basic', label: 'Tarifa fixa de água' },
  { value: 'sewage_basic', label: 'Tarifa fixa de esgoto' },
  { value: 'regulation_fee', label: 'Taxa de regulação' },
  { value: 'garbage', label: 'Taxa de lixo' },
  { value: 'delivery_fee', label: 'Taxa de entrega' },
  { value: 'service', label: 'Serviços' },
  { value: 'water_excess', label: 'Água além da demanda contratada' },
  { value: 'sewage_excess', label: 'Esgoto além da demanda contratada' },
  { value: 'late_fine', label: 'Multa por atraso' },
  { value: 'late_interest', label: 'Juros de mora' },
  { value: 'late_correction', label: 'Correção monetária' },
  { value: 'underpayment', label: 'Diferença de pagamento a menor' },
  { value: 'plan', label: 'Parcelamento' },
  { value: 'plan_interest', label: 'Juros de parcelamento' },
]

export const COMPONENTS: readonly EnumOption[] = [
  { value: 'principal', label: 'Principal' },
  { value: 'fine', label: 'Multa' },
  { value: 'interest', label: 'Juros' },
  { value: 'correction', label: 'Correção monetária' },
]

export const PRICE_INDEXES: readonly EnumOption[] = [
  { value: 'ipca', label: 'IPCA (IBGE)' },
  { value: 'inpc', label: 'INPC (IBGE)' },
  { value: 'igpm', label: 'IGP-M (FGV)' },
  { value: 'own', label: 'Índice do regulamento' },
]

/** A price index as papers call it. */
export const indexName = (code: string): string =>
  PRICE_INDEXES.find(({ value }) => value === code)?.label ?? code

export const ITEM_STATES: readonly EnumOption[] = [
  { value: 'open', label: 'Em aberto', tone: 'attention' },
  { value: 'settled', label: 'Baixado', tone: 'good' },
  { value: 'cancelled', label: 'Cancelado', tone: 'neutral' },
  { value: 'replaced', label: 'Substituído', tone: 'neutral' },
  { value: 'arranged', label: 'Parcelado', tone: 'info' },
  { value: 'written_off', label: 'Baixado por ato', tone: 'neutral' },
]

export const DOCUMENT_KINDS: readonly EnumOption[] = [
  { value: 'invoice', label: 'Fatura' },
  { value: 'second_copy', label: 'Segunda via' },
  { value: 'extract', label: 'Extrato de débitos' },
  { value: 'notice', label: 'Aviso' },
  { value: 'plan', label: 'Entrada ou quitação de parcelamento' },
  { value: 'allocation', label: 'Distribuição de pagamento' },
]

export const DOCUMENT_STATES: readonly EnumOption[] = [
  { value: 'live', label: 'Vigente', tone: 'good' },
  { value: 'covered', label: 'Sem valor em aberto', tone: 'neutral' },
  { value: 'cancelled', label: 'Cancelado', tone: 'bad' },
  { value: 'replaced', label: 'Substituído', tone: 'neutral' },
]

export const CHANNELS: readonly EnumOption[] = [
  { value: 'collection_return', label: 'Arquivo de retorno' },
  { value: 'direct_debit_return', label: 'Débito em conta' },
  { value: 'boleto_return', label: 'Boleto registrado' },
  { value: 'pix_notice', label: 'Pix' },
  { value: 'statement', label: 'Extrato bancário' },
  { value: 'manual', label: 'Baixa manual' },
  { value: 'deposit', label: 'Depósito bancário' },
  { value: 'cash', label: 'Caixa' },
  { value: 'offset', label: 'Encontro de contas' },
]

export const RECEIPT_CLASSES: readonly EnumOption[] = [
  { value: 'exact', label: 'No valor e no prazo', tone: 'good' },
  { value: 'late', label: 'Com atraso', tone: 'attention' },
  { value: 'overpaid', label: 'A maior', tone: 'info' },
  { value: 'underpaid', label: 'A menor', tone: 'attention' },
  { value: 'duplicate', label: 'Em dobro', tone: 'info' },
  { value: 'expired_document', label: 'Documento vencido ou substituído', tone: 'attention' },
  { value: 'unidentified', label: 'Não identificado', tone: 'bad' },
]

export const RECEIPT_STATES: readonly EnumOption[] = [
  { value: 'identified', label: 'Identificado', tone: 'good' },
  { value: 'unidentified', label: 'A identificar', tone: 'bad' },
  { value: 'forwarded', label: 'Do sistema anterior', tone: 'neutral' },
  { value: 'reversed', label: 'Estornado', tone: 'neutral' },
]

export const CHANGE_KINDS: readonly EnumOption[] = [
  { value: 'entered', label: 'Registrado à mão', tone: 'info' },
  { value: 'identified', label: 'Identificado', tone: 'good' },
  { value: 'transferred', label: 'Transferido', tone: 'info' },
  { value: 'reversed', label: 'Estornado', tone: 'attention' },
  { value: 'allocated', label: 'Distribuído entre faturas', tone: 'good' },
  { value: 'released', label: 'Distribuição desfeita', tone: 'attention' },
]

export const STATEMENT_STATES: readonly EnumOption[] = [
  { value: 'issued', label: 'A repassar', tone: 'attention' },
  { value: 'transferred', label: 'Repassado', tone: 'good' },
]

export const CREDIT_CAUSES: readonly EnumOption[] = [
  { value: 'overpayment', label: 'Pagamento a maior' },
  { value: 'duplicate', label: 'Pagamento em dobro' },
  { value: 'correction', label: 'Pago de fatura corrigida' },
  { value: 'estimate', label: 'Acerto de estimativas' },
]

/** Why a second copy is asked for. */
export const COPY_REASONS: readonly EnumOption[] = [
  { value: 'not_received', label: 'Não recebida' },
  { value: 'lost', label: 'Perdida' },
  { value: 'damaged', label: 'Danificada' },
  { value: 'correction', label: 'Corrigida' },
  { value: 'overdue', label: 'Vencida' },
  { value: 'other', label: 'Outro motivo' },
]

/** Where it is asked for. */
export const COPY_CHANNELS: readonly EnumOption[] = [
  { value: 'counter', label: 'Balcão' },
  { value: 'telephone', label: 'Telefone' },
  { value: 'portal', label: 'Portal' },
  { value: 'kiosk', label: 'Totem' },
  { value: 'app', label: 'Aplicativo' },
  { value: 'field', label: 'Campo' },
]
