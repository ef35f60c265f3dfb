import type { RecordType } from '#core/records/index'
import { STEP_KINDS } from '../domain/policy.ts'

/** On which day each step of collection is planned, group by group (TR-3.2.19.40). */
export const schedules: RecordType = {
  name: 'dunning.schedules',
  path: '/dunning/schedules',
  table: 'dunning_schedules',
  title: { one: 'Etapa do cronograma', many: 'Cronograma de cobrança', gender: 'm' },
  help: 'Quando cada etapa da cobrança está planejada para as contas de um mês de um grupo. O mês inteiro se vê e se gera no quadro do cronograma; o previsto e o executado estão no relatório Acompanhamento do cronograma de cobrança.',
  label: 'title',
  fields: [
    {
      ...{ name: 'reference', label: 'Referência das contas', type: 'refmonth' },
      isRequired: true,
    },
    {
      ...{ name: 'billing_group_id', label: 'Grupo', type: 'reference', isRequired: true },
      record: 'registry.billing_groups',
    },
    {
      ...{ name: 'kind', label: 'O que se faz', type: 'enum', options: STEP_KINDS },
      isRequired: true,
    },
    { name: 'title', label: 'Etapa', type: 'text', isRequired: true, maxLength: 120 },
    { name: 'planned_on', label: 'Dia previsto', type: 'date', isRequired: true },
    {
      ...{ name: 'planned_units', label: 'Imóveis previstos', type: 'integer' },
      help: 'Gerado, é quantos tinham contas do mês em aberto nesse dia; pode ser mudado.',
    },
    { name: 'planned_cents', label: 'Valor previsto', type: 'money' },
    { name: 'responsible', label: 'Responsável', type: 'text', maxLength: 120 },
  ],
  list: {
    columns: [
      ...['planned_on', 'title', 'billing_group_id', 'reference', 'planned_units'],
      ...['planned_cents', 'responsible'],
    ],
    sort: { column: 'planned_on', direction: 'desc' },
    sortable: ['planned_on'],
    filters: ['planned_on', 'kind', 'billing_group_id', 'reference'],
  },
  search: [],
  related: [],
  permissions: { read: 'dunning.read', write: 'dunning.plan', delete: 'dunning.plan' },
  bulkFields: ['planned_on', 'responsible'],
  actions: [],
}
