import type { EnumOption, RecordType } from '#core/records/index'

const STATUSES: readonly EnumOption[] = [
  { value: 'planned', label: 'A começar', tone: 'attention' },
  { value: 'running', label: 'Em vigor', tone: 'good' },
  { value: 'ended', label: 'Encerrado', tone: 'neutral' },
  { value: 'cancelled', label: 'Cancelado', tone: 'bad' },
]

/** Rental contracts, written by their own actions on the page of the premise. */
export const leases: RecordType = {
  name: 'registry.leases',
  path: '/registry/leases',
  table: 'registry_leases',
  title: { one: 'Contrato de locação', many: 'Contratos de locação', gender: 'm' },
  help: 'Imóveis alugados: enquanto o contrato vale, o inquilino responde pelas faturas; ao fim, a responsabilidade volta sozinha ao proprietário. Um contrato se registra na página do imóvel.',
  label: 'customer_id',
  fields: [
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isRequired: true,
    },
    {
      name: 'customer_id',
      label: 'Inquilino',
      type: 'reference',
      record: 'registry.customers',
      isRequired: true,
    },
    { name: 'number', label: 'Número do contrato', type: 'text' },
    { name: 'from_on', label: 'Desde', type: 'date', isRequired: true },
    { name: 'until_on', label: 'Fim do contrato', type: 'date' },
    {
      name: 'first_until_on',
      label: 'Fim combinado de início',
      type: 'date',
      help: 'Antes das prorrogações.',
    },
    { name: 'is_responsible', label: 'Responde pelas faturas', type: 'boolean' },
    { name: 'status', label: 'Situação', type: 'enum', options: STATUSES, isRequired: true },
    { name: 'ended_on', label: 'Encerrado em', type: 'date' },
    { name: 'created_at', label: 'Registrado em', type: 'datetime' },
    { name: 'created_by', label: 'Registrado por', type: 'text' },
  ],
  list: {
    columns: ['premise_id', 'customer_id', 'number', 'from_on', 'until_on', 'status', 'ended_on'],
    sort: { column: 'from_on', direction: 'desc' },
    sortable: ['from_on', 'until_on'],
    filters: ['status', 'until_on'],
  },
  search: [],
  related: [{ title: 'Prorrogações', record: 'registry.lease_extensions', foreignKey: 'lease_id' }],
  scope: { column: 'premise_id', of: 'registry.premises' },
  madeOn: 'registry.premises',
  permissions: { read: 'registry.read', write: null },
  attachments: {
    kinds: [
      { value: 'lease', label: 'Contrato de locação' },
      { value: 'extension', label: 'Termo de prorrogação' },
      { value: 'other', label: 'Outro documento' },
    ],
    write: 'registry.write',
    isPersonal: true,
  },
  person: { record: 'registry.customers', key: 'customer_id', anonymised: {} },
  actions: ['registry.leases.cancel'],
}

export const leaseExtensions: RecordType = {
  name: 'registry.lease_extensions',
  path: '/registry/lease-extensions',
  table: 'registry_lease_extensions',
  title: { one: 'Prorrogação de locação', many: 'Prorrogações de locação', gender: 'f' },
  help: 'Cada prorrogação de um contrato de locação: o fim que valia, o que passou a valer, quem prorrogou e quando.',
  label: 'until_on',
  fields: [
    {
      name: 'lease_id',
      label: 'Contrato',
      type: 'reference',
      record: 'registry.leases',
      isRequired: true,
    },
    { name: 'before_on', label: 'Fim anterior', type: 'date' },
    { name: 'until_on', label: 'Novo fim', type: 'date', isRequired: true },
    { name: 'extended_at', label: 'Prorrogado em', type: 'datetime', isRequired: true },
    { name: 'extended_by', label: 'Por', type: 'text', isRequired: true },
    { name: 'reason', label: 'Motivo', type: 'text' },
  ],
  list: {
    columns: ['lease_id', 'before_on', 'until_on', 'extended_at', 'extended_by', 'reason'],
    sort: { column: 'extended_at', direction: 'desc' },
    sortable: ['extended_at'],
    filters: [],
  },
  search: [],
  related: [],
  permissions: { read: 'registry.read', write: null },
  actions: [],
}
