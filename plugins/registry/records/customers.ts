import type { RecordType } from '#core/records/index'
import { checkCustomer } from '../services/check_customer.ts'
import { loadCustomerPage } from '../services/customer_page.ts'
import { identifyCustomer } from '../services/identify_customer.ts'
import { followCustomer } from '../services/follow_customer.ts'
import { customerFields } from './customer_fields.ts'

export const customers: RecordType = {
  name: 'registry.customers',
  path: '/registry/customers',
  table: 'registry_customers',
  title: { one: 'Cliente', many: 'Clientes', gender: 'm' },
  help: 'Pessoas, empresas e órgãos públicos que respondem por imóveis. Um cliente pode ser titular de vários imóveis.',
  label: 'name',
  fields: customerFields,
  list: {
    columns: ['name', 'code', 'kind', 'taxpayer_id', 'phone'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name', 'code', 'taxpayer_id'],
    filters: ['kind', 'name', 'taxpayer_id', 'email', 'created_at'],
  },
  search: [
    'name',
    'code',
    'social_name',
    'taxpayer_id',
    'email',
    'phone',
    'home_phone',
    'business_phone',
  ],
  related: [
    { title: 'Imóveis', record: 'registry.holdings', foreignKey: 'customer_id' },
    { title: 'Contatos', record: 'registry.customer_contacts', foreignKey: 'customer_id' },
    { title: 'Cadastros unificados', record: 'registry.customers', foreignKey: 'merged_into_id' },
  ],
  scope: { through: 'registry.holdings', key: 'customer_id' },
  permissions: { read: 'registry.read', write: 'registry.write' },
  serviceRecord: { group: 'Cadastro' },
  attachments: {
    kinds: [
      { value: 'identity_card', label: 'Documento de identidade', isRequired: true },
      { value: 'cpf_card', label: 'Cartão do CPF ou CNPJ' },
      { value: 'residence_proof', label: 'Comprovante de residência' },
      { value: 'property_deed', label: 'Escritura ou contrato do imóvel' },
      { value: 'lease', label: 'Contrato de locação' },
      { value: 'power_of_attorney', label: 'Procuração' },
      { value: 'benefit_proof', label: 'Comprovante de benefício social' },
      { value: 'other', label: 'Outro documento' },
    ],
    isPersonal: true,
  },
  person: {
    record: 'registry.customers',
    key: 'id',
    anonymised: {
      name: 'Pessoa anonimizada',
      social_name: null,
      identity_issuer: null,
      state_registration: null,
      marital_status: null,
      nationality: null,
      profession: null,
      district: null,
      city: null,
      state: null,
      zip_code: null,
    },
  },
  notes: true,
  identify: identifyCustomer,
  check: checkCustomer,
  afterChange: followCustomer,
  overview: { view: 'registry::customer', load: loadCustomerPage },
  formPanel: '/registry/customers/warnings',
  movedTo: 'merged_into_id',
  actions: [],
  bulkFields: ['district', 'city', 'state', 'nationality'],
  hasCustomFields: true,
}
