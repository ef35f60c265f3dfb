import type { RecordType } from '#core/records/index'
import { keepStreetName, keepStreetsOfType } from '../services/keep_streets.ts'
import { streetMerge } from './operations.ts'
import { RANGE_SIDES } from './options.ts'

const permissions = { read: 'registry.read', write: 'registry.write', delete: 'registry.write' }

export const streetTypes: RecordType = {
  name: 'registry.street_types',
  path: '/registry/street-types',
  table: 'registry_street_types',
  title: { one: 'Tipo de logradouro', many: 'Tipos de logradouro', gender: 'm' },
  help: 'Rua, avenida, praça, travessa: o que vem antes do nome do logradouro.',
  label: 'name',
  fields: [
    { name: 'code', label: 'Código', type: 'text', isRequired: true, maxLength: 10 },
    { name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 40 },
  ],
  list: {
    columns: ['name', 'code'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name', 'code'],
    filters: [],
  },
  search: ['name', 'code'],
  related: [{ title: 'Logradouros', record: 'registry.streets', foreignKey: 'type_id' }],
  permissions,
  afterChange: keepStreetsOfType,
  importKey: ['code'],
  isTable: true,
  actions: [],
}

export const streets: RecordType = {
  name: 'registry.streets',
  path: '/registry/streets',
  table: 'registry_streets',
  title: { one: 'Logradouro', many: 'Logradouros', gender: 'm' },
  help: 'Ruas, avenidas e praças. As faixas de numeração dizem o bairro e o CEP de cada número.',
  label: 'full_name',
  fields: [
    { name: 'full_name', label: 'Logradouro', type: 'text', isReadOnly: true },
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
      record: 'registry.streets',
      isReadOnly: true,
    },
    {
      name: 'type_id',
      label: 'Tipo',
      type: 'reference',
      record: 'registry.street_types',
      isRequired: true,
    },
    {
      name: 'honorific',
      label: 'Título',
      type: 'lookup',
      lookup: 'registry.street_honorifics',
      help: 'Patente ou título antes do nome: Coronel, Doutor, Padre.',
    },
    {
      name: 'name',
      label: 'Nome',
      type: 'text',
      isRequired: true,
      maxLength: 100,
      help: 'Sem o tipo: “das Acácias”, não “Rua das Acácias”.',
    },
    {
      name: 'locality_id',
      label: 'Localidade',
      type: 'reference',
      record: 'registry.localities',
      isRequired: true,
    },
    {
      name: 'code',
      label: 'Código',
      type: 'text',
      isRequired: true,
      maxLength: 20,
      help: 'Como outros sistemas (prefeitura, Correios) chamam este logradouro.',
    },
    {
      name: 'is_active',
      label: 'Em uso',
      type: 'boolean',
      help: 'Desmarcado, deixa de ser oferecido; os imóveis que estão nele não mudam.',
    },
  ],
  list: {
    columns: ['full_name', 'locality_id', 'code', 'is_active', 'former_names'],
    sort: { column: 'full_name', direction: 'asc' },
    sortable: ['full_name', 'code'],
    filters: ['type_id', 'honorific', 'locality_id'],
  },
  search: ['full_name', 'code', 'former_names'],
  related: [
    { title: 'Faixas de numeração', record: 'registry.street_ranges', foreignKey: 'street_id' },
    { title: 'Imóveis', record: 'registry.premises', foreignKey: 'street_id' },
  ],
  permissions,
  afterChange: keepStreetName,
  importKey: ['code'],
  isTable: true,
  choice: { active: 'is_active' },
  movedTo: 'merged_into_id',
  historyOf: [{ record: 'registry.streets', foreignKey: 'merged_into_id' }],
  operations: { merge: streetMerge },
  actions: [],
}

export const streetRanges: RecordType = {
  name: 'registry.street_ranges',
  path: '/registry/street-ranges',
  table: 'registry_street_ranges',
  title: { one: 'Faixa de logradouro', many: 'Faixas de logradouro', gender: 'f' },
  help: 'Números de um logradouro, dos dois lados ou de um só, com o bairro e o CEP que têm. Duas faixas nunca respondem pelo mesmo número.',
  label: 'zip_code',
  fields: [
    {
      name: 'street_id',
      label: 'Logradouro',
      type: 'reference',
      record: 'registry.streets',
      isRequired: true,
    },
    { name: 'side', label: 'Lado', type: 'enum', options: RANGE_SIDES, isRequired: true },
    { name: 'number_from', label: 'Do número', type: 'integer', isRequired: true },
    { name: 'number_until', label: 'Ao número', type: 'integer', isRequired: true },
    {
      name: 'district_id',
      label: 'Bairro',
      type: 'reference',
      record: 'registry.districts',
      isRequired: true,
    },
    {
      name: 'zip_code',
      label: 'CEP',
      type: 'text',
      isRequired: true,
      maxLength: 8,
      help: 'Oito algarismos, sem hífen.',
    },
  ],
  list: {
    columns: ['zip_code', 'street_id', 'side', 'number_from', 'number_until', 'district_id'],
    sort: { column: 'zip_code', direction: 'asc' },
    sortable: ['zip_code'],
    filters: ['side'],
  },
  search: [],
  related: [],
  permissions,
  isTable: true,
  actions: [],
}
