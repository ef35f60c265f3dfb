import type { ActionContext } from '#core/actions/index'
import {
  type EnumOption,
  type ProposedChange,
  type RecordField,
  type RecordType,
  shownField as shown,
  shownReference as reference,
} from '#core/records/index'
import { checkTemplates } from '../domain/boletos/number_template.ts'

const STATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'Espera a remessa', tone: 'info' },
  { value: 'sent', label: 'No banco, sem resposta', tone: 'info' },
  { value: 'registered', label: 'Registrado', tone: 'good' },
  { value: 'rejected', label: 'Rejeitado pelo banco', tone: 'bad' },
  { value: 'paid', label: 'Pago', tone: 'good' },
  { value: 'written_off', label: 'Baixado sem pagamento', tone: 'neutral' },
  { value: 'dropped', label: 'Cancelado antes do banco', tone: 'neutral' },
]
const ORDER_STATES: readonly EnumOption[] = [
  { value: 'waiting', label: 'Espera a remessa', tone: 'info' },
  { value: 'sent', label: 'Enviado', tone: 'info' },
  { value: 'confirmed', label: 'Confirmado', tone: 'good' },
  { value: 'rejected', label: 'Rejeitado', tone: 'bad' },
  { value: 'dropped', label: 'Não enviado', tone: 'neutral' },
]
const MOVEMENTS: readonly EnumOption[] = [
  { value: '01', label: 'Entrada' },
  { value: '02', label: 'Pedido de baixa' },
  { value: '06', label: 'Alteração de vencimento' },
]

const agreement: RecordField = {
  ...{ name: 'agreement_id', label: 'Convênio', type: 'reference', isRequired: true },
  ...{ record: 'payments.agreements', help: 'Um convênio do tipo Boleto registrado (CNAB 240).' },
}
const isLive = (row: Readonly<Record<string, unknown>>) =>
  ['waiting', 'sent', 'registered'].includes(String(row['state']))

export const boletos: RecordType = {
  name: 'payments.boletos',
  path: '/payments/boletos',
  table: 'payments_boletos',
  title: { one: 'Boleto', many: 'Boletos', gender: 'm' },
  help: 'Documentos cobrados por boleto registrado em banco: onde está cada um, e o que o banco disse por último. O boleto vale depois que o banco confirma a entrada.',
  label: 'own_number',
  fields: [
    shown('own_number', 'Nosso número', 'text'),
    { name: 'state', label: 'Situação', type: 'enum', options: STATES, isReadOnly: true },
    reference('document_id', 'Documento', 'receivables.documents'),
    reference('agreement_id', 'Convênio', 'payments.agreements'),
    shown('due_on', 'Vencimento', 'date'),
    shown('amount_cents', 'Valor', 'money'),
    shown('news', 'O que o banco disse', 'text'),
    shown('news_on', 'Em', 'date'),
    shown('line', 'Linha digitável', 'text'),
    shown('barcode', 'Código de barras', 'text'),
    shown('created_at', 'Emitido em', 'datetime'),
    shown('user_name', 'Por', 'text'),
  ],
  list: {
    columns: [
      'due_on',
      'own_number',
      'document_id',
      'amount_cents',
      'state',
      'news',
      'agreement_id',
    ],
    sort: { column: 'due_on', direction: 'desc' },
    sortable: ['due_on'],
    filters: ['state', 'agreement_id', 'due_on'],
  },
  search: ['own_number', 'line'],
  related: [{ title: 'Movimentos', record: 'payments.boleto_orders', foreignKey: 'boleto_id' }],
  scope: { column: 'document_id', of: 'receivables.documents' },
  permissions: { read: 'payments.read', write: null },
  createAction: 'payments.register_boletos',
  createFields: [
    agreement,
    {
      ...{ name: 'documents', label: 'Documentos', type: 'longtext', maxLength: 20_000 },
      help: 'Os números, um por linha: faturas, segundas vias, extratos. Vazio: todas as faturas do período abaixo.',
    },
    { name: 'due_from', label: 'Faturas que vencem desde', type: 'date' },
    { name: 'due_until', label: 'Até', type: 'date' },
    {
      ...{ name: 'least_cents', label: 'A partir do valor', type: 'money' },
      help: 'Faturas menores ficam só com o código de arrecadação.',
    },
  ],
  operations: {
    print: {
      action: 'payments.print_boleto',
      help: 'O papel com o código de barras; fica guardado como foi emitido.',
      fields: [],
      isOffered: (row) => row['state'] === 'registered',
    },
    move: {
      action: 'payments.move_boleto',
      help: 'O banco recebe o novo vencimento na próxima remessa; a fatura segue com o seu, e os encargos contam dele.',
      fields: [{ name: 'due_on', label: 'Novo vencimento', type: 'date', isRequired: true }],
      isOffered: (row) => isLive(row) && row['state'] !== 'waiting',
    },
    cancel: {
      action: 'payments.cancel_boleto',
      help: 'O banco recebe o pedido de baixa na próxima remessa. O documento continua devido, e os seus outros códigos valem.',
      fields: [],
      isOffered: isLive,
    },
  },
  actions: [],
}

