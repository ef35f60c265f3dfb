import { query } from '#core/database/index'
import {
  type PageContext,
  type RecordField,
  type RecordType,
  shownField as shown,
} from '#core/records/index'
import { DOCUMENTS } from '#core/files/index'
import { format } from '#core/web/index'
import { refuseClosed } from '../services/cases.ts'
import { checkManager } from '../services/managers.ts'
import { OF_PREMISE, customerField, managerField, premiseField, still } from './fields.ts'
import { CASE_STATES, DECISION_KINDS } from './options.ts'

const subject: RecordField = {
  ...{ name: 'subject', label: 'Assunto', type: 'text', isRequired: true, maxLength: 120 },
}
const description: RecordField = {
  ...{ name: 'description', label: 'O que se pede ou apura', type: 'longtext', maxLength: 4000 },
}
const isOpen = ({ state }: Readonly<Record<string, unknown>>) => state === 'open'
const OF_BILL = { in: [{ var: ['kind'] }, ['correct_bill', 'keep_bill']] }
const MOST_BILLS = 36

interface Bill {
  readonly id: bigint
  readonly number: string
  readonly reference: string
  readonly total_cents: bigint
}

/** The newest bills of the unit, to decide about one of them. */
async function billField({ tx, row }: PageContext): Promise<readonly RecordField[]> {
  const bills = await query<Bill>(
    tx,
    `select id, number, reference, total_cents from billing_invoices
      where premise_id = ? order by reference desc, id desc limit ${MOST_BILLS}`,
    [row.premise_id as bigint]
  )
  return [
    {
      ...{ name: 'invoice_id', label: 'Fatura', type: 'enum' },
      options: bills.map(({ id, number, reference, total_cents: cents }) => ({
        value: String(id),
        label: `${format.refMonth(reference)} · ${number} · ${format.money(cents)}`,
      })),
      help: 'A fatura sobre a qual se decide. A correção se faz na página dela, antes ou depois da decisão, e aparece no processo.',
      ...{ visibleWhen: OF_BILL, requiredWhen: OF_BILL },
    },
  ]
}

/** Case files of large customers, with documents and decisions (CM-25a). */
export const cases: RecordType = {
  name: 'large_customers.cases',
  path: '/large-customers/cases',
  table: 'large_customers_cases',
  title: { one: 'Processo de grande cliente', many: 'Processos de grandes clientes', gender: 'm' },
  help: 'O que se apura e decide sobre um grande cliente, com os documentos. Cada decisão guarda quem decidiu, quando, em que documento e sobre qual fatura, e não muda mais.',
  label: 'subject',
  fields: [
    shown('number', 'Processo', 'text'),
    subject,
    still(premiseField),
    customerField,
    managerField,
    shown('state', 'Situação', 'enum', { options: CASE_STATES }),
    description,
    shown('opened_on', 'Aberto em', 'date'),
    shown('opened_by', 'Aberto por', 'text'),
    shown('closed_on', 'Encerrado em', 'date'),
    shown('closed_by', 'Encerrado por', 'text'),
    shown('outcome', 'Como terminou', 'longtext'),
  ],
  list: {
    columns: ['number', 'subject', 'premise_id', 'customer_id', 'manager_id', 'state', 'opened_on'],
    sort: { column: 'opened_on', direction: 'desc' },
    sortable: ['opened_on'],
    filters: ['state', 'manager_id', 'opened_on'],
  },
  search: ['number', 'subject'],
  related: [{ title: 'Decisões', record: 'large_customers.decisions', foreignKey: 'case_id' }],
  scope: OF_PREMISE,
  person: { record: 'registry.customers', key: 'customer_id', anonymised: {} },
  permissions: { read: 'large_customers.read', write: 'large_customers.manage' },
  async check(context, { before, changes }) {
    refuseClosed(before)
    if (changes.manager_id) await checkManager(context, changes.manager_id)
  },
  createAction: 'large_customers.open_case',
  createFields: [subject, premiseField, managerField, description],
  operations: {
    decide: {
      action: 'large_customers.decide',
      help: 'A decisão fica no processo com o seu nome, a data e o documento, e não muda mais.',
      fields: [
        {
          ...{ name: 'kind', label: 'Decisão', type: 'enum', options: DECISION_KINDS },
          isRequired: true,
        },
        {
          ...{ name: 'decision', label: 'O que se decidiu e por quê', type: 'longtext' },
          ...{ isRequired: true, maxLength: 4000 },
        },
      ],
      moreFields: billField,
      document: {
        label: 'Documento',
        isRequired: true,
        help: 'O parecer, o laudo ou o pedido em que a decisão se apoia.',
        purpose: { ...DOCUMENTS, name: 'large_customers.decision' },
        keep: 'large_customers.keep_document',
        pathOf: ({ id }, document) => `/large-customers/cases/${id}/attachments/${document}`,
      },
      isOffered: isOpen,
    },
    close: {
      action: 'large_customers.close_case',
      help: 'O processo fica guardado e não recebe mais decisões.',
      fields: [
        {
          ...{ name: 'outcome', label: 'Como terminou', type: 'longtext', isRequired: true },
          maxLength: 1000,
        },
      ],
      isOffered: isOpen,
    },
    reopen: {
      action: 'large_customers.reopen_case',
      help: 'O processo volta a andamento, com tudo o que tem.',
      fields: [],
      isOffered: (row) => !isOpen(row),
    },
  },
  attachments: {
    kinds: [
      { value: 'request', label: 'Pedido do cliente' },
      { value: 'opinion', label: 'Parecer ou laudo' },
      { value: 'contract', label: 'Contrato' },
      { value: 'decision', label: 'Documento de decisão' },
      { value: 'other', label: 'Outro documento' },
    ],
    write: 'large_customers.manage',
  },
  notes: { write: 'large_customers.manage' },
  actions: [],
}
