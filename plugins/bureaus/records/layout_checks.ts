import type { RecordOperation, RecordType } from '#core/records/index'
import { bureauField, choice, shown } from './fields.ts'
import { REMOVAL_KINDS } from './options.ts'

/** Who compared the layouts of files that take titles back with which manual; never changed. */
export const layoutChecks: RecordType = {
  name: 'bureaus.layout_checks',
  path: '/bureaus/layout_checks',
  table: 'bureaus_layout_checks',
  title: {
    ...{ one: 'Conferência de leiaute de retirada', gender: 'f' },
    many: 'Conferências de leiautes de retirada',
  },
  help: 'Quem conferiu, com qual manual da central de protesto, as posições dos arquivos de desistência e de cancelamento. Vale para a versão conferida do leiaute.',
  label: 'layout_title',
  fields: [
    bureauField,
    choice('operation', 'Arquivo', REMOVAL_KINDS),
    shown('layout_title', 'Leiaute', 'text'),
    shown('layout', 'Chave do leiaute', 'text'),
    shown('layout_version', 'Versão conferida', 'integer'),
    shown('manual', 'Manual', 'text'),
    shown('manual_on', 'Data do manual', 'date'),
    shown('checked_at', 'Conferido em', 'datetime'),
    shown('checked_by', 'Conferido por', 'text'),
  ],
  list: {
    columns: [
      ...['checked_at', 'bureau_id', 'operation', 'layout_title', 'manual', 'manual_on'],
      'checked_by',
    ],
    sort: { column: 'checked_at', direction: 'desc' },
    sortable: ['checked_at'],
    filters: ['bureau_id', 'operation'],
  },
  search: [],
  related: [],
  permissions: { read: 'bureaus.read', write: null },
  actions: [],
}

/** On the page of a clearing house. */
export const checkLayout: RecordOperation = {
  action: 'bureaus.check_layout',
  help: 'Só para quem recebe retiradas em arquivo próprio, como a central de protesto. Confira campo a campo o leiaute em vigor (Configuração, Leiaute de órgão de proteção ao crédito) com o manual que a central entregou; o que diferir se corrige lá, em nova versão, antes. Sem esta confirmação nenhum arquivo de retirada é gerado; versão nova do leiaute pede outra.',
  fields: [
    {
      ...{ name: 'operation', label: 'Arquivo', type: 'enum', isRequired: true },
      options: REMOVAL_KINDS,
    },
    {
      ...{ name: 'manual', label: 'Manual', type: 'text', isRequired: true, maxLength: 120 },
      help: 'Nome e versão, como estão na capa: Manual de desistência e cancelamento da CRA, versão 3.',
    },
    { name: 'manual_on', label: 'Data do manual', type: 'date', isRequired: true },
  ],
  isOffered: ({ is_active: inUse }) => inUse === true,
}
