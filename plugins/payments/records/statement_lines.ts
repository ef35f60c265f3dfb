import type { RecordType } from '#core/records/index'
import { STATEMENT_LINE_STATES } from './options.ts'

type Row = Readonly<Record<string, unknown>>

const isWaiting = ({ state }: Row) => state === 'waiting'

export const statementLines: RecordType = {
  name: 'payments.statement_lines',
  path: '/payments/statement-lines',
  table: 'payments_statement_lines',
  title: { one: 'Lançamento do extrato', many: 'Lançamentos dos extratos', gender: 'm' },
  help: 'O que os bancos dizem que entrou e saiu das contas. Os créditos que o sistema não soube ligar à arrecadação esperam por uma pessoa.',
  label: 'text',
  fields: [
    { name: 'on_day', label: 'Dia', type: 'date', isReadOnly: true },
    { name: 'account', label: 'Conta', type: 'text', isReadOnly: true },
    { name: 'amount_cents', label: 'Valor', type: 'money', isReadOnly: true },
    { name: 'text', label: 'Histórico', type: 'text', isReadOnly: true },
    { name: 'document', label: 'Documento', type: 'text', isReadOnly: true },
    {
      ...{ name: 'state', label: 'Situação', type: 'enum', options: STATEMENT_LINE_STATES },
      isReadOnly: true,
    },
    {
      ...{ name: 'day_id', label: 'Dia da arrecadação', type: 'reference' },
      ...{ record: 'payments.days', isReadOnly: true },
    },
    {
      ...{ name: 'receipt_id', label: 'Recebimento', type: 'reference' },
      ...{ record: 'receivables.receipts', isReadOnly: true },
    },
    { name: 'reason', label: 'Por quê', type: 'text', isReadOnly: true },
    { name: 'decided_by', label: 'Por', type: 'text', isReadOnly: true },
    { name: 'decided_at', label: 'Em', type: 'datetime', isReadOnly: true },
    {
      ...{ name: 'statement_id', label: 'Extrato', type: 'reference' },
      ...{ record: 'payments.statements', isReadOnly: true },
    },
  ],
  list: {
    columns: ['on_day', 'account', 'amount_cents', 'text', 'state', 'day_id', 'reason'],
    sort: { column: 'on_day', direction: 'desc' },
    sortable: ['on_day'],
    filters: ['state', 'account', 'on_day', 'statement_id', 'day_id'],
  },
  search: [],
  related: [],
  permissions: { read: 'payments.read', write: null },
  operations: {
    match: {
      action: 'payments.match_statement_line',
      help: 'O crédito passa a contar no dia escolhido, e o dia é somado de novo.',
      fields: [
        {
          ...{ name: 'day_id', label: 'Dia da arrecadação', type: 'reference' },
          ...{ record: 'payments.days', isRequired: true },
        },
      ],
      isOffered: (row) => row.state !== 'matched' && row.state !== 'received',
    },
    receive: {
      action: 'payments.receive_statement_line',
      help: 'O crédito é o depósito de um cliente ou de um órgão: vira um recebimento a identificar, que se liga a um documento ou se distribui entre faturas.',
      fields: [
        {
          ...{ name: 'agent_id', label: 'Banco', type: 'reference', record: 'payments.agents' },
          isRequired: true,
        },
        {
          ...{ name: 'customer_id', label: 'Cliente', type: 'reference' },
          ...{ record: 'registry.customers', help: 'De quem é, quando se sabe.' },
        },
      ],
      isOffered: (row) => isWaiting(row) && Number(row['amount_cents']) > 0,
    },
    set_aside: {
      action: 'payments.set_aside_statement_line',
      help: 'Um depósito, uma transferência, um rendimento: o lançamento deixa de esperar.',
      fields: [],
      isOffered: isWaiting,
    },
    free: {
      action: 'payments.free_statement_line',
      help: 'O lançamento volta a esperar, e o dia que ele pagava é somado de novo.',
      fields: [],
      isOffered: (row) => !isWaiting(row),
    },
  },
  actions: [],
}
