import type { RecordType } from '#core/records/index'

export const premiseEconomies: RecordType = {
  name: 'registry.premise_economies',
  path: '/registry/premise-economies',
  table: 'registry_premise_economies',
  title: { one: 'Economias', many: 'Economias', gender: 'f' },
  help: 'Quantas moradias ou unidades de comércio, indústria ou serviço público o imóvel serve, e desde quando.',
  label: 'category',
  fields: [
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isRequired: true,
    },
    {
      name: 'category',
      label: 'Categoria',
      type: 'lookup',
      lookup: 'registry.categories',
      isRequired: true,
    },
    { name: 'economies', label: 'Economias', type: 'integer', isRequired: true },
    { name: 'from_on', label: 'Desde', type: 'date', isRequired: true },
    { name: 'until_on', label: 'Até', type: 'date', help: 'Último dia, inclusive.' },
    { name: 'reason', label: 'Motivo', type: 'text' },
    { name: 'changed_by', label: 'Quem mudou', type: 'text' },
  ],
  list: {
    columns: ['premise_id', 'category', 'economies', 'from_on', 'until_on', 'reason', 'changed_by'],
    sort: { column: 'from_on', direction: 'desc' },
    sortable: ['from_on', 'category'],
    filters: ['category'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  madeOn: 'registry.premises',
  permissions: { read: 'registry.read', write: null },
  actions: [],
}
