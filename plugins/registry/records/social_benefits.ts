import type { EnumOption, RecordType } from '#core/records/index'

export const PROGRAMMES: readonly EnumOption[] = [
  { value: 'cadunico', label: 'CadÚnico' },
  { value: 'bpc', label: 'BPC' },
]

export const END_CAUSES: readonly EnumOption[] = [
  { value: 'criteria', label: 'Não atende mais aos critérios' },
  { value: 'irregularity', label: 'Irregularidade (art. 3º)' },
  { value: 'asked', label: 'Pedido do cliente' },
]

const LOSS_CAUSES: readonly EnumOption[] = [
  ...END_CAUSES,
  { value: 'left_file', label: 'Saiu do arquivo do programa' },
  { value: 'moved', label: 'Não responde mais pelo imóvel' },
  { value: 'renewed', label: 'Renovado' },
]

/** Households in the social tariff, written by their own actions on the page of the premise. */
export const socialBenefits: RecordType = {
  name: 'registry.social_benefits',
  path: '/registry/social-benefits',
  table: 'registry_social_benefits',
  title: { one: 'Benefício da tarifa social', many: 'Tarifa social', gender: 'm' },
  help: 'Famílias na tarifa social, com o programa, a renda e a validade. A inclusão confere os critérios do regulador e se faz na página do imóvel.',
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
      label: 'Beneficiário',
      type: 'reference',
      record: 'registry.customers',
      isRequired: true,
    },
    { name: 'programme', label: 'Programa', type: 'enum', options: PROGRAMMES, isRequired: true },
    {
      name: 'programme_number',
      label: 'NIS ou número do benefício',
      type: 'text',
      isPersonal: true,
    },
    { name: 'income_cents', label: 'Renda da família', type: 'money', isPersonal: true },
    { name: 'family_size', label: 'Pessoas na família', type: 'integer' },
    { name: 'from_on', label: 'Desde', type: 'date', isRequired: true },
    { name: 'until_on', label: 'Vale até', type: 'date', isRequired: true },
    {
      name: 'last_on',
      label: 'Tarifa social até',
      type: 'date',
      help: 'Com os meses em que a lei mantém o benefício de quem o perde.',
    },
    { name: 'lost_on', label: 'Em perda desde', type: 'date' },
    { name: 'loss_cause', label: 'Por que termina', type: 'enum', options: LOSS_CAUSES },
    { name: 'ended_on', label: 'Último dia, se encerrado', type: 'date' },
    { name: 'end_reason', label: 'Motivo do fim', type: 'text' },
    { name: 'family_code', label: 'Código da família', type: 'text', isPersonal: true },
    { name: 'seen_month', label: 'Último arquivo com a família', type: 'text' },
    { name: 'registered_by', label: 'Incluído por', type: 'text' },
  ],
  list: {
    columns: [
      'premise_id',
      'customer_id',
      'programme',
      'from_on',
      'until_on',
      'last_on',
      'loss_cause',
    ],
    sort: { column: 'from_on', direction: 'desc' },
    sortable: ['from_on'],
    filters: [],
  },
  search: [],
  related: [],
  scope: { column: 'premise_id', of: 'registry.premises' },
  madeOn: 'registry.premises',
  permissions: { read: 'registry.read', write: null },
  person: { record: 'registry.customers', key: 'customer_id', anonymised: 'delete' },
  actions: [],
}
