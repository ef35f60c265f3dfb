import type { RecordField, RecordType } from '#core/records/index'
import type { Expression } from '#core/rules/index'
import { ABOVE_MAX, CONTRACT_KINDS, CONTRACT_SERVICES } from './setting_options.ts'
import { isRunning, lastDay, premise } from './term_fields.ts'

const ofKind = (...kinds: string[]): Expression => ({ in: [{ var: ['kind'] }, kinds] })

const volume = (name: string, label: string, kinds: string[]): RecordField => ({
  ...{ name, label, type: 'volume', unit: 'm³', minimum: '0' },
  visibleWhen: ofKind(...kinds),
  requiredWhen: ofKind(...kinds),
})

const given: readonly RecordField[] = [
  { name: 'number', label: 'Número', type: 'text', isRequired: true, maxLength: 40 },
  premise,
  {
    name: 'service',
    label: 'Serviço',
    type: 'enum',
    options: CONTRACT_SERVICES,
    isRequired: true,
    help: 'Um contrato para cada serviço. O esgoto sem contrato próprio segue a água faturada.',
  },
  {
    name: 'kind',
    label: 'Tipo',
    type: 'enum',
    options: CONTRACT_KINDS,
    isRequired: true,
    help: 'A coleta de lixo só tem valor fixo.',
  },
  { name: 'from_on', label: 'Desde', type: 'date', isRequired: true },
  { name: 'until_on', label: 'Até', type: 'date', help: 'Último dia. Vazio: até ser encerrado.' },
  volume('volume_m3', 'Volume contratado por mês', ['fixed_volume', 'demand']),
  volume('min_m3', 'Consumo mínimo por mês', ['min_max']),
  volume('max_m3', 'Consumo máximo por mês', ['min_max']),
  {
    name: 'above_max',
    label: 'Acima do máximo',
    type: 'enum',
    options: ABOVE_MAX,
    visibleWhen: ofKind('min_max'),
    requiredWhen: ofKind('min_max'),
  },
  {
    name: 'value_cents',
    label: 'Valor por mês',
    type: 'money',
    visibleWhen: ofKind('fixed_value'),
    requiredWhen: ofKind('fixed_value'),
  },
  {
    name: 'excess_price',
    label: 'Preço do excedente',
    type: 'decimal',
    unit: 'R$/m³',
    minimum: '0',
    visibleWhen: ofKind('demand'),
    help: 'Do que passa da demanda contratada. Vazio: pela tarifa.',
  },
  { name: 'remarks', label: 'Observações', type: 'longtext', maxLength: 500 },
]

/** Supply contracts: what is billed in place of what the tariff would say. */
export const contracts: RecordType = {
  name: 'billing.contracts',
  path: '/billing/contracts',
  table: 'billing_contracts',
  title: { one: 'Contrato de fornecimento', many: 'Contratos de fornecimento', gender: 'm' },
  help: 'Água, esgoto ou lixo cobrados pelo que o contrato combina: consumo fixo, mínimo e máximo, valor fixo ou demanda contratada. Vale para as cargas de leitura geradas a partir do primeiro dia.',
  label: 'number',
  fields: [
    ...given,
    { name: 'ended_on', label: 'Encerrado em', type: 'date' },
    { name: 'signed_by', label: 'Registrado por', type: 'text' },
    { name: 'signed_at', label: 'Registrado', type: 'datetime' },
    { name: 'ended_by', label: 'Encerrado por', type: 'text' },
  ],
  list: {
    columns: ['number', 'premise_id', 'service', 'kind', 'from_on', 'until_on', 'ended_on'],
    sort: { column: 'from_on', direction: 'desc' },
    sortable: ['from_on'],
    filters: ['from_on'],
  },
  search: ['number'],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  permissions: { read: 'billing.read', write: null },
  createAction: 'billing.sign_contract',
  createFields: given,
  attachments: {
    kinds: [
      { value: 'contract', label: 'Contrato' },
      { value: 'amendment', label: 'Termo aditivo' },
    ],
    write: 'billing.contract',
  },
  operations: {
    end: {
      action: 'billing.end_contract',
      help: 'As cargas geradas depois do último dia são cobradas pela tarifa. Faturas já emitidas não mudam.',
      fields: [lastDay],
      today: ['on'],
      isOffered: isRunning,
    },
  },
  actions: [],
}
