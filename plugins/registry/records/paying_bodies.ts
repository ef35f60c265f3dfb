import type { RecordType } from '#core/records/index'
import { loadPayingBody } from '../services/paying_body_page.ts'
import { linkOperation } from './operations.ts'

export const payingBodies: RecordType = {
  name: 'registry.paying_bodies',
  path: '/registry/paying-bodies',
  table: 'registry_paying_bodies',
  title: { one: 'Órgão pagador', many: 'Órgãos pagadores', gender: 'm' },
  help: 'Prefeituras, secretarias e empresas que pagam por muitos imóveis, com as unidades de cada um e o que elas devem.',
  label: 'name',
  fields: [
    { name: 'code', label: 'Código', type: 'text', isRequired: true, maxLength: 20 },
    { name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 120 },
    {
      name: 'customer_id',
      label: 'Cliente',
      type: 'reference',
      record: 'registry.customers',
      isRequired: true,
      help: 'O cadastro da pessoa jurídica que paga.',
    },
  ],
  list: {
    columns: ['name', 'code', 'customer_id'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name', 'code'],
    filters: [],
  },
  search: ['name', 'code'],
  related: [
    {
      title: 'Vínculos',
      record: 'registry.paying_body_premises',
      foreignKey: 'body_id',
    },
  ],
  scope: { column: 'customer_id', of: 'registry.customers' },
  permissions: { read: 'registry.read', write: 'registry.write' },
  overview: { view: 'registry::paying_body', load: loadPayingBody },
  operations: { link: linkOperation },
  actions: [],
}

export const payingBodyPremises: RecordType = {
  name: 'registry.paying_body_premises',
  path: '/registry/paying-body-premises',
  table: 'registry_paying_body_premises',
  title: { one: 'Vínculo com órgão pagador', many: 'Vínculos com órgãos pagadores', gender: 'm' },
  help: 'Que órgão pagou cada imóvel, e desde quando. Um imóvel tem um órgão de cada vez.',
  label: 'premise_id',
  fields: [
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isRequired: true,
    },
    {
      name: 'body_id',
      label: 'Órgão pagador',
      type: 'reference',
      record: 'registry.paying_bodies',
      isRequired: true,
    },
    { name: 'from_on', label: 'Desde', type: 'date', isRequired: true },
    { name: 'until_on', label: 'Até', type: 'date', help: 'Último dia, inclusive.' },
  ],
  list: {
    columns: ['premise_id', 'body_id', 'from_on', 'until_on'],
    sort: { column: 'from_on', direction: 'desc' },
    sortable: ['from_on'],
    filters: [],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'registry.read', write: null },
  actions: [],
}
