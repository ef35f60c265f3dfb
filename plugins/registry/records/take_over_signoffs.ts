import type { RecordField, RecordType } from '#core/records/index'

const KINDS = [
  { value: 'rehearsal', label: 'Ensaio', tone: 'info' as const },
  { value: 'cut_over', label: 'Virada', tone: 'good' as const },
]

const fields: readonly RecordField[] = [
  { name: 'system', label: 'Sistema anterior', type: 'text', maxLength: 40, isRequired: true },
  {
    ...{ name: 'kind', label: 'O que se assina', type: 'enum', options: KINDS, isRequired: true },
    help: 'O ensaio pode se repetir; a virada de um grupo se assina uma vez.',
  },
  {
    ...{ name: 'billing_group_id', label: 'Grupo', type: 'reference' },
    ...{ record: 'registry.billing_groups', help: 'Em branco: a base inteira.' },
  },
  {
    ...{ name: 'opinion', label: 'Parecer', type: 'longtext', maxLength: 2000, isRequired: true },
    help: 'O que se conferiu e com que resultado. Fica com a assinatura, e não muda.',
  },
]

/** Who answered for what was taken over (DECISIONS 60). */
export const takeOverSignoffs: RecordType = {
  name: 'registry.take_over_signoffs',
  path: '/registry/take-over-signoffs',
  table: 'registry_take_over_signoffs',
  title: { one: 'Conferência da carga', many: 'Conferências da carga', gender: 'f' },
  help: 'O que os arquivos do sistema anterior trouxeram quando alguém respondeu por eles. Só se assina o que fecha: nenhuma linha à espera, e os valores do arquivo iguais aos deste sistema.',
  label: 'system',
  fields: [
    ...fields.map((field): RecordField => ({ ...field, isReadOnly: true })),
    { name: 'signed_at', label: 'Assinada em', type: 'datetime', isReadOnly: true },
    { name: 'signed_by', label: 'Assinada por', type: 'text', isReadOnly: true },
    { name: 'lines_hash', label: 'Código das linhas (SHA-256)', type: 'text', isReadOnly: true },
  ],
  list: {
    columns: ['system', 'kind', 'billing_group_id', 'signed_at', 'signed_by'],
    sort: { column: 'signed_at', direction: 'desc' },
    sortable: ['signed_at'],
    filters: ['kind', 'billing_group_id'],
  },
  search: [],
  related: [
    {
      title: 'O que foi conferido',
      record: 'registry.take_over_signoff_lines',
      foreignKey: 'signoff_id',
    },
  ],
  permissions: { read: 'registry.take_over', write: null },
  createAction: 'registry.sign_take_over',
  createFields: fields,
  actions: [],
}

const number = (name: string, label: string): RecordField => ({
  ...{ name, label, type: 'integer', isReadOnly: true },
})
const text = (name: string, label: string): RecordField => ({
  ...{ name, label, type: 'text', isReadOnly: true },
})

export const takeOverSignoffLines: RecordType = {
  name: 'registry.take_over_signoff_lines',
  path: '/registry/take-over-signoff-lines',
  table: 'registry_take_over_signoff_lines',
  title: { one: 'Linha da conferência', many: 'Linhas da conferência', gender: 'f' },
  help: 'O que cada arquivo trouxe, e o que cada grupo tem, no dia da assinatura.',
  label: 'title',
  fields: [
    {
      ...{ name: 'signoff_id', label: 'Conferência', type: 'reference', isReadOnly: true },
      record: 'registry.take_over_signoffs',
    },
    number('place', 'Ordem'),
    text('title', 'O quê'),
    number('total', 'Linhas ou imóveis'),
    number('loaded', 'Carregadas'),
    number('repeated', 'Já carregadas antes'),
    number('rejected', 'Recusadas'),
    text('amount_sent', 'No arquivo'),
    text('amount_here', 'Neste sistema'),
  ],
  list: {
    columns: [
      'place',
      'title',
      'total',
      'loaded',
      'repeated',
      'rejected',
      'amount_sent',
      'amount_here',
    ],
    sort: { column: 'place', direction: 'asc' },
    sortable: ['place'],
    filters: ['signoff_id'],
  },
  search: [],
  related: [],
  permissions: { read: 'registry.take_over', write: null },
  actions: [],
}
