import { type RecordField, type RecordType, shownField as shown } from '#core/records/index'
import { FINDING_FIELDS, FINDING_STATES } from './options.ts'

const asked: readonly RecordField[] = [
  {
    ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
    isRequired: true,
  },
  { name: 'field', label: 'Campo', type: 'enum', options: FINDING_FIELDS, isRequired: true },
  {
    ...{ name: 'found_value', label: 'Encontrado', type: 'text', maxLength: 120 },
    ...{ isRequired: true, help: 'A categoria pelo código ou nome; esgoto: sim ou não.' },
  },
  { name: 'found_on', label: 'Encontrado em', type: 'date', isRequired: true },
  { name: 'reader_code', label: 'Leiturista (código)', type: 'text', maxLength: 30 },
]

/** What readers found other than the register says; its state follows the register. */
export const findings: RecordType = {
  name: 'readings.findings',
  path: '/readings/findings',
  table: 'readings_finding_states',
  title: { one: 'Divergência de cadastro', many: 'Divergências de cadastro', gender: 'f' },
  help: 'O que os leituristas viram diferente do cadastro. Vem do coletor com as leituras, ou é digitado do papel; sai das pendentes quando o cadastro é corrigido.',
  label: 'found_value',
  fields: [
    ...asked,
    shown('registered_value', 'No cadastro, então', 'text'),
    shown('current_value', 'No cadastro, hoje', 'text'),
    shown('status', 'Situação', 'enum', { options: FINDING_STATES }),
    shown('recorded_by', 'Registrada por', 'text'),
    shown('recorded_at', 'Registrada em', 'datetime'),
    shown('rejected_by', 'Recusada por', 'text'),
    shown('reason', 'Por que foi recusada', 'text'),
  ],
  list: {
    columns: [
      ...['found_on', 'premise_id', 'field', 'current_value', 'found_value', 'reader_code'],
      'status',
    ],
    sort: { column: 'found_on', direction: 'desc' },
    sortable: ['found_on'],
    filters: ['status', 'field'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'readings.read', write: null },
  createAction: 'readings.record_finding',
  createFields: asked,
  operations: {
    reject: {
      action: 'readings.reject_finding',
      help: 'O cadastro está certo. A divergência fica no histórico com o motivo.',
      fields: [],
      isOffered: ({ status }) => status === 'pending',
    },
  },
  actions: [],
}
