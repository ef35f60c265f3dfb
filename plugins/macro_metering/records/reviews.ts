import type { RecordType } from '#core/records/index'

/** That the register of macro meters was reviewed, and what was found. */
export const reviews: RecordType = {
  name: 'macro_metering.reviews',
  path: '/macro-metering/reviews',
  table: 'macro_metering_reviews',
  title: {
    one: 'Revisão do cadastro',
    many: 'Revisões do cadastro de macromedidores',
    gender: 'f',
  },
  help: 'Cada vez que o cadastro dos macromedidores foi conferido em campo. O período entre revisões é um parâmetro.',
  label: 'reviewed_on',
  fields: [
    { name: 'reviewed_on', label: 'Revisado em', type: 'date', isRequired: true },
    { name: 'responsible', label: 'Responsável', type: 'text', isRequired: true, maxLength: 120 },
    {
      name: 'findings',
      label: 'O que se achou',
      type: 'longtext',
      isRequired: true,
      maxLength: 2000,
    },
  ],
  list: {
    columns: ['reviewed_on', 'responsible', 'findings'],
    sort: { column: 'reviewed_on', direction: 'desc' },
    sortable: ['reviewed_on'],
    filters: ['reviewed_on'],
  },
  search: [],
  related: [],
  permissions: { read: 'macro_metering.read', write: 'macro_metering.write' },
  attachments: { kinds: [{ value: 'report', label: 'Relatório da revisão' }] },
  actions: [],
}
