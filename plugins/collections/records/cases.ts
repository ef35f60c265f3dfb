import type { RecordField, RecordType } from '#core/records/index'
import {
  OF_DEBTOR,
  OF_PREMISE,
  choice,
  collectorField,
  debtorField,
  premiseField,
  reference,
  shown,
} from './fields.ts'
import { contactFields } from './contacts.ts'
import { CASE_STATES, STAGES } from './options.ts'

const NEXT = { section: 'Próximo passo' } as const

const scheduled: readonly RecordField[] = [
  { name: 'next_action_on', label: 'Dia', type: 'date', isRequired: true },
  {
    ...{ name: 'next_action', label: 'O que fazer', type: 'text', isRequired: true },
    maxLength: 200,
  },
]

/** What one debtor owes for one premise, as work of somebody: the queue, and the page of the debtor. */
export const cases: RecordType = {
  name: 'collections.cases',
  path: '/collections/cases',
  table: 'collections_cases',
  title: { one: 'Caso de cobrança', many: 'Casos de cobrança', gender: 'm' },
  help: 'Cada devedor de um imóvel com débitos vencidos: quem cobra, o que já se fez e o próximo passo. A ordem é a dos pontos do parâmetro “Fila da mesa de cobrança”; o que tem promessa ou retorno marcado para depois espera no fim.',
  label: 'number',
  fields: [
    shown('number', 'Caso', 'text'),
    premiseField,
    debtorField,
    choice('state', 'Situação', CASE_STATES),
    shown('priority', 'Pontos', 'integer'),
    shown('overdue_cents', 'Vencido', 'money'),
    shown('debts', 'Débitos', 'integer'),
    shown('oldest_due_on', 'Vence desde', 'date'),
    shown('category', 'Categoria', 'lookup', { lookup: 'registry.categories' }),
    choice('stage', 'Etapa', STAGES),
    collectorField,
    reference('portfolio_id', 'Carteira', 'collections.portfolios'),
    shown('is_kept', 'Assumido ou dado por alguém', 'boolean'),
    shown('next_action_on', 'Próximo passo em', 'date', NEXT),
    shown('next_action', 'O que fazer', 'text', NEXT),
    shown('promise_due_on', 'Promessa para', 'date', NEXT),
    shown('broken_promises', 'Promessas quebradas', 'integer', NEXT),
    shown('last_contact_on', 'Último contato', 'date', NEXT),
    shown('last_result', 'Resultado', 'lookup', { lookup: 'collections.results', ...NEXT }),
    shown('opened_on', 'Aberto em', 'date', { section: 'Caso' }),
    shown('closed_on', 'Encerrado em', 'date', { section: 'Caso' }),
  ],
  list: {
    columns: [
      ...['number', 'premise_id', 'debtor_id', 'overdue_cents', 'oldest_due_on'],
      ...['collector_id', 'next_action_on', 'promise_due_on', 'priority'],
    ],
    sort: { column: 'priority', direction: 'desc' },
    sortable: ['priority', 'overdue_cents', 'oldest_due_on', 'next_action_on'],
    filters: [
      ...['collector_id', 'state', 'portfolio_id', 'stage', 'category', 'next_action_on'],
      'debtor_id',
    ],
  },
  search: [],
  related: [
    { title: 'Contatos', record: 'collections.contacts', foreignKey: 'case_id' },
    { title: 'Promessas', record: 'collections.promises', foreignKey: 'case_id' },
    { title: 'Ajuizamento', record: 'collections.suits', foreignKey: 'case_id' },
  ],
  scope: OF_PREMISE,
  permissions: { read: 'collections.read', write: null },
  person: OF_DEBTOR,
  operations: {
    contact: {
      action: 'collections.contact',
      idInput: 'case_id',
      help: 'Com quem se falou, o que disse e quando voltar. Havendo promessa, diga até quando e quanto: o pagamento a cumpre sozinho.',
      fields: contactFields,
      isOffered: ({ state }) => state === 'open',
    },
    take: {
      action: 'collections.take',
      help: 'O caso passa a ser seu e deixa de seguir os critérios das carteiras.',
      fields: [],
      isOffered: ({ state, is_kept: kept }) => state === 'open' && !kept,
    },
    schedule: {
      action: 'collections.schedule',
      help: 'O caso espera no fim da fila até o dia; nesse dia volta para o começo.',
      fields: scheduled,
      isOffered: ({ state }) => state === 'open',
    },
    suit: {
      action: 'collections.request_suit',
      idInput: 'case_id',
      help: 'As faturas vencidas passam a constar em juízo e saem das notificações e das ordens de corte. O jurídico registra o processo no pedido.',
      fields: [
        {
          ...{ name: 'due_until', label: 'Só dos débitos vencidos até', type: 'date' },
          help: 'Vazio: de todos os débitos vencidos do caso.',
        },
      ],
      isOffered: ({ state }) => state === 'open',
    },
    assign: {
      action: 'collections.assign',
      help: 'O caso passa a outra pessoa e não segue mais os critérios das carteiras.',
      fields: [
        {
          ...{ name: 'collector_id', label: 'Cobrador', type: 'reference', isRequired: true },
          record: 'collections.people',
        },
      ],
      isOffered: ({ state }) => state === 'open',
    },
  },
  bulk: [
    {
      action: 'collections.assign',
      effect: 'Passar {count} casos a outra pessoa',
      fields: [
        {
          ...{ name: 'collector_id', label: 'Cobrador', type: 'reference', isRequired: true },
          record: 'collections.people',
        },
      ],
    },
  ],
  actions: [],
}
