import type { RecordType } from '#core/records/index'
import { ADDRESS_KINDS, SITUATIONS } from './options.ts'

/** Addresses of a premise besides the physical one, which stands on the premise itself and is never removed. */
export const premiseAddresses: RecordType = {
  name: 'registry.premise_addresses',
  path: '/registry/premise-addresses',
  table: 'registry_premise_addresses',
  title: { one: 'Outro endereço', many: 'Outros endereços', gender: 'm' },
  help: 'O endereço alternativo e o secundário de cada imóvel, para onde a fatura pode ir.',
  label: 'street',
  fields: [
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isRequired: true,
    },
    { name: 'kind', label: 'Endereço', type: 'enum', options: ADDRESS_KINDS, isRequired: true },
    { name: 'recipient', label: 'Aos cuidados de', type: 'text' },
    { name: 'street', label: 'Logradouro', type: 'text', isRequired: true },
    { name: 'number', label: 'Número', type: 'text' },
    { name: 'complement', label: 'Complemento', type: 'text' },
    { name: 'district', label: 'Bairro', type: 'text' },
    { name: 'city', label: 'Cidade', type: 'text', isRequired: true },
    { name: 'state', label: 'UF', type: 'text', isRequired: true },
    { name: 'zip_code', label: 'CEP', type: 'text' },
    { name: 'is_active', label: 'Em uso', type: 'boolean' },
  ],
  list: {
    columns: ['kind', 'premise_id', 'recipient', 'street', 'number', 'district', 'city', 'is_active'],
    sort: { column: 'premise_id', direction: 'asc' },
    sortable: ['premise_id'],
    filters: ['kind'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'registry.read', write: null },
  actions: [],
}

export const connectionSituations: RecordType = {
  name: 'registry.connection_situations',
  path: '/registry/connection-situations',
  table: 'registry_connection_situations',
  title: { one: 'Situação da ligação', many: 'Situações das ligações', gender: 'f' },
  help: 'Em que situação cada ligação esteve, de quando a quando, e quem a mudou.',
  label: 'situation',
  fields: [
    {
      name: 'connection_id',
      label: 'Ligação',
      type: 'reference',
      record: 'registry.connections',
      isRequired: true,
    },
    { name: 'situation', label: 'Situação', type: 'enum', options: SITUATIONS, isRequired: true },
    { name: 'from_on', label: 'Desde', type: 'date', isRequired: true },
    { name: 'until_on', label: 'Até', type: 'date', help: 'Último dia, inclusive.' },
    { name: 'reason', label: 'Motivo', type: 'text' },
    { name: 'changed_by', label: 'Quem mudou', type: 'text' },
  ],
  list: {
    columns: ['situation', 'connection_id', 'from_on', 'until_on', 'reason', 'changed_by'],
    sort: { column: 'from_on', direction: 'desc' },
    sortable: ['from_on'],
    filters: ['situation'],
  },
  search: [],
  related: [],
  scope: { column: 'connection_id', of: 'registry.connections' },
  permissions: { read: 'registry.read', write: null },
  actions: [],
}
