import type { RecordType } from '#core/records/index'

const permissions = { read: 'registry.read', write: 'registry.write', delete: 'registry.write' }

export const cities: RecordType = {
  name: 'registry.cities',
  path: '/registry/cities',
  table: 'registry_cities',
  title: { one: 'Município', many: 'Municípios', gender: 'm' },
  help: 'O município atendido e os outros que aparecem em endereços de entrega, com o código do IBGE.',
  label: 'name',
  fields: [
    {
      name: 'code',
      label: 'Código do IBGE',
      type: 'text',
      isRequired: true,
      maxLength: 7,
      help: 'Sete algarismos.',
    },
    { name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 80 },
    { name: 'state', label: 'UF', type: 'text', isRequired: true, maxLength: 2 },
  ],
  list: {
    columns: ['name', 'state', 'code'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name', 'code'],
    filters: [],
  },
  search: ['name', 'code'],
  related: [{ title: 'Localidades', record: 'registry.localities', foreignKey: 'city_id' }],
  permissions,
  importKey: ['code'],
  isTable: true,
  actions: [],
}

export const districts: RecordType = {
  name: 'registry.districts',
  path: '/registry/districts',
  table: 'registry_districts',
  title: { one: 'Bairro', many: 'Bairros', gender: 'm' },
  help: 'Bairros de cada localidade. As faixas dos logradouros dizem em que bairro cada número fica.',
  label: 'name',
  fields: [
    {
      name: 'code',
      label: 'Código',
      type: 'text',
      isRequired: true,
      maxLength: 20,
      help: 'Como outros sistemas (prefeitura, IBGE) chamam este bairro.',
    },
    { name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 80 },
    {
      name: 'locality_id',
      label: 'Localidade',
      type: 'reference',
      record: 'registry.localities',
      isRequired: true,
    },
  ],
  list: {
    columns: ['name', 'locality_id', 'code'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name', 'code'],
    filters: ['locality_id'],
  },
  search: ['name', 'code'],
  related: [
    { title: 'Faixas de logradouros', record: 'registry.street_ranges', foreignKey: 'district_id' },
    { title: 'Imóveis', record: 'registry.premises', foreignKey: 'district_id' },
  ],
  permissions,
  importKey: ['code'],
  isTable: true,
  actions: [],
}
