import type { PageContext, RecordField, RecordOperation, RecordType } from '#core/records/index'
import { query } from '#core/database/index'
import { ORDER_STATES, RESULTS } from './options.ts'

const ORDER = 'Pedido'
const RESULT = 'Resultado'

const team: RecordField = {
  ...{ name: 'team', label: 'Equipe', type: 'lookup', lookup: 'services.teams' },
  section: ORDER,
}
const dueOn: RecordField = { name: 'due_on', label: 'Prazo', type: 'date', section: ORDER }
const employee: RecordField = {
  ...{ name: 'employee_id', label: 'Funcionário', type: 'reference' },
  ...{ record: 'registry.employees', section: ORDER },
}

const asked: readonly RecordField[] = [
  {
    ...{ name: 'service_type', label: 'Serviço', type: 'lookup', lookup: 'services.types' },
    ...{ isRequired: true, section: ORDER },
  },
  {
    ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
    ...{ isRequired: true, section: ORDER },
  },
  {
    ...{ name: 'requester', label: 'Quem pede', type: 'text', maxLength: 120, isRequired: true },
    section: ORDER,
  },
  {
    ...{ name: 'reason', label: 'Motivo', type: 'text', maxLength: 300, isRequired: true },
    section: ORDER,
  },
  {
    ...{ name: 'remarks', label: 'Observações', type: 'longtext', maxLength: 1000 },
    section: ORDER,
  },
]

const customerMessage: RecordField = {
  ...{ name: 'customer_message', label: 'Aviso ao cliente', type: 'longtext', section: ORDER },
}
const findings: RecordField = {
  ...{ name: 'findings', label: 'O que se achou', type: 'longtext', maxLength: 2000 },
  section: RESULT,
}
const reading: RecordField = {
  ...{ name: 'reading', label: 'Leitura do hidrômetro', type: 'integer', section: RESULT },
  ...{ unit: 'm³', minimum: '0', maximum: '999999999' },
}
const executedTime: RecordField = {
  ...{ name: 'executed_time', label: 'Hora', type: 'text', maxLength: 5, section: RESULT },
}
const notDoneReason: RecordField = {
  ...{ name: 'not_done_reason', label: 'Por que não foi feito', type: 'lookup' },
  ...{ lookup: 'services.not_done_reasons', section: RESULT },
}

/** Asked only where the type charges something. */
async function chargeField({ tx, municipalityId, row }: PageContext): Promise<RecordField[]> {
  const [type] = await query<{ tariff_service: string | null }>(
    tx,
    'select tariff_service from services_types where municipality_id = ? and code = ?',
    [municipalityId, String(row.service_type)]
  )
  if (!type?.tariff_service) return []
  return [
    {
      ...{ name: 'is_charged', label: 'Cobrar o serviço', type: 'boolean' },
      visibleWhen: resulting('done'),
      help: 'Na próxima fatura do imóvel, pelo preço da tabela no dia em que foi feito.',
    },
  ]
}

const resulting = (result: string) => ({ '==': [{ var: ['result'] }, result] })

const isOpen = ({ state }: Readonly<Record<string, unknown>>) => state === 'open'

const operations: Readonly<Record<string, RecordOperation>> = {
  close: {
    action: 'services.close_order',
    help: 'Fotografias e papéis são anexados na página da ordem, antes ou depois de encerrá-la.',
    fields: [
      {
        ...{ name: 'result', label: 'Resultado', type: 'enum', options: RESULTS },
        isRequired: true,
      },
      {
        ...{ name: 'executed_on', label: 'Feito em', type: 'date', help: 'Em branco: hoje.' },
        visibleWhen: resulting('done'),
      },
      {
        ...{ ...executedTime, visibleWhen: resulting('done') },
        help: 'No formato 09:30. Os cortes só se encerram com ela.',
      },
      { ...notDoneReason, isRequired: true, visibleWhen: resulting('not_done') },
      findings,
      reading,
    ],
    moreFields: chargeField,
    initial: async () => ({ result: 'done', is_charged: 'true' }),
    today: ['executed_on'],
    isOffered: isOpen,
  },
  assign: {
    action: 'services.assign_order',
    help: 'A quem a ordem é dada e até quando. Em branco, a equipe ou o funcionário deixa de tê-la.',
    fields: [team, employee, { ...dueOn, isRequired: true }],
    initial: async ({ row }) => ({
      ...{ team: String(row.team ?? ''), employee_id: String(row.employee_id ?? '') },
      due_on: String(row.due_on),
    }),
    isOffered: isOpen,
  },
  cancel: {
    action: 'services.cancel_order',
    help: 'A ordem fica no histórico, cancelada, com o motivo.',
    fields: [],
    isOffered: isOpen,
  },
  reopen: {
    action: 'services.reopen_order',
    help: 'A ordem volta a ficar aberta; o que se achou fica escrito até ser encerrada de novo.',
    fields: [],
    isOffered: (row) => !isOpen(row) && row.consequence === null,
  },
}

/** What the field is asked to do, by people and by the other modules. */
export const orders: RecordType = {
  name: 'services.orders',
  path: '/services/orders',
  table: 'services_orders',
  title: { one: 'Ordem de serviço', many: 'Ordens de serviço', gender: 'f' },
  help: 'O que se pede ao campo em cada imóvel, por pessoas ou pelo próprio sistema, com prazo, equipe e resultado. Um imóvel tem uma só ordem aberta de cada serviço.',
  label: 'number',
  fields: [
    { name: 'number', label: 'Número', type: 'text', section: ORDER },
    ...asked,
    customerMessage,
    { name: 'state', label: 'Situação', type: 'enum', options: ORDER_STATES, section: ORDER },
    team,
    employee,
    dueOn,
    { name: 'opened_on', label: 'Aberta em', type: 'date', section: ORDER },
    { name: 'opened_by', label: 'Aberta por', type: 'text', section: ORDER },
    { name: 'executed_on', label: 'Feita em', type: 'date', section: RESULT },
    executedTime,
    notDoneReason,
    findings,
    reading,
    { name: 'closed_on', label: 'Encerrada em', type: 'date', section: RESULT },
    { name: 'closed_by', label: 'Encerrada por', type: 'text', section: RESULT },
    { name: 'consequence', label: 'Consequência do encerramento', type: 'text', section: RESULT },
  ],
  list: {
    columns: ['number', 'service_type', 'premise_id', 'state', 'team', 'opened_on', 'due_on'],
    sort: { column: 'opened_on', direction: 'desc' },
    sortable: ['opened_on', 'due_on'],
    filters: ['state', 'service_type', 'team', 'opened_on', 'due_on'],
  },
  search: ['number', 'requester', 'reason'],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'services.read', write: null },
  createAction: 'services.request_order',
  createFields: [
    ...asked,
    { ...team, help: 'Vazia: a do tipo de serviço.' },
    { ...dueOn, help: 'Vazio: o prazo do tipo de serviço, contado de hoje.' },
  ],
  attachments: {
    kinds: [
      { value: 'photo', label: 'Fotografia' },
      { value: 'report', label: 'Relatório ou laudo' },
    ],
    write: 'services.close',
  },
  notes: { write: 'services.request' },
  operations,
  actions: ['services.print_order'],
}
