import type { RecordField, RecordType } from '#core/records/index'
import { STATEMENT_STATES } from './options.ts'

const beneficiary: RecordField = {
  ...{ name: 'beneficiary_id', label: 'Beneficiário', type: 'reference' },
  ...{ record: 'receivables.beneficiaries', isRequired: true },
}
const month: RecordField = { name: 'month', label: 'Mês', type: 'refmonth', isRequired: true }
const money = (name: string, label: string, help?: string): RecordField => ({
  ...{ name, label, type: 'money', isReadOnly: true, section: 'Valores' },
  ...(help ? { help } : {}),
})
const HANDED = 'Repasse'

/** What is handed over each month to who the utility collects for. */
export const statements: RecordType = {
  name: 'receivables.statements',
  path: '/receivables/statements',
  table: 'receivables_statements',
  title: { one: 'Repasse a terceiro', many: 'Repasses a terceiros', gender: 'm' },
  help: 'O que se recebeu em cada mês para quem o prestador só arrecada, o que ele retém e o que repassa. Um recebimento estornado depois diminui o repasse do mês do estorno.',
  label: 'month',
  fields: [
    { ...month, isReadOnly: true },
    { ...beneficiary, isReadOnly: true },
    { name: 'state', label: 'Situação', type: 'enum', options: STATEMENT_STATES, isReadOnly: true },
    money('billed_cents', 'Faturado na referência'),
    money('withdrawn_cents', 'Cancelado ou substituído no mês'),
    money('received_cents', 'Recebido no mês', 'Menos o que se estornou, pela data do lançamento.'),
    {
      ...{ name: 'fee_percent', label: 'Remuneração', type: 'decimal', unit: '%' },
      ...{ isReadOnly: true, section: 'Valores' },
    },
    money('fee_cents', 'Retido pelo prestador'),
    money('brought_cents', 'Trazido do mês anterior', 'Quando se estornou mais do que se recebeu.'),
    money('due_cents', 'A repassar'),
    money(
      'open_cents',
      'Em aberto na apuração',
      'Tudo o que os devedores ainda deviam ao terceiro.'
    ),
    {
      ...{ name: 'issued_on', label: 'Apurado em', type: 'date' },
      ...{ isReadOnly: true, section: HANDED },
    },
    {
      ...{ name: 'issued_by', label: 'Apurado por', type: 'text' },
      ...{ isReadOnly: true, section: HANDED },
    },
    {
      ...{ name: 'transferred_on', label: 'Repassado em', type: 'date' },
      ...{ isReadOnly: true, section: HANDED },
    },
    {
      ...{ name: 'transfer_document', label: 'Documento', type: 'text' },
      ...{ isReadOnly: true, section: HANDED },
    },
  ],
  list: {
    columns: [
      ...['month', 'beneficiary_id', 'state', 'received_cents', 'fee_cents', 'due_cents'],
      ...['transferred_on', 'open_cents'],
    ],
    sort: { column: 'month', direction: 'desc' },
    sortable: ['month'],
    filters: ['beneficiary_id', 'state', 'month'],
  },
  search: [],
  related: [],
  permissions: { read: 'receivables.read', write: null },
  createAction: 'receivables.issue_statement',
  createFields: [
    beneficiary,
    { ...month, help: 'Um mês já terminado; os meses se apuram em ordem.' },
  ],
  operations: {
    transfer: {
      action: 'receivables.record_pass_on',
      help: 'O dinheiro foi entregue ao terceiro. Os lançamentos contábeis são feitos hoje.',
      fields: [
        { name: 'transferred_on', label: 'Repassado em', type: 'date', isRequired: true },
        {
          ...{
            name: 'document',
            label: 'Documento',
            type: 'text',
            maxLength: 60,
            isRequired: true,
          },
          help: 'O número da ordem bancária, do cheque ou do empenho.',
        },
      ],
      today: ['transferred_on'],
      isOffered: ({ state, due_cents: due }) => state === 'issued' && BigInt(String(due)) > 0n,
    },
  },
  actions: [],
}
