import {
  type RecordField,
  type RecordType,
  shownField as shown,
  shownReference,
} from '#core/records/index'
import { checkManager } from '../services/managers.ts'
import { refuseEnded } from '../services/prospects.ts'
import { managerField, segmentField } from './fields.ts'
import { PROSPECT_KINDS, PROSPECT_STATES } from './options.ts'
import { plan, purpose } from './visits.ts'

const isOpen = ({ state }: Readonly<Record<string, unknown>>) => state === 'open'
const text = (name: string, label: string, maxLength: number, section?: string): RecordField => ({
  ...{ name, label, type: 'text', maxLength },
  ...(section ? { section } : {}),
})
const ADDRESS = 'Endereço'
const CONTACT = 'Contato'

/** Who may become a large customer (CM-25b). */
export const prospects: RecordType = {
  name: 'large_customers.prospects',
  path: '/large-customers/prospects',
  table: 'large_customers_prospects',
  title: { one: 'Cliente potencial', many: 'Clientes potenciais', gender: 'm' },
  help: 'Quem ainda não é cliente e pode vir a ser um grande. As visitas marcadas aqui ficam no histórico do cliente quando ele se cadastra.',
  label: 'name',
  fields: [
    { ...text('name', 'Nome ou razão social', 120), isRequired: true },
    {
      ...{ name: 'kind', label: 'Tipo', type: 'enum', options: PROSPECT_KINDS },
      isRequired: true,
    },
    { name: 'taxpayer_id', label: 'CPF ou CNPJ', type: 'taxpayer', isPersonal: true },
    segmentField,
    managerField,
    {
      ...{ name: 'expected_m3', label: 'Consumo esperado', type: 'volume', unit: 'm³' },
      ...{ minimum: '0', help: 'Por mês.' },
    },
    shown('state', 'Situação', 'enum', { options: PROSPECT_STATES }),
    shownReference('customer_id', 'Cliente', 'registry.customers'),
    shown('ended_on', 'Desde', 'date', { help: 'Quando virou cliente ou se perdeu.' }),
    shown('lost_reason', 'Por que se perdeu', 'text'),
    { ...text('contact_name', 'Com quem se fala', 120, CONTACT), isPersonal: true },
    { name: 'phone', label: 'Telefone', type: 'phone', isPersonal: true, section: CONTACT },
    {
      ...{ name: 'email', label: 'E-mail', type: 'email', isPersonal: true, maxLength: 120 },
      section: CONTACT,
    },
    text('street', 'Logradouro', 120, ADDRESS),
    text('number', 'Número', 10, ADDRESS),
    text('district', 'Bairro', 80, ADDRESS),
    text('city', 'Cidade', 80, ADDRESS),
  ],
  list: {
    columns: ['name', 'segment', 'manager_id', 'expected_m3', 'state', 'customer_id'],
    sort: { column: 'name', direction: 'asc' },
    sortable: ['name'],
    filters: ['state', 'manager_id', 'segment'],
  },
  search: ['name'],
  related: [{ title: 'Visitas', record: 'large_customers.visits', foreignKey: 'prospect_id' }],
  scope: { column: 'customer_id', of: 'registry.customers', isOptional: true },
  person: {
    ...{ record: 'registry.customers', key: 'customer_id' },
    anonymised: { name: 'Pessoa anonimizada', street: null, number: null },
  },
  permissions: { read: 'large_customers.read', write: 'large_customers.manage' },
  async check(context, { before, changes }) {
    refuseEnded(before)
    if (changes.manager_id) await checkManager(context, changes.manager_id)
  },
  operations: {
    visit: {
      action: 'large_customers.schedule_visit',
      idInput: 'prospect_id',
      help: 'A visita entra na agenda de quem a faz, que é avisado.',
      fields: [...purpose, ...plan],
      initial: async ({ row }) => ({ responsible_id: String(row.manager_id) }),
      isOffered: isOpen,
    },
    convert: {
      action: 'large_customers.convert_prospect',
      help: 'Cadastra o cliente com o que está aqui, ou liga a um já cadastrado. As visitas passam a aparecer na página do cliente.',
      fields: [
        {
          ...{ name: 'customer_id', label: 'Cliente já cadastrado', type: 'reference' },
          record: 'registry.customers',
          help: 'Vazio: cadastra um novo.',
        },
      ],
      isOffered: isOpen,
    },
    lose: {
      action: 'large_customers.lose_prospect',
      help: 'Não virá a ser cliente. O motivo e as visitas ficam guardados.',
      fields: [],
      isOffered: isOpen,
    },
  },
  attachments: {
    kinds: [{ value: 'document', label: 'Documento' }],
    write: 'large_customers.manage',
  },
  notes: { write: 'large_customers.manage' },
  actions: [],
}
