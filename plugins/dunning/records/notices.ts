import type { RecordField, RecordType } from '#core/records/index'
import { deliveryOperations } from './delivery_operations.ts'
import {
  DELIVERIES,
  MESSAGE_CHANNELS,
  MESSAGE_STATES,
  NOTICE_KINDS,
  NOTICE_STATES,
} from './options.ts'

const DELIVERY = 'Entrega'
const MESSAGE = 'Mensagem ao devedor'
const END = 'Encerramento'

const PROOF: RecordField = {
  ...{ name: 'document', label: 'Comprovante', type: 'text', maxLength: 200, isRequired: true },
  help: 'Autenticação, identificador do Pix ou nome do arquivo anexado.',
}
const REASON_CODE: RecordField = {
  ...{ name: 'reason_code', label: 'Causa', type: 'lookup', isRequired: true },
  lookup: 'billing.situation_reasons',
}
const isDemand = ({ state, kind }: Readonly<Record<string, unknown>>) =>
  state === 'pending' && kind !== 'letter'

/** Notices and letters, as they were issued. */
export const notices: RecordType = {
  name: 'dunning.notices',
  path: '/dunning/notices',
  table: 'dunning_notices',
  title: { one: 'Notificação ou carta', many: 'Notificações e cartas', gender: 'f' },
  help: 'O que foi pedido a quem deve: notificações de corte, notificações de débito e cartas de cobrança, com os débitos de cada uma, a entrega e como terminou.',
  label: 'number',
  fields: [
    { name: 'number', label: 'Número', type: 'text', isReadOnly: true },
    { name: 'kind', label: 'Tipo', type: 'enum', options: NOTICE_KINDS, isReadOnly: true },
    { name: 'state', label: 'Situação', type: 'enum', options: NOTICE_STATES, isReadOnly: true },
    {
      ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', isReadOnly: true },
      record: 'registry.premises',
    },
    {
      ...{ name: 'debtor_id', label: 'Devedor', type: 'reference', isReadOnly: true },
      record: 'registry.customers',
    },
    { name: 'issued_on', label: 'Emitida em', type: 'date', isReadOnly: true },
    { name: 'due_on', label: 'Vencimento', type: 'date', isReadOnly: true },
    { name: 'valid_until', label: 'Válida até', type: 'date', isReadOnly: true },
    { name: 'amount_cents', label: 'Valor', type: 'money', isReadOnly: true },
    { name: 'fee_cents', label: 'Taxa de emissão', type: 'money', isReadOnly: true },
    {
      ...{ name: 'document_id', label: 'Documento de pagamento', type: 'reference' },
      ...{ record: 'receivables.documents', isReadOnly: true },
    },
    { name: 'message', label: 'Mensagem impressa', type: 'longtext', isReadOnly: true },
    {
      ...{ name: 'delivered_on', label: 'Entregue em', type: 'date', isReadOnly: true },
      section: DELIVERY,
    },
    {
      ...{ name: 'delivery', label: 'Como foi entregue', type: 'enum', options: DELIVERIES },
      ...{ isReadOnly: true, section: DELIVERY },
    },
    {
      ...{ name: 'delivery_proof', label: 'Comprovante', type: 'text', isReadOnly: true },
      ...{ section: DELIVERY, isPersonal: true },
    },
    {
      ...{ name: 'message_state', label: 'Mensagem', type: 'enum', options: MESSAGE_STATES },
      ...{ isReadOnly: true, section: MESSAGE },
    },
    {
      ...{ name: 'message_channel', label: 'Canal', type: 'enum', options: MESSAGE_CHANNELS },
      ...{ isReadOnly: true, section: MESSAGE },
    },
    {
      ...{ name: 'message_to', label: 'Enviada a', type: 'text', isReadOnly: true },
      ...{ section: MESSAGE, isPersonal: true },
    },
    {
      ...{ name: 'message_sent_at', label: 'Mensagem enviada em', type: 'datetime' },
      ...{ isReadOnly: true, section: MESSAGE },
    },
    {
      ...{ name: 'message_delivered_at', label: 'Mensagem entregue em', type: 'datetime' },
      ...{ isReadOnly: true, section: MESSAGE },
    },
    {
      ...{ name: 'message_read_at', label: 'Mensagem lida em', type: 'datetime' },
      ...{ isReadOnly: true, section: MESSAGE },
    },
    {
      ...{ name: 'message_problem', label: 'Por que não chegou', type: 'text' },
      ...{ isReadOnly: true, section: MESSAGE },
    },
    { name: 'ended_on', label: 'Encerrada em', type: 'date', isReadOnly: true, section: END },
    { name: 'ended_why', label: 'Por quê', type: 'text', isReadOnly: true, section: END },
  ],
  list: {
    columns: [
      ...['number', 'kind', 'premise_id', 'debtor_id', 'issued_on', 'due_on', 'amount_cents'],
      ...['delivered_on', 'state'],
    ],
    sort: { column: 'issued_on', direction: 'desc' },
    sortable: ['issued_on', 'due_on'],
    filters: ['kind', 'state', 'message_state', 'issued_on', 'due_on'],
  },
  search: ['number'],
  related: [
    { title: 'Débitos', record: 'dunning.notice_debts', foreignKey: 'notice_id' },
    { title: 'Tentativas de entrega', record: 'dunning.deliveries', foreignKey: 'notice_id' },
  ],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'dunning.read', write: null },
  person: { record: 'registry.customers', key: 'debtor_id', anonymised: { message_to: null } },
  attachments: {
    kinds: [
      { value: 'delivery', label: 'Comprovante de entrega' },
      { value: 'proof', label: 'Comprovante de pagamento' },
      { value: 'other', label: 'Outro' },
    ],
    write: 'dunning.notify',
  },
  notes: { write: 'dunning.notify' },
  operations: {
    ...deliveryOperations,
    'due': {
      action: 'dunning.change_due',
      help: 'O motivo é o parecer: fica, com quem mudou e quando, numa ordem de registro do imóvel. A notificação já impressa continua a poder ser paga.',
      fields: [{ name: 'due_on', label: 'Novo vencimento', type: 'date', isRequired: true }],
      isOffered: ({ state }) => state === 'pending',
    },
    'accept-proof': {
      action: 'dunning.accept_proof',
      help: 'Quem deve mostrou que pagou. A notificação é cancelada, a ordem de corte que estiver aberta é recolhida, as faturas ficam à espera do banco e o devedor é avisado. Sem o registro no prazo, o imóvel volta a ser notificado. Anexe o comprovante nesta página.',
      fields: [PROOF, REASON_CODE],
      isOffered: isDemand,
    },
    'refuse-proof': {
      action: 'dunning.refuse_proof',
      help: 'A notificação e a ordem de corte continuam, e o devedor recebe o motivo.',
      fields: [PROOF],
      isOffered: isDemand,
    },
    'cancel': {
      action: 'dunning.cancel_notice',
      help: 'Nenhum corte será feito por ela. O motivo é o parecer: fica, com quem cancelou e quando, numa ordem de registro do imóvel. A taxa de emissão que ainda não foi faturada deixa de ser cobrada.',
      fields: [],
      isOffered: ({ state }) => state === 'pending',
    },
  },
  actions: [],
}
