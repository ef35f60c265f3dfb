import type { RecordType } from '#core/records/index'
import { renameHolder } from '../services/rename_holder.ts'
import { CUSTOMER_KINDS } from './options.ts'

export const customers: RecordType = {
  name: 'registry.customers',
  path: '/registry/customers',
  table: 'registry_customers',
  title: { one: 'Cliente', many: 'Clientes', gender: 'm' },
  help: 'Pessoas, empresas e órgãos públicos que respondem por imóveis. Um cliente pode ser titular de vários imóveis.',
  label: 'name',
  fields: [
    {
      name: 'name',
      label: 'Nome',
      type: 'text',
      isRequired: true,
      maxLength: 120,
      section: 'Identificação',
    },
    {
      name: 'kind',
      label: 'Tipo',
      type: 'enum',
      options: CUSTOMER_KINDS,
      isRequired: true,
      section: 'Identificação',
    },
    {
      name: 'taxpayer_id',
      label: 'CPF ou CNPJ',
      type: 'taxpayer',
      isPersonal: true,
      help: 'Conferido pelos dígitos verificadores. Deixe vazio se o cliente ainda não o informou.',
      section: 'Identificação',
    },
    {
      name: 'phone',
      label: 'Telefone',
      type: 'phone',
      isPersonal: true,
      help: 'Com DDD. Usado para avisos de corte, vencimento e falta de água.',
      section: 'Contato',
    },
    {
      name: 'email',
      label: 'E-mail',
      type: 'email',
      isPersonal: true,
      maxLength: 120,
      section: 'Contato',
    },
    {
      name: 'created_at',
      label: 'Cadastrado em',
      type: 'datetime',
      isReadOnly: true,
      section: 'Contato',
    },
  ],
  list: {
    columns: ['name', 'kind', 'taxpayer_id', 'phone'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name', 'taxpayer_id'],
    filters: ['kind'],
  },
  search: ['name', 'taxpayer_id', 'email', 'phone'],
  related: [{ title: 'Imóveis', record: 'registry.holdings', foreignKey: 'customer_id' }],
  permissions: { read: 'registry.read', write: 'registry.write' },
  afterChange: renameHolder,
  actions: [],
}
