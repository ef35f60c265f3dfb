import { type RecordType, shownField as shown } from '#core/records/index'
import { errors } from '../errors.ts'
import { ACTION_FIELDS, ASKED } from './fields.ts'
import { ACTION_STATES } from './options.ts'

/** What is done to many units so that more is billed or collected (CM-06). */
export const actions: RecordType = {
  name: 'management.actions',
  path: '/management/actions',
  table: 'management_actions',
  title: { one: 'Ação comercial', many: 'Ações comerciais', gender: 'f' },
  help: 'Ações para faturar e arrecadar mais, com as unidades, a meta e o custo de cada uma. O que se faturou e arrecadou antes e depois se vê na página da ação e no relatório “Resultado das ações comerciais”.',
  label: 'name',
  fields: [
    ...ACTION_FIELDS,
    shown('state', 'Situação', 'enum', { options: ACTION_STATES }),
    shown('closed_on', 'Encerrada em', 'date'),
    shown('created_by', 'Criada por', 'text'),
    shown('created_at', 'Criada', 'datetime'),
  ],
  list: {
    columns: ['name', 'kind', 'state', 'starts_on', 'ends_on', 'responsible', 'cost_cents'],
    sort: { column: 'starts_on', direction: 'desc' },
    sortable: ['starts_on'],
    filters: ['state', 'kind', 'starts_on'],
  },
  search: ['name'],
  related: [{ title: 'Unidades', record: 'management.action_units', foreignKey: 'action_id' }],
  permissions: { read: 'management.read', write: 'management.promote' },
  createAction: 'management.create_action',
  createFields: ASKED,
  check: async (_, { id, before, changes }) => {
    if (before?.state === 'closed') throw errors.E_MANAGEMENT_ACTION_CLOSED({ id: String(id) })
    const from = before?.starts_on as string
    const until = changes.ends_on as string | undefined
    if (until && until < from) throw errors.E_MANAGEMENT_ACTION_DATES({ from, until })
  },
  operations: {
    close: {
      action: 'management.close_action',
      help: 'O que se fizer depois de hoje não conta mais para ela. Os meses depois de cada unidade feita continuam a ser medidos.',
      fields: [],
      isOffered: ({ state }) => state === 'open',
    },
  },
  attachments: {
    kinds: [{ value: 'paper', label: 'Documento da ação' }],
    write: 'management.promote',
  },
  notes: { write: 'management.promote' },
  actions: [],
}
