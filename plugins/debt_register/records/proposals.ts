import type { RecordType } from '#core/records/index'
import {
  OF_PREMISE,
  choice,
  date,
  debtor,
  integer,
  longtext,
  money,
  premise,
  reference,
  refmonth,
  text,
} from './fields.ts'
import { LEFT_OUT_REASONS, TERM_STATES } from './options.ts'

/** What was proposed for inscription, period by period. */
export const proposals: RecordType = {
  name: 'debt_register.proposals',
  path: '/debt-register/proposals',
  table: 'debt_register_proposals',
  title: { one: 'Proposta de inscrição', many: 'Propostas de inscrição', gender: 'f' },
  help: 'Cada proposta reúne os débitos vencidos de um período em termos, que outra pessoa decide. Mostra também o que ficou de fora e por quê. Faz-se em Propor inscrição.',
  label: 'number',
  fields: [
    text('number', 'Número'),
    date('due_from', 'Vencidos desde'),
    date('due_until', 'Vencidos até'),
    date('proposed_on', 'Proposta em'),
    text('proposed_by', 'Proposta por'),
    integer('terms', 'Termos'),
    integer('entries', 'Débitos'),
    money('total_cents', 'Valor com encargos'),
    integer('left_out', 'Débitos de fora'),
  ],
  list: {
    columns: [
      ...['number', 'due_from', 'due_until', 'proposed_on', 'proposed_by', 'terms', 'entries'],
      ...['total_cents', 'left_out'],
    ],
    sort: { column: 'proposed_on', direction: 'desc' },
    sortable: ['proposed_on'],
    filters: ['proposed_on'],
  },
  search: ['number'],
  related: [
    { title: 'Termos', record: 'debt_register.terms', foreignKey: 'proposal_id' },
    { title: 'Ficou de fora', record: 'debt_register.left_out', foreignKey: 'proposal_id' },
  ],
  permissions: { read: 'debt_register.read', write: null },
  actions: [],
}

export const leftOut: RecordType = {
  name: 'debt_register.left_out',
  path: '/debt-register/left-out',
  table: 'debt_register_left_out',
  title: { one: 'Débito não proposto', many: 'Débitos não propostos', gender: 'm' },
  help: 'Débitos vencidos no período de uma proposta que não foram inscritos, com o motivo.',
  label: 'reason',
  madeOn: 'debt_register.proposals',
  fields: [
    reference('proposal_id', 'Proposta', 'debt_register.proposals'),
    choice('reason', 'Motivo', LEFT_OUT_REASONS),
    debtor(),
    premise(),
    refmonth('reference', 'Referência'),
    date('due_on', 'Vencimento'),
    money('open_cents', 'Em aberto'),
  ],
  list: {
    columns: [
      'proposal_id',
      'due_on',
      'reference',
      'debtor_id',
      'premise_id',
      'open_cents',
      'reason',
    ],
    sort: { column: 'due_on', direction: 'asc' },
    sortable: ['due_on'],
    filters: ['proposal_id', 'reason'],
  },
  search: [],
  related: [],
  scope: OF_PREMISE,
  permissions: { read: 'debt_register.read', write: null },
  person: { record: 'registry.customers', key: 'debtor_id', anonymised: {} },
  actions: [],
}

const DECISION = 'Decisão'

/** One each debtor and premise: what the legal officer decides. */
export const terms: RecordType = {
  name: 'debt_register.terms',
  path: '/debt-register/terms',
  table: 'debt_register_terms',
  title: { one: 'Termo de inscrição', many: 'Termos de inscrição', gender: 'm' },
  help: 'Os débitos de um devedor e imóvel que se propõe inscrever, ou que foram inscritos. Quem propôs não decide. O que foi pago, suspenso ou parcelado depois da proposta sai do termo na inscrição.',
  label: 'number',
  heading: ({ number, id }) => String(number ?? `Proposto, nº interno ${String(id)}`),
  fields: [
    text('number', 'Termo'),
    choice('state', 'Situação', TERM_STATES),
    debtor(),
    premise(),
    reference('proposal_id', 'Proposta', 'debt_register.proposals'),
    reference('process_id', 'Processo', 'debt_register.processes'),
    integer('entries', 'Débitos'),
    money('original_cents', 'Valor originário'),
    money('charges_cents', 'Encargos'),
    money('total_cents', 'Total'),
    date('proposed_on', 'Proposto em'),
    text('proposed_by', 'Proposto por'),
    date('decided_on', 'Decidido em', { section: DECISION }),
    text('decided_by', 'Decidido por', { section: DECISION }),
    longtext('decision', 'Por que se recusou', { section: DECISION }),
  ],
  list: {
    columns: [
      ...['number', 'debtor_id', 'premise_id', 'state', 'entries', 'original_cents'],
      ...['charges_cents', 'total_cents', 'proposed_on', 'proposed_by'],
    ],
    sort: { column: 'proposed_on', direction: 'desc' },
    sortable: ['proposed_on'],
    filters: ['state', 'proposal_id', 'premise_id', 'debtor_id', 'proposed_on'],
  },
  search: ['number'],
  related: [{ title: 'Débitos', record: 'debt_register.entries', foreignKey: 'term_id' }],
  scope: OF_PREMISE,
  permissions: { read: 'debt_register.read', write: null },
  person: { record: 'registry.customers', key: 'debtor_id', anonymised: {} },
  operations: {
    approve: {
      action: 'debt_register.approve_term',
      help: 'Dá número ao termo e a cada débito, e as faturas passam a em dívida ativa. O termo fica guardado como documento.',
      fields: [],
      isOffered: ({ state }) => state === 'proposed',
    },
    refuse: {
      action: 'debt_register.refuse_term',
      help: 'Nada é inscrito. Os débitos podem ser propostos de novo.',
      fields: [
        {
          ...{ name: 'decision', label: 'Por que não se inscreve', type: 'longtext' },
          ...{ isRequired: true, maxLength: 1000 },
        },
      ],
      isOffered: ({ state }) => state === 'proposed',
    },
    notify: {
      action: 'debt_register.issue_notice',
      help: 'Emite a notificação de tudo o que o devedor tem em dívida ativa neste imóvel, com os encargos de hoje.',
      fields: [],
      isOffered: ({ state }) => state === 'inscribed',
    },
    certify: {
      action: 'debt_register.issue_certificate',
      help: 'Emite a certidão do que está em dívida ativa. Pede livro gerado e notificação recebida.',
      fields: [],
      isOffered: ({ state }) => state === 'inscribed',
    },
  },
  bulk: [
    { action: 'debt_register.approve_term', effect: 'Inscrever {count} termos em dívida ativa' },
    { action: 'debt_register.issue_notice', effect: 'Notificar os devedores de {count} termos' },
  ],
  actions: [],
}
