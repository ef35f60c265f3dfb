import type { RecordType } from '#core/records/index'
import { BLOCKED, BLOCK_STATES } from './options.ts'

/** Premises that are left alone, and why. */
export const blocks: RecordType = {
  name: 'dunning.blocks',
  path: '/dunning/blocks',
  table: 'dunning_blocks',
  title: { one: 'Bloqueio de cobrança', many: 'Bloqueios de cobrança', gender: 'm' },
  help: 'Imóveis que não recebem notificações, não têm ordem de corte gerada, ou ambos, até que o bloqueio termine.',
  label: 'since_on',
  fields: [
    {
      ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', isReadOnly: true },
      record: 'registry.premises',
    },
    { name: 'what', label: 'O que bloqueia', type: 'enum', options: BLOCKED, isReadOnly: true },
    { name: 'state', label: 'Situação', type: 'enum', options: BLOCK_STATES, isReadOnly: true },
    { name: 'since_on', label: 'Desde', type: 'date', isReadOnly: true },
    { name: 'until_on', label: 'Até', type: 'date', isReadOnly: true },
    { name: 'opinion', label: 'Parecer', type: 'longtext', isReadOnly: true },
    { name: 'placed_by', label: 'Bloqueado por', type: 'text', isReadOnly: true },
    { name: 'lifted_on', label: 'Liberado em', type: 'date', isReadOnly: true },
    { name: 'lifted_by', label: 'Liberado por', type: 'text', isReadOnly: true },
    { name: 'lift_opinion', label: 'Parecer da liberação', type: 'longtext', isReadOnly: true },
  ],
  list: {
    columns: ['premise_id', 'what', 'state', 'since_on', 'until_on', 'placed_by'],
    sort: { column: 'since_on', direction: 'desc' },
    sortable: ['since_on'],
    filters: ['state', 'what', 'premise_id'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'dunning.read', write: null },
  createAction: 'dunning.block',
  createFields: [
    {
      ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', isRequired: true },
      record: 'registry.premises',
    },
    {
      ...{ name: 'what', label: 'O que bloqueia', type: 'enum', options: BLOCKED },
      isRequired: true,
    },
    {
      ...{ name: 'until_on', label: 'Até', type: 'date' },
      help: 'Último dia do bloqueio. Vazio: até alguém liberar.',
    },
    {
      ...{ name: 'opinion', label: 'Parecer', type: 'longtext', maxLength: 2000 },
      ...{ isRequired: true, help: 'Fica numa ordem de registro do imóvel.' },
    },
  ],
  operations: {
    lift: {
      action: 'dunning.lift_block',
      help: 'O imóvel volta a ser notificado e cortado como qualquer outro, já na próxima geração. O motivo é o parecer, e fica numa ordem de registro.',
      fields: [],
      isOffered: ({ state }) => state === 'standing',
    },
  },
  actions: [],
}
