import { checkGroup } from '../services/check_group.ts'
import { checkPropertyRegistration } from '../services/check_property_registration.ts'
import { correctFindings } from '../services/quality_findings.ts'
import type { RecordField, RecordType } from '#core/records/index'
import { format } from '#core/web/index'
import { indexPremises } from '../services/index_premise.ts'
import { identifyPremise } from '../services/identify_premise.ts'
import { checkAddress, keepAddress } from '../services/keep_address.ts'
import { loadPremisePage } from '../services/premise_page.ts'
import {
  AREAS,
  DELIVERIES,
  PREMISE_KINDS,
  PREMISE_STATUSES,
  SPECIAL_KIND_OPTIONS,
} from './options.ts'
import { premiseOperations } from './operations.ts'
import { premiseForm } from './premise_form.ts'
import { checkDueDay } from '../services/due_days.ts'

/** Who and where, so that nobody changes the wrong premise. */
const headingOf = (row: Readonly<Record<string, unknown>>) =>
  `${format.registration(String(row.registration_number))} · ${row.holder_name ?? 'sem titular'} · ${row.street}, ${row.number ?? 's/n'}`

const identification: readonly RecordField[] = [
  {
    name: 'status',
    label: 'Situação',
    type: 'enum',
    options: PREMISE_STATUSES,
    isReadOnly: true,
    section: 'Identificação',
  },
  {
    name: 'deactivated_on',
    label: 'Desativado em',
    type: 'date',
    isReadOnly: true,
    section: 'Identificação',
  },
  {
    name: 'special_kind',
    label: 'Cliente especial',
    type: 'enum',
    options: SPECIAL_KIND_OPTIONS,
    help: 'Grande consumidor ou órgão público; vazio para os demais.',
    section: 'Identificação',
  },
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
  {
    name: 'holder_taxpayer_id',
    label: 'CPF ou CNPJ do titular',
    type: 'taxpayer',
    isReadOnly: true,
    isPersonal: true,
    section: 'Identificação',
  },
  {
    name: 'lot_code',
    label: 'Setor-quadra-lote',
    type: 'text',
    isReadOnly: true,
    section: 'Identificação',
  },
  {
    name: 'meter_number',
    label: 'Hidrômetro',
    type: 'text',
    isReadOnly: true,
    section: 'Identificação',
  },
]

const attributes: readonly RecordField[] = [
  { name: 'lot_number', label: 'Número do lote', type: 'text', maxLength: 20 },
  { name: 'unit_number', label: 'Número da unidade', type: 'text', maxLength: 20 },
  { name: 'residents', label: 'Moradores', type: 'integer' },
  { name: 'water_outlets', label: 'Tomadas de água', type: 'integer' },
  { name: 'built_area', label: 'Área construída', type: 'decimal', unit: 'm²' },
  {
    name: 'property_tax_number',
    label: 'Inscrição imobiliária',
    type: 'text',
    maxLength: 30,
    help: 'A do IPTU, como a prefeitura a escreve.',
  },
  {
    name: 'building_situation',
    label: 'Situação da edificação',
    type: 'lookup',
    lookup: 'registry.building_situations',
  },
  { name: 'has_water_tank', label: 'Tem caixa d’água', type: 'boolean' },
  { name: 'has_cistern', label: 'Tem cisterna', type: 'boolean' },
  { name: 'has_own_source', label: 'Tem fonte própria de água', type: 'boolean' },
  {
    name: 'street_pavement',
    label: 'Pavimento da rua',
    type: 'lookup',
    lookup: 'registry.street_pavement_types',
  },
  {
    name: 'sidewalk_pavement',
    label: 'Pavimento da calçada',
    type: 'lookup',
    lookup: 'registry.sidewalk_pavement_types',
  },
].map((field) => ({ ...field, section: 'Características' })) as readonly RecordField[]

const address: readonly RecordField[] = [
  {
    name: 'street_id',
    label: 'Logradouro cadastrado',
    type: 'reference',
    record: 'registry.streets',
    help: 'Escolha-o e escreva o número: bairro e CEP vêm da faixa. Sem cadastro, escreva o logradouro ao lado.',
    section: 'Endereço',
  },
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
  {
    name: 'lot_id',
    label: 'Setor, quadra e lote',
    type: 'reference',
    record: 'registry.lots',
    section: 'Endereço',
  },
  {
    name: 'district_id',
    label: 'Bairro cadastrado',
    type: 'reference',
    record: 'registry.districts',
    isReadOnly: true,
    help: 'O da faixa do logradouro.',
    section: 'Endereço',
  },
  {
    name: 'area',
    label: 'Área',
    type: 'enum',
    options: AREAS,
    isReadOnly: true,
    section: 'Endereço',
  },
  { name: 'area_on', label: 'Área desde', type: 'date', isReadOnly: true, section: 'Endereço' },
  {
    name: 'area_source',
    label: 'De onde vem a área',
    type: 'enum',
    options: [
      { value: 'register', label: 'Cadastro' },
      { value: 'perimeter', label: 'Perímetro urbano' },
    ],
    isReadOnly: true,
    section: 'Endereço',
  },
  { name: 'latitude', label: 'Latitude', type: 'decimal', section: 'Endereço' },
  { name: 'longitude', label: 'Longitude', type: 'decimal', section: 'Endereço' },
  {
    name: 'delivery',
    label: 'Entrega da fatura',
    type: 'enum',
    options: DELIVERIES,
    isReadOnly: true,
    section: 'Endereço',
  },
]

