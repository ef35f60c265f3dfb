import type { RecordField, RecordType } from '#core/records/index'
import {
  OF_PREMISE,
  choice,
  date,
  datetime,
  debtor,
  integer,
  longtext,
  money,
  premise,
  reference,
  refmonth,
  text,
} from './fields.ts'
import { entryOperations } from './entry_operations.ts'
import { ARRANGEMENTS, ENTRY_STATES, NATURES, OPERATIONS, PRESCRIPTION_EVENTS } from './options.ts'

const BOOK = { section: 'Livro' }
const AMOUNTS = { section: 'Valores na inscrição' }
const WAY = { section: 'Cobrança' }

const fields: readonly RecordField[] = [
  text('number', 'Inscrição'),
  choice('state', 'Situação', ENTRY_STATES),
  choice('arrangement', 'Acordo', ARRANGEMENTS),
  debtor(),
  premise(),
  reference('term_id', 'Termo', 'debt_register.terms'),
  text('bill_number', 'Fatura'),
  refmonth('reference', 'Referência'),
  date('due_on', 'Vencimento'),
  choice('nature', 'Natureza', NATURES),
  date('inscribed_on', 'Inscrito em'),
  reference('book_id', 'Livro', 'debt_register.books', BOOK),
  integer('leaf', 'Folha', BOOK),
  integer('line', 'Sequência', BOOK),
  money('original_cents', 'Valor originário', AMOUNTS),
  money('fine_cents', 'Multa', AMOUNTS),
  money('interest_cents', 'Juros', AMOUNTS),
  money('correction_cents', 'Correção', AMOUNTS),
  money('total_cents', 'Total', AMOUNTS),
  date('notified_on', 'Notificação recebida em', WAY),
  date('certified_on', 'Certidão emitida em', WAY),
  reference('court_case_id', 'Execução', 'debt_register.court_cases', WAY),
  date('paid_on', 'Pago em', WAY),
  date('prescribes_on', 'Prescreve em', {
    ...WAY,
    help: 'Do vencimento, ou da interrupção, pelo prazo da natureza do crédito, mais os dias em que o prazo ficou suspenso.',
  }),
]

/** One each debt of the register, for ever: what happens to it changes its state, never its place in the book. */
export const entries: RecordType = {
  name: 'debt_register.entries',
  path: '/debt-register/entries',
  table: 'debt_register_entries',
  title: { one: 'Lançamento inscrito', many: 'Lançamentos inscritos', gender: 'm' },
  help: 'Cada débito inscrito, com o lugar no livro, a situação e o dia em que prescreve. O pagamento por qualquer documento o dá como pago; o estorno o reabre.',
  label: 'number',
  heading: ({ number, bill_number: bill, id }) => String(number ?? bill ?? id),
  fields,
  list: {
    columns: [
      ...['number', 'debtor_id', 'premise_id', 'reference', 'due_on', 'original_cents'],
      ...['total_cents', 'state', 'arrangement', 'book_id', 'leaf', 'line', 'prescribes_on'],
    ],
    sort: { column: 'due_on', direction: 'asc' },
    sortable: ['due_on', 'inscribed_on'],
    filters: [
      ...['state', 'arrangement', 'term_id', 'premise_id', 'debtor_id', 'due_on', 'inscribed_on'],
      ...['court_case_id', 'book_id', 'prescribes_on'],
    ],
  },
  search: ['number', 'bill_number'],
  related: [
    {
      ...{ title: 'O que se fez', record: 'debt_register.operations', foreignKey: 'entry_id' },
    },
    {
      ...{ title: 'Prescrição', record: 'debt_register.prescription_events' },
      foreignKey: 'entry_id',
    },
  ],
  scope: OF_PREMISE,
  permissions: { read: 'debt_register.read', write: null },
  madeOn: 'debt_register.proposals',
  person: { record: 'registry.customers', key: 'debtor_id', anonymised: {} },
  operations: entryOperations,
  bulk: [
    { action: 'debt_register.cancel', effect: 'Cancelar {count} lançamentos inscritos' },
    { action: 'debt_register.prescribe', effect: 'Baixar por prescrição {count} lançamentos' },
  ],
  actions: [],
}

const ofEntry = { column: 'entry_id', of: 'debt_register.entries' } as const
const entry = reference('entry_id', 'Lançamento', 'debt_register.entries')

/** Who did what to each entry, when and why: nothing of it changes. */
export const operations: RecordType = {
  name: 'debt_register.operations',
  path: '/debt-register/operations',
  table: 'debt_register_operations',
  title: { one: 'Movimento de lançamento', many: 'Movimentos de lançamentos', gender: 'm' },
  help: 'O que se fez com cada lançamento da dívida ativa: quem, quando e por quê.',
  label: 'operation',
  madeOn: 'debt_register.entries',
  fields: [
    entry,
    choice('operation', 'Movimento', OPERATIONS),
    choice('before', 'De', ENTRY_STATES),
    choice('after', 'Para', ENTRY_STATES),
    date('done_on', 'Data'),
    datetime('done_at', 'Registrado em'),
    text('done_by', 'Por'),
    longtext('reason', 'Motivo'),
  ],
  list: {
    columns: ['entry_id', 'operation', 'before', 'after', 'done_on', 'done_by', 'reason'],
    sort: { column: 'entry_id', direction: 'desc' },
    sortable: ['entry_id'],
    filters: ['entry_id'],
  },
  search: [],
  related: [],
  scope: ofEntry,
  permissions: { read: 'debt_register.read', write: null },
  actions: [],
}

export const prescriptionEvents: RecordType = {
  name: 'debt_register.prescription_events',
  path: '/debt-register/prescription-events',
  table: 'debt_register_prescription_events',
  title: { one: 'Interrupção ou suspensão', many: 'Interrupções e suspensões', gender: 'f' },
  help: 'O que fez recomeçar ou parar o prazo de prescrição de um lançamento. A suspensão de 180 dias da inscrição é contada sem registro.',
  label: 'kind',
  madeOn: 'debt_register.entries',
  fields: [
    entry,
    choice('kind', 'O que houve', PRESCRIPTION_EVENTS),
    date('from_on', 'Desde'),
    date('until_on', 'Até'),
    longtext('because', 'Fundamento'),
    text('entered_by', 'Registrado por'),
  ],
  list: {
    columns: ['entry_id', 'kind', 'from_on', 'until_on', 'because', 'entered_by'],
    sort: { column: 'entry_id', direction: 'desc' },
    sortable: ['entry_id'],
    filters: ['entry_id'],
  },
  search: [],
  related: [],
  scope: ofEntry,
  permissions: { read: 'debt_register.read', write: null },
  actions: [],
}
