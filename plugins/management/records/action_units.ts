import { type RecordField, type RecordType, shownField as shown } from '#core/records/index'
import { SIGNS, UNIT_STATES } from './options.ts'

const asked: readonly RecordField[] = [
  {
    ...{ name: 'action_id', label: 'Ação', type: 'reference', record: 'management.actions' },
    isRequired: true,
  },
  {
    ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
    isRequired: true,
  },
]
const money = (name: string, label: string) => shown(name, label, 'money')

/** The units of actions, with what became of each. */
export const actionUnits: RecordType = {
  name: 'management.action_units',
  path: '/management/action-units',
  table: 'management_action_results',
  title: { one: 'Unidade de ação comercial', many: 'Unidades de ações comerciais', gender: 'f' },
  help: 'As unidades de cada ação, quando foram feitas e o que se faturou e arrecadou nos meses antes e depois. Um arquivo com as colunas Ação e Imóvel (matrícula) traz muitas de uma vez.',
  label: 'registration_number',
  fields: [
    ...asked,
    shown('registration_number', 'Matrícula', 'registration'),
    shown('sign', 'Indício', 'enum', { options: SIGNS }),
    shown('state', 'Situação', 'enum', { options: UNIT_STATES }),
    shown('done_on', 'Feita em', 'date'),
    shown('told_by', 'Informada por', 'text'),
    shown('measured_until', 'Medida até', 'refmonth'),
    money('billed_before_cents', 'Faturado antes'),
    money('billed_after_cents', 'Faturado depois'),
    money('billed_more_cents', 'Diferença do faturado'),
    money('collected_before_cents', 'Arrecadado antes'),
    money('collected_after_cents', 'Arrecadado depois'),
    money('collected_more_cents', 'Diferença do arrecadado'),
    shown('m3_before', 'Consumo antes', 'volume'),
    shown('m3_after', 'Consumo depois', 'volume'),
  ],
  list: {
    columns: [
      ...['premise_id', 'state', 'done_on', 'billed_before_cents', 'billed_after_cents'],
      ...['collected_before_cents', 'collected_after_cents'],
    ],
    sort: { column: 'action_id', direction: 'desc' },
    sortable: ['action_id'],
    filters: ['action_id', 'state'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'management.read', write: null },
  createAction: 'management.add_action_unit',
  createFields: asked,
  operations: {
    tell: {
      action: 'management.tell_unit_done',
      help: 'Só em ações de outros tipos: a troca, a religação e a mudança de categoria o sistema reconhece.',
      fields: [{ name: 'done_on', label: 'Feita em', type: 'date', isRequired: true }],
      today: ['done_on'],
      isOffered: ({ state }) => state === 'waiting',
    },
    remove: {
      action: 'management.remove_action_unit',
      help: 'A unidade sai da ação, e o que se fez nela deixa de contar. O motivo fica no histórico da ação.',
      fields: [],
      backTo: ({ action_id: id }) => `/management/actions/${String(id)}`,
    },
  },
  bulk: [
    {
      action: 'management.tell_unit_done',
      effect: 'Informar {count} unidades como feitas',
      fields: [{ name: 'done_on', label: 'Feita em', type: 'date', isRequired: true }],
    },
  ],
  actions: [],
}
