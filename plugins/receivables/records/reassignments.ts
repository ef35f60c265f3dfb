import type { RecordField, RecordType } from '#core/records/index'
import { REASSIGNMENTS } from '../services/reassign_debts.ts'

const customer = (name: string, label: string, help: string): RecordField => ({
  ...{ name, label, type: 'reference', record: 'registry.customers', isRequired: true, help },
})

const asked: readonly RecordField[] = [
  {
    ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', isRequired: true },
    record: 'registry.premises',
  },
  customer('from_customer_id', 'Quem devia', 'Por exemplo, o inquilino que saiu.'),
  customer(
    'to_customer_id',
    'Quem assume',
    'Proprietário, inquilino ou titular do imóvel, de agora ou de antes. Se não estiver no cadastro do imóvel, registre-o primeiro.'
  ),
]

const authority: RecordField = {
  ...{ name: 'authority', label: 'Ato ou acordo', type: 'text', isRequired: true, maxLength: 300 },
  help: 'O que obriga quem assume: a lei do município, o contrato, a confissão assinada, a decisão judicial.',
}

/** Debts that passed from one customer of a premise to another. */
export const reassignments: RecordType = {
  name: REASSIGNMENTS,
  path: '/receivables/reassignments',
  table: 'receivables_reassignments',
  title: {
    one: 'Transferência de responsável',
    many: 'Transferências de responsável',
    gender: 'f',
  },
  help: 'Débitos que passaram de um responsável do imóvel para outro, com o motivo e o ato que obriga quem os assume. O valor, o vencimento e os documentos continuam os mesmos.',
  label: 'made_on',
  fields: [
    { name: 'made_on', label: 'Data', type: 'date' },
    ...asked,
    { name: 'debts', label: 'Débitos', type: 'integer' },
    { name: 'amount_cents', label: 'Valor', type: 'money' },
    authority,
    { name: 'reason', label: 'Motivo', type: 'text' },
    { name: 'made_by', label: 'Por', type: 'text' },
  ],
  list: {
    columns: [
      ...['made_on', 'premise_id', 'from_customer_id', 'to_customer_id', 'debts', 'amount_cents'],
      'made_by',
    ],
    sort: { column: 'made_on', direction: 'desc' },
    sortable: ['made_on'],
    filters: ['made_on', 'premise_id'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'receivables.read', write: null },
  createAction: 'receivables.reassign',
  createFields: [
    ...asked,
    {
      ...{ name: 'documents', label: 'Documentos', type: 'longtext', maxLength: 8000 },
      help: 'Os números dos documentos, um por linha. Em branco, passa tudo o que está em aberto de quem devia neste imóvel.',
    },
    authority,
    { name: 'why', label: 'Motivo', type: 'text', isRequired: true, maxLength: 500 },
  ],
  attachments: {
    kinds: [
      { value: 'act', label: 'Ato, contrato ou acordo' },
      { value: 'other', label: 'Outro' },
    ],
    write: 'receivables.reassign',
  },
  actions: [],
}
