import type { EnumOption, RecordType } from '#core/records/index'

export const PROGRAMMES: readonly EnumOption[] = [
  { value: 'cadunico', label: 'CadÚnico' },
  { value: 'bpc', label: 'BPC' },
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
    { name: 'ended_on', label: 'Encerrado em', type: 'date' },
    { name: 'end_reason', label: 'Motivo do fim', type: 'text' },
    { name: 'registered_by', label: 'Incluído por', type: 'text' },
  ],
  list: {
    columns: ['premise_id', 'customer_id', 'programme', 'from_on', 'until_on', 'ended_on'],
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
