import type { RecordField } from '#core/records/index'
import { ANSWERS } from './options.ts'

const isYes = (field: string) => ({ '==': [{ var: [field] }, 'yes'] })
const answer = (name: string, label: string, more: Partial<RecordField> = {}): RecordField => ({
  ...{ name, label, type: 'enum', options: ANSWERS, section: 'Formulário' },
  ...more,
})

/** What the form asks of the house (TR-3.2.6.2.7 to .11): filled at the desk or in the visit. */
export const houseFields: readonly RecordField[] = [
  {
    ...{ name: 'residents', label: 'Moradores', type: 'integer', minimum: '0' },
    section: 'Formulário',
  },
  answer('has_pool', 'Piscina'),
  {
    ...{ name: 'pool_note', label: 'Sobre a piscina', type: 'text', maxLength: 200 },
    ...{ section: 'Formulário', visibleWhen: isYes('has_pool') },
    help: 'Volume, uso, quando foi enchida.',
  },
  answer('has_washing_machine', 'Máquina de lavar roupas'),
  answer('has_water_tank', 'Caixa d’água'),
  answer('has_alternative_source', 'Fonte alternativa de água'),
  {
    ...{ name: 'alternative_source_type', label: 'Tipo da fonte', type: 'lookup' },
    ...{ lookup: 'reviews.source_types', section: 'Formulário' },
    ...{
      visibleWhen: isYes('has_alternative_source'),
      requiredWhen: isYes('has_alternative_source'),
    },
  },
]

export const requester: RecordField = {
  ...{ name: 'requester_name', label: 'Nome do proponente', type: 'text', maxLength: 120 },
  ...{ isRequired: true, section: 'Pedido' },
  help: 'Quem faz o pedido; pode não ser o titular.',
}

export const description: RecordField = {
  ...{ name: 'description', label: 'Descrição da ocorrência', type: 'longtext', maxLength: 4000 },
  ...{ isRequired: true, section: 'Formulário' },
}

const premise: RecordField = {
  ...{ name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
  section: 'Pedido',
}
const reference: RecordField = {
  ...{ name: 'reference', label: 'Mês em revisão', type: 'refmonth', section: 'Pedido' },
}
const requestedOn: RecordField = {
  ...{ name: 'requested_on', label: 'Data da solicitação', type: 'date', section: 'Pedido' },
}

const shown = { isReadOnly: true } as const

/** What names a review and says who asked for it; given once, when it is opened. */
export const requestFields: readonly RecordField[] = [
  { name: 'number', label: 'Ano/número', type: 'text', section: 'Pedido', ...shown },
  { ...reference, ...shown },
  { ...premise, ...shown },
  {
    ...{ name: 'customer_id', label: 'Cliente', type: 'reference', record: 'registry.customers' },
    ...{ section: 'Pedido', ...shown },
  },
  { ...requestedOn, ...shown },
  requester,
]

/** What the form of a new review asks, named as the input of `reviews.open`. */
export const openingFields = (origins: RecordField['options']): readonly RecordField[] => [
  { ...premise, isRequired: true, help: 'Pela matrícula, pelo nome do titular ou pela rua.' },
  { ...reference, isRequired: true, help: 'Mês e ano da fatura contestada.' },
  {
    ...{ name: 'origin', label: 'Origem', type: 'enum', options: origins ?? [] },
    ...{ isRequired: true, section: 'Pedido' },
  },
  { ...requestedOn, isRequired: true, help: 'O número é dado dentro do ano desta data.' },
  {
    ...requester,
    isRequired: false,
    requiredWhen: { '==': [{ var: ['origin'] }, 'customer'] },
    help: 'Quem faz o pedido; pode não ser o titular. Se a revisão é por iniciativa do prestador, deixe vazio: vale quem a abre.',
  },
  ...houseFields.map((field) =>
    field.name === 'has_water_tank'
      ? { ...field, help: 'Vazio: como está no cadastro do imóvel.' }
      : field
  ),
  description,
]
