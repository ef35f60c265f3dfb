import { query } from '#core/database/index'
import type { PageContext, RecordField, RecordOperation, RecordType } from '#core/records/index'
import {
  OF_PREMISE,
  asked,
  choice,
  date,
  debtor,
  integer,
  longtext,
  money,
  premise,
  reference,
  text,
} from './fields.ts'
import { PAPER_KINDS, PAPER_STATES } from './options.ts'

const RECEIPT = { section: 'Recebimento' }
const AMOUNTS = { section: 'Valores na emissão' }

const receipt: RecordOperation = {
  action: 'debt_register.record_receipt',
  help: 'A data em que o devedor recebeu a notificação, pelo aviso de recebimento ou pela assinatura. Dela depende a certidão.',
  fields: [
    { name: 'received_on', label: 'Recebida em', type: 'date', isRequired: true },
    { name: 'received_by', label: 'Por quem', type: 'text', maxLength: 120 },
  ],
  today: ['received_on'],
  isOffered: ({ kind, received_on: on }) =>
    (kind === 'notice' || kind === 'extrajudicial') && on === null,
}

const court: RecordOperation = {
  action: 'debt_register.file_case',
  idInput: 'certificate_id',
  help: 'Os débitos da certidão passam a em execução e ficam fora dos livros seguintes. Sem protesto, escreva por que ele é dispensado.',
  fields: [
    {
      ...{ name: 'case_number', label: 'Número do processo judicial', type: 'text' },
      ...{ isRequired: true, maxLength: 40, help: 'Número único: 0001234-26.2026.8.11.0001.' },
    },
    { name: 'court', label: 'Juízo', type: 'text', isRequired: true, maxLength: 120 },
    { name: 'filed_on', label: 'Ajuizada em', type: 'date', isRequired: true },
    { name: 'protest_waiver', label: 'Dispensa do protesto', type: 'longtext', maxLength: 500 },
    { name: 'remarks', label: 'Observações', type: 'longtext', maxLength: 2000 },
  ],
  today: ['filed_on'],
  isOffered: ({ kind }) => kind === 'certificate',
}

/** Entries of this paper that are still in active debt, a box for each. */
async function entryFields({ tx, municipalityId, row }: PageContext): Promise<RecordField[]> {
  const rows = await query<{ id: bigint; number: string; bill_number: string | null }>(
    tx,
    `select e.id, e.number, e.bill_number from debt_register_paper_entries p join debt_register_entries e on e.id = p.entry_id
      where p.municipality_id = ? and p.paper_id = ? and e.state = 'inscribed' order by e.due_on, e.id limit 100`,
    [municipalityId, row.id]
  )
  return rows.map(({ id, number, bill_number: bill }) => ({
    ...{ name: `entry_${id}`, label: bill ? `${number} · fatura ${bill}` : number },
    ...{ type: 'boolean' as const, section: 'Débitos' },
  }))
}

