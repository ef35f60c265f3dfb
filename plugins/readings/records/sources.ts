import type { RecordField, RecordType } from '#core/records/index'
import type { Expression } from '#core/rules/index'
import { SOURCE_KIND_OPTIONS, SOURCE_MEASUREMENTS } from './options.ts'

const METERED: Expression = { '==': [{ var: ['measurement'] }, 'metered'] }
const ESTIMATED: Expression = { '==': [{ var: ['measurement'] }, 'estimated'] }
const metered = { visibleWhen: METERED, requiredWhen: METERED } as const

const premise: RecordField = {
  ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
  isRequired: true,
}

const given: readonly RecordField[] = [
  premise,
  {
    ...{ name: 'type_code', label: 'Tipo', type: 'lookup', lookup: 'registry.other_source_types' },
    isRequired: true,
  },
  { name: 'location', label: 'Onde fica', type: 'text', maxLength: 120 },
  {
    ...{ name: 'measurement', label: 'Medição', type: 'enum', options: SOURCE_MEASUREMENTS },
    isRequired: true,
    help: 'Com hidrômetro, contam as leituras; sem ele, o volume estimado de cada mês.',
  },
  { name: 'meter_number', label: 'Hidrômetro', type: 'text', maxLength: 30, ...metered },
  {
    ...{ name: 'digits', label: 'Dígitos do mostrador', type: 'integer' },
    ...{ minimum: '3', maximum: '9', ...metered },
  },
  {
    ...{ name: 'first_reading', label: 'Leitura no primeiro dia', type: 'integer', minimum: '0' },
    ...metered,
  },
  {
    ...{ name: 'estimated_m3', label: 'Volume estimado por mês', type: 'volume', unit: 'm³' },
    minimum: '0',
    requiredWhen: ESTIMATED,
    help: 'De uma fonte com hidrômetro: usado no mês sem leitura, enquanto não houver meses medidos para a média.',
  },
  { name: 'from_on', label: 'Desde', type: 'date', isRequired: true },
  { name: 'remarks', label: 'Observações', type: 'longtext', maxLength: 500 },
]

/** Wells, springs, tank trucks: water that does not come from the network and goes to the sewers. */
export const sources: RecordType = {
  name: 'readings.sources',
  path: '/readings/sources',
  table: 'readings_sources',
  title: { one: 'Fonte alternativa', many: 'Fontes alternativas', gender: 'f' },
  help: 'Poços, nascentes, carros-pipa: a água que não vem da rede soma-se à faturada como base do esgoto; a água cobrada não muda. Para trocar o hidrômetro de uma fonte, encerre-a e cadastre outra.',
  label: 'code',
  fields: [
    { name: 'code', label: 'Código', type: 'text', isReadOnly: true },
    ...given,
    { name: 'until_on', label: 'Até', type: 'date', isReadOnly: true },
    { name: 'registered_by', label: 'Cadastrada por', type: 'text', isReadOnly: true },
    { name: 'registered_at', label: 'Cadastrada', type: 'datetime', isReadOnly: true },
    { name: 'ended_by', label: 'Encerrada por', type: 'text', isReadOnly: true },
  ],
  list: {
    columns: [
      'code',
      'premise_id',
      'type_code',
      'meter_number',
      'estimated_m3',
      'from_on',
      'until_on',
    ],
    sort: { column: 'from_on', direction: 'desc' },
    sortable: ['from_on'],
    filters: ['from_on'],
  },
  search: ['code'],
  related: [
    { title: 'Leituras', record: 'readings.source_readings', foreignKey: 'source_id' },
    { title: 'Meses faturados', record: 'readings.source_months', foreignKey: 'source_id' },
  ],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'readings.read', write: null },
  createAction: 'readings.register_source',
  createFields: given,
  operations: {
    end: {
      action: 'readings.end_source',
      help: 'Registre antes a última leitura: o que ela mediu ainda entra na próxima fatura. Faturas já emitidas não mudam.',
      fields: [{ name: 'on', label: 'Último dia', type: 'date', isRequired: true }],
      today: ['on'],
      isOffered: ({ until_on: until }) => until === null,
    },
  },
  actions: [],
}

