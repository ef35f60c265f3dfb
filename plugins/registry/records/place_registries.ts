import type { RecordType } from '#core/records/index'
import { keepDistrictName, keepFormerDistrictName } from '../services/keep_streets.ts'
import { districtMerge } from './operations.ts'

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
      name: 'former_names',
      label: 'Nomes anteriores',
      type: 'text',
      isReadOnly: true,
      help: 'Também se encontra por eles.',
    },
    {
      name: 'merged_into_id',
      label: 'Unificado com',
      type: 'reference',
      record: 'registry.districts',
      isReadOnly: true,
    },
    {
      name: 'is_active',
      label: 'Em uso',
      type: 'boolean',
      help: 'Desmarcado, deixa de ser oferecido; os imóveis que estão nele não mudam.',
    },
    {
      name: 'locality_id',
      label: 'Localidade',
      type: 'reference',
      record: 'registry.localities',
      isRequired: true,
    },
  ],
  list: {
    columns: ['name', 'locality_id', 'code', 'is_active', 'former_names'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name', 'code'],
    filters: ['locality_id'],
  },
  search: ['name', 'code', 'former_names'],
  related: [
    { title: 'Faixas de logradouros', record: 'registry.street_ranges', foreignKey: 'district_id' },
    { title: 'Imóveis', record: 'registry.premises', foreignKey: 'district_id' },
  ],
  permissions,
  check: keepFormerDistrictName,
  afterChange: keepDistrictName,
  importKey: ['code'],
  isTable: true,
  choice: { active: 'is_active' },
  movedTo: 'merged_into_id',
  historyOf: [{ record: 'registry.districts', foreignKey: 'merged_into_id' }],
  operations: { merge: districtMerge },
  actions: [],
}