export const boletoOrders: RecordType = {
  name: 'payments.boleto_orders',
  path: '/payments/boleto-orders',
  table: 'payments_boleto_orders',
  title: { one: 'Movimento de boleto', many: 'Movimentos de boletos', gender: 'm' },
  help: 'O que o banco recebeu sobre cada boleto, em que remessa, e o que respondeu.',
  label: 'asked_at',
  fields: [
    shown('asked_at', 'Pedido em', 'datetime'),
    { name: 'movement', label: 'Movimento', type: 'enum', options: MOVEMENTS, isReadOnly: true },
    reference('boleto_id', 'Boleto', 'payments.boletos'),
    shown('due_on', 'Vencimento', 'date'),
    { name: 'state', label: 'Situação', type: 'enum', options: ORDER_STATES, isReadOnly: true },
    reference('remittance_id', 'Remessa', 'payments.boleto_remittances'),
    shown('answer', 'Resposta', 'text'),
    shown('user_name', 'Por', 'text'),
  ],
  list: {
    columns: ['asked_at', 'boleto_id', 'movement', 'due_on', 'state', 'answer', 'remittance_id'],
    sort: { column: 'asked_at', direction: 'desc' },
    sortable: ['asked_at'],
    filters: ['state', 'movement'],
  },
  search: [],
  related: [],
  scope: { column: 'boleto_id', of: 'payments.boletos' },
  permissions: { read: 'payments.read', write: null },
  actions: [],
}

export const boletoRemittances: RecordType = {
  name: 'payments.boleto_remittances',
  path: '/payments/boleto-remittances',
  table: 'payments_boleto_remittances',
  title: { one: 'Remessa de boletos', many: 'Remessas de boletos', gender: 'f' },
  help: 'Cada arquivo CNAB 240 feito para um banco, guardado como foi. Com a pasta de troca configurada ele é deixado nela; sem ela, baixe o arquivo e leve ao banco.',
  label: 'file_name',
  fields: [
    shown('sequence', 'NSA', 'integer'),
    reference('agreement_id', 'Convênio', 'payments.agreements'),
    shown('orders', 'Movimentos', 'integer'),
    shown('total_cents', 'Entradas', 'money'),
    shown('generated_at', 'Gerada', 'datetime'),
    shown('user_name', 'Por', 'text'),
    shown('sent_to', 'Deixada em', 'text'),
    shown('file_name', 'Arquivo', 'text'),
    shown('sha256', 'Impressão digital (SHA-256)', 'text'),
  ],
  list: {
    columns: [
      'generated_at',
      'agreement_id',
      'sequence',
      'orders',
      'total_cents',
      'sent_to',
      'user_name',
    ],
    sort: { column: 'generated_at', direction: 'desc' },
    sortable: ['generated_at'],
    filters: ['agreement_id'],
  },
  search: ['file_name'],
  related: [{ title: 'Movimentos', record: 'payments.boleto_orders', foreignKey: 'remittance_id' }],
  permissions: { read: 'payments.read', write: null },
  createAction: 'payments.remit_boletos',
  createFields: [agreement],
  actions: [],
}

/** @throws FormatError E_PAYMENTS_NUMBER_TEMPLATE */
async function checkTerms(_: ActionContext, { before, changes }: ProposedChange) {
  const row = { ...before, ...changes }
  checkTemplates(String(row['own_number_template']), String(row['free_field_template']))
}

const text = (name: string, label: string, maxLength: number, help?: string): RecordField => ({
  ...{ name, label, type: 'text', maxLength },
  ...(help ? { help } : {}),
})
const required = (field: RecordField): RecordField => ({ ...field, isRequired: true })

export const boletoTerms: RecordType = {
  name: 'payments.boleto_terms',
  path: '/payments/boleto-terms',
  table: 'payments_boleto_terms',
  title: { one: 'Condição de boletos', many: 'Condições de boletos', gender: 'f' },
  help: 'O que cada convênio de boletos escreve nos arquivos e no código de barras. O banco informa tudo isto no contrato da cobrança.',
  label: 'agreement_id',
  fields: [
    agreement,
    required(text('agency', 'Agência', 5)),
    text('agency_digit', 'Dígito da agência', 1),
    required(text('account', 'Conta', 12)),
    text('account_digit', 'Dígito da conta', 1),
    required(text('portfolio', 'Carteira no arquivo', 1, 'Um algarismo: 1 é a cobrança simples.')),
    required(text('portfolio_code', 'Carteira no código de barras', 5)),
    required(text('kind_code', 'Espécie do título', 2, '17: recibo; 04: duplicata de serviço.')),
    required(
      text(
        ...(['own_number_template', 'Nosso número', 120] as const),
        'As partes e seus algarismos, por exemplo: convenio:7 sequencia:10. Partes: zeros, convenio, sequencia, agencia, conta, carteira.'
      )
    ),
    required(
      text(
        ...(['free_field_template', 'Campo livre', 160] as const),
        '25 algarismos, por exemplo: zeros:6 nosso_numero:17 carteira:2. As mesmas partes, e nosso_numero.'
      )
    ),
    {
      ...{ name: 'write_off_days', label: 'Baixa automática', type: 'integer', unit: 'dias' },
      ...{ minimum: '1', maximum: '999' },
      help: 'Dias depois do vencimento em que o banco baixa o boleto. Em branco: só a pedido.',
    },
    text('message', 'Instruções no boleto', 40),
    {
      ...{ name: 'last_number', label: 'Último número usado', type: 'integer' },
      ...{ isRequired: true, minimum: '0' },
      help: 'O próximo boleto leva o seguinte. Mude só ao assumir um convênio que já emitia boletos.',
    },
    {
      ...{ name: 'last_sequence', label: 'Última remessa (NSA)', type: 'integer' },
      ...{ isRequired: true, minimum: '0', maximum: '999999' },
    },
  ],
  list: {
    columns: [
      'agreement_id',
      'agency',
      'account',
      'portfolio_code',
      'last_number',
      'last_sequence',
    ],
    sort: { column: 'agreement_id', direction: 'asc' },
    sortable: ['agreement_id'],
    filters: [],
  },
  search: [],
  related: [],
  check: checkTerms,
  permissions: { read: 'payments.read', write: 'payments.write' },
  actions: [],
}