/** Where networks of water and sewage pass, whether or not the unit is connected to them. */
const networks: readonly RecordField[] = [
  {
    ...{ name: 'water_available_on', label: 'Rede de água desde', type: 'date' },
    help: 'Desde quando passa rede de água em frente ao imóvel, ligado a ela ou não. Vazio: não passa, ou não se sabe.',
    section: 'Redes',
  },
  {
    ...{ name: 'sewage_available_on', label: 'Rede de esgoto desde', type: 'date' },
    help: 'Desde quando passa rede de esgoto em frente ao imóvel, ligado a ela ou não. Vazio: não passa, ou não se sabe.',
    section: 'Redes',
  },
  {
    ...{ name: 'sewage_deadline_on', label: 'Prazo para ligar', type: 'date' },
    help: 'Até quando a carta de liberação pede que o imóvel se ligue.',
    section: 'Redes',
  },
]

const billing: readonly RecordField[] = [
  {
    name: 'tariff_type',
    label: 'Tipo de tarifa',
    type: 'lookup',
    lookup: 'registry.tariff_types',
    help: 'Vazio: normal. Vale a partir da próxima carga de leitura; as faturas já emitidas não mudam.',
    section: 'Faturamento',
  },
  {
    name: 'collection_frequency',
    label: 'Coleta de lixo',
    type: 'lookup',
    lookup: 'registry.collection_frequencies',
    help: 'Só é preciso onde a tabela de tarifas cobra o lixo pela frequência. Vale a partir da próxima carga de leitura.',
    section: 'Faturamento',
  },
  {
    name: 'waste_profile',
    label: 'Gerador de lixo',
    type: 'lookup',
    lookup: 'registry.waste_profiles',
    help: 'Só é preciso onde a tabela de tarifas cobra o lixo pelo perfil do gerador. Vale a partir da próxima carga de leitura.',
    section: 'Faturamento',
  },
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
  fields: [...identification, ...address, ...attributes, ...networks, ...billing],
  list: {
    columns: [
      'registration_number',
      'holder_name',
      'street',
      'number',
      'district',
      'meter_number',
      'kind',
    ],
    sort: { column: 'registration_number', direction: 'asc' },
    sortable: ['registration_number', 'holder_name', 'street', 'district'],
    filters: ['billing_group_id', 'locality_id', 'kind', 'special_kind', 'status', 'area'],
  },
  search: [
    ...['registration_number', 'holder_name', 'street', 'number', 'district', 'meter_number'],
    'holder_taxpayer_id',
    'lot_code',
  ],
  related: [
    { title: 'Ligações', record: 'registry.connections', foreignKey: 'premise_id' },
    { title: 'Economias', record: 'registry.premise_economies', foreignKey: 'premise_id' },
    { title: 'Titulares e responsáveis', record: 'registry.holdings', foreignKey: 'premise_id' },
    { title: 'Tarifa social', record: 'registry.social_benefits', foreignKey: 'premise_id' },
    { title: 'Contratos de locação', record: 'registry.leases', foreignKey: 'premise_id' },
    { title: 'Unidades do condomínio', record: 'registry.premises', foreignKey: 'parent_id' },
    {
      title: 'Ramais de espera',
      record: 'registry.waiting_branches',
      foreignKey: 'premise_id',
    },
    {
      title: 'Outros endereços',
      record: 'registry.premise_addresses',
      foreignKey: 'premise_id',
    },
    {
      title: 'Órgão pagador',
      record: 'registry.paying_body_premises',
      foreignKey: 'premise_id',
    },
  ],
  scope: { column: 'locality_id' },
  permissions: { read: 'registry.read', write: 'registry.write' },
  createAction: 'registry.premises.create',
  createFields: premiseForm([...identification, ...address, ...attributes, ...billing]),
  formPanel: '/registry/premises/address',
  async check(context, change) {
    await checkAddress(context, change)
    await checkGroup(context, change)
    await checkDueDay(context, change)
    await checkPropertyRegistration(context, {
      id: change.id,
      number: change.changes.property_tax_number,
    })
  },
  async afterChange(context, change) {
    await keepAddress(context, change)
    if ('lot_id' in change.after) await indexPremises(context.tx, [change.id])
    await correctFindings(context, { recordType: 'registry.premises', recordId: change.id })
  },
  identify: identifyPremise,
  historyOf: [{ record: 'registry.connections', foreignKey: 'premise_id' }],
  overview: { view: 'registry::premise', load: loadPremisePage },
  serviceRecord: { group: 'Cadastro' },
  bulk: [
    { action: 'registry.issue_notice', effect: 'Emitir um aviso ou termo para {count} imóveis' },
  ],
  heading: headingOf,
  operations: premiseOperations,
  actions: [],
  hasCustomFields: true,
}
