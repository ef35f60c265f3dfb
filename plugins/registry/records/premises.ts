import type { RecordField, RecordType } from '#core/records/index'
import { PREMISE_KINDS } from './options.ts'
import { premiseForm } from './premise_form.ts'

const identification: readonly RecordField[] = [
  {
    name: 'registration_number',
    label: 'Matrícula',
    type: 'registration',
    isReadOnly: true,
    help: 'Dada pelo sistema, com dígito verificador. Não muda nem é reaproveitada.',
    section: 'Identificação',
  },
  {
    name: 'kind',
    label: 'Tipo',
    type: 'enum',
    options: PREMISE_KINDS,
    isReadOnly: true,
    section: 'Identificação',
  },
  {
    name: 'parent_id',
    label: 'Condomínio',
    type: 'reference',
    record: 'registry.premises',
    isReadOnly: true,
    section: 'Identificação',
  },
  {
    name: 'fraction',
    label: 'Fração ideal',
    type: 'decimal',
    help: 'Parte desta unidade no condomínio, entre 0 e 1. Usada só se o rateio for por fração ideal.',
    section: 'Identificação',
  },
  {
    name: 'holder_name',
    label: 'Titular',
    type: 'text',
    isReadOnly: true,
    help: 'Quem responde pelas faturas hoje. Muda pela troca de titularidade.',
    section: 'Identificação',
  },
]

const address: readonly RecordField[] = [
  {
    name: 'street',
    label: 'Logradouro',
    type: 'text',
    isRequired: true,
    maxLength: 120,
    section: 'Endereço',
  },
  {
    name: 'number',
    label: 'Número',
    type: 'text',
    maxLength: 10,
    help: 'Vazio quando não há número: sai “s/n” na fatura.',
    section: 'Endereço',
  },
  { name: 'complement', label: 'Complemento', type: 'text', maxLength: 60, section: 'Endereço' },
  {
    name: 'district',
    label: 'Bairro',
    type: 'text',
    isRequired: true,
    maxLength: 80,
    section: 'Endereço',
  },
  {
    name: 'zip_code',
    label: 'CEP',
    type: 'text',
    maxLength: 8,
    help: 'Oito algarismos, sem hífen.',
    section: 'Endereço',
  },
  {
    name: 'locality_id',
    label: 'Localidade',
    type: 'reference',
    record: 'registry.localities',
    isRequired: true,
    section: 'Endereço',
  },
]

const billing: readonly RecordField[] = [
  {
    name: 'billing_group_id',
    label: 'Grupo de faturamento',
    type: 'reference',
    record: 'registry.billing_groups',
    isRequired: true,
    help: 'Um condomínio e suas unidades ficam sempre no mesmo grupo: mude o da matrícula principal.',
    section: 'Faturamento',
  },
  {
    name: 'due_day',
    label: 'Dia de vencimento escolhido',
    type: 'integer',
    help: 'De 1 a 31. Vazio: o dia do grupo de faturamento.',
    section: 'Faturamento',
  },
  {
    name: 'created_at',
    label: 'Cadastrado em',
    type: 'datetime',
    isReadOnly: true,
    section: 'Faturamento',
  },
]

export const premises: RecordType = {
  name: 'registry.premises',
  path: '/registry/premises',
  table: 'registry_premises',
  title: { one: 'Imóvel', many: 'Imóveis', gender: 'm' },
  help: 'Cada imóvel tem uma matrícula, suas economias por categoria, suas ligações de água e esgoto e seu titular.',
  label: 'registration_number',
  fields: [...identification, ...address, ...billing],
  list: {
    columns: ['registration_number', 'holder_name', 'street', 'number', 'district', 'kind'],
    sort: { column: 'registration_number', direction: 'asc' },
    sortable: ['registration_number', 'holder_name', 'street', 'district'],
    filters: ['billing_group_id', 'locality_id', 'kind'],
  },
  search: ['registration_number', 'holder_name', 'street', 'number', 'district'],
  related: [
    { title: 'Ligações', record: 'registry.connections', foreignKey: 'premise_id' },
    { title: 'Economias', record: 'registry.premise_economies', foreignKey: 'premise_id' },
    { title: 'Titulares e responsáveis', record: 'registry.holdings', foreignKey: 'premise_id' },
    { title: 'Unidades do condomínio', record: 'registry.premises', foreignKey: 'parent_id' },
  ],
  permissions: { read: 'registry.read', write: 'registry.write' },
  createAction: 'registry.premises.create',
  createFields: premiseForm([...identification, ...address, ...billing]),
  serviceRecord: { group: 'Cadastro' },
  actions: [],
  hasCustomFields: true,
}
