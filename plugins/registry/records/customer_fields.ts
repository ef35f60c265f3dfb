import type { RecordField } from '#core/records/index'
import { ORIGINS, SPECIAL_NEEDS } from './customer_options.ts'
import { CUSTOMER_KINDS } from './options.ts'

type Plain = Omit<RecordField, 'section'>

const IS_COMPANY = { in: [{ var: ['kind'] }, ['company', 'public_body']] }
const IS_PERSON = { in: [{ var: ['kind'] }, ['person', 'foreign']] }

const under = (section: string, fields: readonly Plain[]): RecordField[] =>
  fields.map((field) => ({ ...field, section }))

const identification = under('Identificação', [
  {
    name: 'code',
    label: 'Código do cliente',
    type: 'registration',
    isReadOnly: true,
    help: 'Dado pelo sistema, com dígito verificador.',
  },
  {
    name: 'kind',
    label: 'Tipo',
    type: 'enum',
    options: CUSTOMER_KINDS,
    isRequired: true,
  },
  {
    name: 'customer_type',
    label: 'Classificação',
    type: 'lookup',
    lookup: 'registry.customer_types',
  },
  {
    name: 'name',
    label: 'Nome',
    type: 'text',
    isRequired: true,
    maxLength: 120,
    help: 'Nome completo ou razão social, como no documento.',
  },
  {
    name: 'social_name',
    label: 'Nome social ou nome fantasia',
    type: 'text',
    maxLength: 120,
    help: 'Como a pessoa pede para ser chamada, ou a marca da empresa.',
  },
  {
    name: 'taxpayer_id',
    label: 'CPF ou CNPJ',
    type: 'taxpayer',
    isPersonal: true,
    help: 'Conferido pelos dígitos verificadores; o CNPJ pode ter letras.',
  },
])

const papers = under('Documentos e filiação', [
  {
    name: 'identity_number',
    label: 'Documento de identidade',
    type: 'text',
    maxLength: 30,
    isPersonal: true,
    help: 'RG, CNH, RNM ou passaporte.',
  },
  {
    name: 'identity_issuer',
    label: 'Órgão emissor',
    type: 'text',
    maxLength: 30,
    help: 'Como SSP/MT.',
  },
  {
    name: 'state_registration',
    label: 'Inscrição estadual',
    type: 'text',
    maxLength: 20,
    visibleWhen: IS_COMPANY,
  },
  {
    name: 'birth_on',
    label: 'Data de nascimento',
    type: 'date',
    isPersonal: true,
    visibleWhen: IS_PERSON,
  },
  {
    name: 'mother_name',
    label: 'Nome da mãe',
    type: 'text',
    maxLength: 120,
    isPersonal: true,
    visibleWhen: IS_PERSON,
  },
  {
    name: 'father_name',
    label: 'Nome do pai',
    type: 'text',
    maxLength: 120,
    isPersonal: true,
    visibleWhen: IS_PERSON,
  },
  {
    name: 'marital_status',
    label: 'Estado civil',
    type: 'lookup',
    lookup: 'registry.marital_statuses',
    visibleWhen: IS_PERSON,
  },
  {
    name: 'nationality',
    label: 'Nacionalidade',
    type: 'lookup',
    lookup: 'registry.nationalities',
  },
  { name: 'profession', label: 'Profissão', type: 'text', maxLength: 80, visibleWhen: IS_PERSON },
  {
    name: 'special_needs',
    label: 'Necessidade especial',
    type: 'enum',
    options: SPECIAL_NEEDS,
    isPersonal: true,
  },
])

const contact = under('Contato', [
  {
    name: 'phone',
    label: 'Telefone celular',
    type: 'phone',
    isPersonal: true,
    help: 'Com DDD. Usado para avisos de corte, vencimento e falta de água.',
  },
  { name: 'home_phone', label: 'Telefone residencial', type: 'phone', isPersonal: true },
  { name: 'business_phone', label: 'Telefone comercial', type: 'phone', isPersonal: true },
  { name: 'email', label: 'E-mail', type: 'email', isPersonal: true, maxLength: 120 },
])

const address = under('Endereço para correspondência', [
  {
    name: 'street',
    label: 'Logradouro',
    type: 'text',
    maxLength: 120,
    isPersonal: true,
    help: 'Só quando não for o do imóvel.',
  },
  { name: 'number', label: 'Número', type: 'text', maxLength: 10, isPersonal: true },
  { name: 'complement', label: 'Complemento', type: 'text', maxLength: 60, isPersonal: true },
  { name: 'district', label: 'Bairro', type: 'text', maxLength: 80 },
  { name: 'city', label: 'Cidade', type: 'text', maxLength: 80 },
  { name: 'state', label: 'UF', type: 'text', maxLength: 2 },
  { name: 'zip_code', label: 'CEP', type: 'text', maxLength: 8, help: 'Oito algarismos.' },
])

const situation = under('Situação', [
  { name: 'deceased_on', label: 'Falecimento', type: 'date', isPersonal: true },
  {
    name: 'closed_on',
    label: 'Encerrado em',
    type: 'date',
    help: 'Empresa baixada ou cliente que não responde mais por imóvel algum.',
  },
  {
    name: 'merged_into_id',
    label: 'Unificado com',
    type: 'reference',
    record: 'registry.customers',
    isReadOnly: true,
  },
  { name: 'origin', label: 'Origem', type: 'enum', options: ORIGINS, isReadOnly: true },
  { name: 'created_at', label: 'Cadastrado em', type: 'datetime', isReadOnly: true },
])

export const customerFields: readonly RecordField[] = [
  ...identification,
  ...papers,
  ...contact,
  ...address,
  ...situation,
]