const ofSource: RecordField = {
  ...{ name: 'source_id', label: 'Fonte', type: 'reference', record: 'readings.sources' },
  isRequired: true,
}
const turned: RecordField = {
  ...{ name: 'is_rollover', label: 'O mostrador deu a volta', type: 'boolean' },
  help: 'Só quando a leitura é menor que a anterior porque o mostrador passou do último número.',
}

const read: readonly RecordField[] = [
  ofSource,
  { name: 'read_on', label: 'Lida em', type: 'date', isRequired: true },
  { name: 'reading', label: 'Leitura', type: 'integer', isRequired: true, minimum: '0' },
  turned,
  { name: 'remarks', label: 'Observações', type: 'longtext', maxLength: 240 },
]

/** What the meters of sources showed. */
export const sourceReadings: RecordType = {
  name: 'readings.source_readings',
  path: '/readings/source-readings',
  table: 'readings_source_readings',
  title: {
    one: 'Leitura de fonte alternativa',
    many: 'Leituras de fontes alternativas',
    gender: 'f',
  },
  help: 'O que os hidrômetros de poços e outras fontes mostraram. Conta na primeira fatura emitida depois da leitura. Uma planilha entra por Importar, com o código da fonte.',
  label: 'read_on',
  fields: [
    ...read,
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isReadOnly: true,
    },
    { name: 'm3', label: 'Desde a anterior', type: 'integer', unit: 'm³', isReadOnly: true },
    { name: 'recorded_by', label: 'Registrada por', type: 'text', isReadOnly: true },
    { name: 'recorded_at', label: 'Registrada', type: 'datetime', isReadOnly: true },
    { name: 'reported', label: 'Informada antes da correção', type: 'integer', isReadOnly: true },
    { name: 'corrected_by', label: 'Corrigida por', type: 'text', isReadOnly: true },
    { name: 'corrected_at', label: 'Corrigida', type: 'datetime', isReadOnly: true },
  ],
  list: {
    columns: ['read_on', 'source_id', 'premise_id', 'reading', 'm3', 'recorded_by'],
    sort: { column: 'read_on', direction: 'desc' },
    sortable: ['read_on'],
    filters: ['read_on'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'readings.read', write: null },
  createAction: 'readings.record_source_reading',
  createFields: read,
  operations: {
    correct: {
      action: 'readings.correct_source_reading',
      help: 'Muda também o volume da leitura seguinte. O mês já faturado é acertado na próxima fatura, ou agora, recalculando a fatura com o cadastro de hoje.',
      fields: [
        {
          name: 'reading',
          label: 'Leitura certa',
          type: 'integer',
          isRequired: true,
          minimum: '0',
        },
        turned,
      ],
    },
  },
  actions: [],
}

/** What each billed month counted of a source. */
export const sourceMonths: RecordType = {
  name: 'readings.source_months',
  path: '/readings/source-months',
  table: 'readings_source_months',
  title: { one: 'Mês de fonte alternativa', many: 'Meses de fontes alternativas', gender: 'm' },
  help: 'O que cada mês faturado contou de uma fonte como base do esgoto. O que estimativas contaram a mais ou a menos é acertado na leitura seguinte.',
  label: 'reference',
  fields: [
    { name: 'reference', label: 'Referência', type: 'refmonth', isReadOnly: true },
    { ...ofSource, isRequired: false, isReadOnly: true },
    {
      name: 'premise_id',
      label: 'Imóvel',
      type: 'reference',
      record: 'registry.premises',
      isReadOnly: true,
    },
    { name: 'kind', label: 'Como', type: 'enum', options: SOURCE_KIND_OPTIONS, isReadOnly: true },
    { name: 'measured_m3', label: 'Medido', type: 'volume', unit: 'm³', isReadOnly: true },
    { name: 'm3', label: 'Contado no esgoto', type: 'volume', unit: 'm³', isReadOnly: true },
    { name: 'read_until', label: 'Última leitura contada', type: 'date', isReadOnly: true },
  ],
  list: {
    columns: ['reference', 'source_id', 'premise_id', 'kind', 'measured_m3', 'm3', 'read_until'],
    sort: { column: 'reference', direction: 'desc' },
    sortable: ['reference'],
    filters: ['reference'],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'readings.read', write: null },
  actions: [],
}