/** The ids of the boxes that were ticked. */
const chosen = (filled: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> => {
  const isTicked = (value: unknown) => value === true || value === 'true' || value === 'on'
  const ids = Object.entries(filled).flatMap(([name, value]) =>
    name.startsWith('entry_') && isTicked(value) ? [Number(name.slice(6))] : []
  )
  return {
    entry_ids: ids,
    ...(filled.valid_until ? { valid_until: filled.valid_until } : {}),
  }
}

const isNotice = ({ kind }: PageContext['row']) => kind === 'notice'

/** Notices, certificates, extrajudicial notifications and acknowledgement terms. */
export const papers: RecordType = {
  name: 'debt_register.papers',
  path: '/debt-register/papers',
  table: 'debt_register_papers',
  title: { one: 'Documento da dívida ativa', many: 'Documentos da dívida ativa', gender: 'm' },
  help: 'Notificações, certidões, notificações extrajudiciais e termos de confissão, numerados por tipo e ano. Emitem-se no termo de inscrição, no documento de outra emissão ou em lote.',
  label: 'number',
  madeOn: 'debt_register.terms',
  fields: [
    choice('kind', 'Tipo', PAPER_KINDS),
    text('number', 'Número'),
    choice('state', 'Situação', PAPER_STATES),
    debtor(),
    premise(),
    reference('process_id', 'Processo', 'debt_register.processes'),
    integer('entries', 'Débitos'),
    date('issued_on', 'Emitido em'),
    text('issued_by', 'Emitido por'),
    money('original_cents', 'Valor originário', AMOUNTS),
    money('fine_cents', 'Multa', AMOUNTS),
    money('interest_cents', 'Juros', AMOUNTS),
    money('correction_cents', 'Correção', AMOUNTS),
    money('total_cents', 'Total', AMOUNTS),
    date('received_on', 'Recebida em', RECEIPT),
    text('received_by', 'Por quem', { ...RECEIPT, isPersonal: true }),
    text('receipt_entered_by', 'Registrado por', RECEIPT),
    reference('document_id', 'Documento de pagamento', 'receivables.documents'),
    date('valid_until', 'Pagável até'),
  ],
  list: {
    columns: [
      ...['kind', 'number', 'debtor_id', 'premise_id', 'entries', 'total_cents', 'issued_on'],
      ...['issued_by', 'received_on', 'state'],
    ],
    sort: { column: 'issued_on', direction: 'desc' },
    sortable: ['issued_on'],
    filters: ['kind', 'state', 'premise_id', 'debtor_id', 'issued_on'],
  },
  search: ['number'],
  related: [{ title: 'Débitos', record: 'debt_register.paper_entries', foreignKey: 'paper_id' }],
  scope: OF_PREMISE,
  permissions: { read: 'debt_register.read', write: null },
  person: { record: 'registry.customers', key: 'debtor_id', anonymised: { received_by: null } },
  attachments: {
    kinds: [{ value: 'delivery', label: 'Comprovante da entrega' }],
    write: 'debt_register.issue',
  },
  operations: {
    receipt,
    court,
    acknowledge: {
      action: 'debt_register.issue_acknowledgement',
      help: 'Um documento com o reconhecimento do débito e um só código de barras, pelo total com os encargos de hoje.',
      fields: [{ name: 'valid_until', label: 'Pagável até', type: 'date', isRequired: true }],
      moreFields: entryFields,
      inputOf: chosen,
      isOffered: isNotice,
    },
    extrajudicial: {
      action: 'debt_register.issue_extrajudicial',
      help: 'Escolha os débitos da notificação extrajudicial. Só aparecem os que estão em dívida ativa.',
      fields: [],
      moreFields: entryFields,
      inputOf: chosen,
      isOffered: isNotice,
    },
  },
  actions: [],
}

export const paperEntries: RecordType = {
  name: 'debt_register.paper_entries',
  path: '/debt-register/paper-entries',
  table: 'debt_register_paper_entries',
  title: { one: 'Débito de documento', many: 'Débitos de documentos', gender: 'm' },
  help: 'Os débitos que cada documento da dívida ativa lista, com os valores do dia da emissão.',
  label: 'entry_id',
  madeOn: 'debt_register.papers',
  fields: [
    reference('paper_id', 'Documento', 'debt_register.papers'),
    reference('entry_id', 'Lançamento', 'debt_register.entries'),
    money('original_cents', 'Valor originário'),
    money('fine_cents', 'Multa'),
    money('interest_cents', 'Juros'),
    money('correction_cents', 'Correção'),
    money('total_cents', 'Total'),
  ],
  list: {
    columns: [
      ...['paper_id', 'entry_id', 'original_cents', 'fine_cents', 'interest_cents'],
      ...['correction_cents', 'total_cents'],
    ],
    sort: { column: 'paper_id', direction: 'desc' },
    sortable: ['paper_id'],
    filters: ['paper_id', 'entry_id'],
  },
  search: [],
  related: [],
  scope: { column: 'paper_id', of: 'debt_register.papers' },
  permissions: { read: 'debt_register.read', write: null },
  actions: [],
}

/** Books, each a legal act with its day and author. */
export const books: RecordType = {
  name: 'debt_register.books',
  path: '/debt-register/books',
  table: 'debt_register_books',
  title: { one: 'Livro da dívida ativa', many: 'Livros da dívida ativa', gender: 'm' },
  help: 'Gerar um livro dá lugar, em ordem de vencimento, ao que está em dívida ativa e em livro nenhum. O que está em execução fica de fora. O lugar é dado uma vez, para sempre.',
  label: 'number',
  fields: [
    integer('number', 'Livro'),
    date('due_from', 'Vencidos desde'),
    date('due_until', 'Vencidos até'),
    integer('pages', 'Folhas'),
    integer('entries_per_page', 'Lançamentos por folha'),
    integer('pages_per_book', 'Folhas por livro, no máximo'),
    integer('entries', 'Lançamentos'),
    money('total_cents', 'Valor na inscrição'),
    date('generated_on', 'Gerado em'),
    text('generated_by', 'Gerado por'),
  ],
  list: {
    columns: [
      ...['number', 'due_from', 'due_until', 'pages', 'entries', 'total_cents', 'generated_on'],
      'generated_by',
    ],
    sort: { column: 'number', direction: 'desc' },
    sortable: ['number'],
    filters: [],
  },
  search: [],
  related: [{ title: 'Lançamentos', record: 'debt_register.entries', foreignKey: 'book_id' }],
  permissions: { read: 'debt_register.read', write: null },
  createAction: 'debt_register.generate_book',
  createFields: [
    asked(date('due_from', 'Vencidos desde')),
    asked(date('due_until', 'Vencidos até')),
  ],
  actions: [],
}

/** Debts in court, with the situation of each case. */
export const courtCases: RecordType = {
  name: 'debt_register.court_cases',
  path: '/debt-register/court-cases',
  table: 'debt_register_court_cases',
  title: { one: 'Execução', many: 'Execuções', gender: 'f' },
  help: 'As certidões que foram ajuizadas, com o número do processo judicial e a situação de hoje. Uma execução se registra na página da certidão.',
  label: 'case_number',
  madeOn: 'debt_register.papers',
  fields: [
    text('case_number', 'Processo judicial'),
    {
      ...{ name: 'situation', label: 'Situação', type: 'lookup', isReadOnly: true },
      lookup: 'debt_register.court_situations',
    },
    date('situation_on', 'Nesta situação desde'),
    text('court', 'Juízo'),
    date('filed_on', 'Ajuizada em'),
    text('filed_by', 'Registrada por'),
    debtor(),
    premise(),
    reference('certificate_id', 'Certidão', 'debt_register.papers'),
    reference('process_id', 'Processo administrativo', 'debt_register.processes'),
    integer('entries', 'Débitos'),
    money('total_cents', 'Valor na certidão'),
    longtext('protest_waiver', 'Dispensa do protesto'),
    longtext('remarks', 'Observações'),
  ],
  list: {
    columns: [
      ...['case_number', 'situation', 'situation_on', 'filed_on', 'court', 'debtor_id'],
      ...['premise_id', 'entries', 'total_cents'],
    ],
    sort: { column: 'filed_on', direction: 'desc' },
    sortable: ['filed_on'],
    filters: ['situation', 'filed_on'],
  },
  search: ['case_number'],
  related: [{ title: 'Débitos', record: 'debt_register.entries', foreignKey: 'court_case_id' }],
  scope: OF_PREMISE,
  permissions: { read: 'debt_register.read', write: null },
  person: { record: 'registry.customers', key: 'debtor_id', anonymised: {} },
  attachments: {
    kinds: [{ value: 'paper', label: 'Peça da execução' }],
    write: 'debt_register.court',
  },
  notes: { write: 'debt_register.court' },
  operations: {
    follow: {
      action: 'debt_register.follow_case',
      help: 'Onde a execução está. Uma situação que encerra a execução devolve os débitos à dívida ativa.',
      fields: [
        {
          ...{ name: 'situation', label: 'Situação', type: 'lookup', isRequired: true },
          lookup: 'debt_register.court_situations',
        },
        { name: 'situation_on', label: 'Desde', type: 'date', isRequired: true },
        { name: 'remarks', label: 'Observações', type: 'longtext', maxLength: 2000 },
      ],
      today: ['situation_on'],
    },
  },
  actions: [],
}
