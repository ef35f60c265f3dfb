import type { EnumOption } from '#core/records/index'

export const FILE_STATUSES: readonly EnumOption[] = [
  { value: 'importing', label: 'Em importação', tone: 'info' },
  { value: 'imported', label: 'Importado', tone: 'good' },
  { value: 'rejected', label: 'Recusado', tone: 'bad' },
  { value: 'quarantined', label: 'Em quarentena', tone: 'attention' },
  { value: 'repeated', label: 'Repetido', tone: 'neutral' },
]

export const LINE_FATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'Aguardando', tone: 'info' },
  { value: 'settled', label: 'Baixada', tone: 'good' },
  { value: 'joined', label: 'Já recebida', tone: 'neutral' },
  { value: 'duplicate', label: 'Em dobro', tone: 'attention' },
  { value: 'unidentified', label: 'A identificar', tone: 'attention' },
  { value: 'forwarded', label: 'Do sistema anterior', tone: 'neutral' },
  { value: 'returned', label: 'Não debitada', tone: 'attention' },
  { value: 'noted', label: 'Anotada', tone: 'neutral' },
  { value: 'rejected', label: 'Recusada', tone: 'bad' },
]

export const AGREEMENT_KINDS: readonly EnumOption[] = [
  { value: 'collection_return', label: 'Arrecadação por código de barras' },
  { value: 'direct_debit', label: 'Débito automático em conta' },
  { value: 'registered_boleto', label: 'Boleto registrado (CNAB 240)' },
]

export const LAYOUT_VERSIONS: readonly EnumOption[] = ['04', '05', '06', '07'].map((value) => ({
  value,
  label: `Versão ${value}`,
}))

/** Ways in which customers pay, as the files of the banks tell them; a Pix notice is `pix`. */
export const CAPTURES: readonly EnumOption[] = [
  { value: 'teller', label: 'Caixa do banco' },
  { value: 'self_service', label: 'Autoatendimento' },
  { value: 'internet', label: 'Internet' },
  { value: 'correspondent', label: 'Correspondente bancário' },
  { value: 'digital_correspondent', label: 'Correspondente digital' },
  { value: 'lottery', label: 'Lotérica' },
  { value: 'telephone', label: 'Telefone' },
  { value: 'card', label: 'Cartão' },
  { value: 'pix', label: 'Pix' },
  { value: 'direct_debit', label: 'Débito em conta' },
  { value: 'other', label: 'Outra' },
]

export const FEE_MODES: readonly EnumOption[] = [
  { value: 'deducted', label: 'Descontada do que é creditado' },
  { value: 'invoiced', label: 'Cobrada à parte, em fatura do banco' },
]

export const FILE_RULES: readonly EnumOption[] = [
  { value: 'none', label: 'Nenhum' },
  { value: 'daily', label: 'Todo dia útil bancário' },
  { value: 'monday', label: 'Toda segunda-feira' },
  { value: 'tuesday', label: 'Toda terça-feira' },
  { value: 'wednesday', label: 'Toda quarta-feira' },
  { value: 'thursday', label: 'Toda quinta-feira' },
  { value: 'friday', label: 'Toda sexta-feira' },
]

export const STATEMENT_LINE_STATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'Esperando', tone: 'attention' },
  { value: 'matched', label: 'Conferido', tone: 'good' },
  { value: 'set_aside', label: 'Não é da arrecadação', tone: 'neutral' },
  { value: 'received', label: 'Depósito de cliente', tone: 'good' },
]

export const DAY_KINDS: readonly EnumOption[] = [
  { value: 'file', label: 'Arquivos' },
  { value: 'pix', label: 'Pix' },
]

export const DAY_STATES: readonly EnumOption[] = [
  { value: 'open', label: 'Em aberto', tone: 'info' },
  { value: 'divergent', label: 'Divergente', tone: 'bad' },
  { value: 'reconciled', label: 'Conciliado', tone: 'good' },
  { value: 'accepted', label: 'Encerrado com justificativa', tone: 'neutral' },
]

export const PICKUP_STATES: readonly EnumOption[] = [
  { value: 'taken', label: 'Em importação', tone: 'info' },
  { value: 'done', label: 'Importado', tone: 'good' },
  { value: 'rejected', label: 'Não aceito', tone: 'bad' },
]

export const FEE_INVOICE_STATES: readonly EnumOption[] = [
  { value: 'matching', label: 'Confere', tone: 'good' },
  { value: 'differing', label: 'Difere', tone: 'bad' },
  { value: 'approved', label: 'Aprovada', tone: 'info' },
  { value: 'contested', label: 'Contestada', tone: 'attention' },
  { value: 'paid', label: 'Paga', tone: 'neutral' },
]

export const PIX_PROVIDERS: readonly EnumOption[] = [
  { value: 'api_pix', label: 'API Pix: cobrança registrada no banco' },
]

export const PIX_CHARGE_STATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'A registrar', tone: 'info' },
  { value: 'registered', label: 'Registrada', tone: 'good' },
  { value: 'refused', label: 'Recusada', tone: 'bad' },
  { value: 'removing', label: 'A retirar', tone: 'info' },
  { value: 'removed', label: 'Retirada', tone: 'neutral' },
  { value: 'paid', label: 'Paga', tone: 'good' },
  { value: 'expired', label: 'Vencida', tone: 'neutral' },
]

/** What a problem of a file is about. */
export const FINDING_PROBLEMS: readonly EnumOption[] = [
  { value: 'layout', label: 'Leiaute' },
  { value: 'sequence', label: 'Sequência' },
  { value: 'agreement', label: 'Convênio' },
  { value: 'date', label: 'Data' },
  { value: 'value', label: 'Valor' },
  { value: 'check_digit', label: 'Dígito verificador' },
  { value: 'repeated', label: 'Registro repetido' },
  { value: 'trailer', label: 'Registro final diferente das linhas' },
  { value: 'code', label: 'Código desconhecido' },
]
