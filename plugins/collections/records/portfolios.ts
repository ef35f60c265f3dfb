import type { RecordType } from '#core/records/index'
import { checkPortfolio } from '../services/check_portfolio.ts'
import { CUSTOMER_KINDS, STAGES } from './options.ts'

const criterion = { section: 'Quem entra' } as const

/** Whose debtors are whose: the first portfolio that fits a debtor has them. */
export const portfolios: RecordType = {
  name: 'collections.portfolios',
  path: '/collections/portfolios',
  table: 'collections_portfolios',
  title: { one: 'Carteira', many: 'Carteiras', gender: 'f' },
  help: 'Que devedores cada cobrador tem. Vale a primeira carteira que couber, pela ordem; critério vazio não limita. A distribuição é refeita todo dia; o caso que alguém assumiu fica com ele.',
  label: 'name',
  fields: [
    { name: 'name', label: 'Nome', type: 'text', isRequired: true, maxLength: 80 },
    {
      ...{ name: 'place', label: 'Ordem', type: 'integer', isRequired: true },
      ...{ minimum: '1', maximum: '9999', help: 'A menor é experimentada primeiro.' },
    },
    {
      ...{ name: 'collector_id', label: 'Cobrador', type: 'reference', isRequired: true },
      record: 'collections.people',
    },
    { name: 'is_suspended', label: 'Fora de uso', type: 'boolean' },
    {
      ...{ name: 'min_cents', label: 'Dívida vencida, de', type: 'money', minimum: '0' },
      ...{ isSummed: false, ...criterion },
    },
    {
      ...{ name: 'max_cents', label: 'Dívida vencida, até', type: 'money', minimum: '0' },
      ...{ isSummed: false, ...criterion },
    },
    {
      ...{ name: 'min_days', label: 'Dias de atraso, de', type: 'integer', minimum: '0' },
      ...criterion,
    },
    {
      ...{ name: 'max_days', label: 'Dias de atraso, até', type: 'integer', minimum: '0' },
      ...criterion,
    },
    {
      ...{ name: 'category', label: 'Categoria', type: 'lookup', lookup: 'registry.categories' },
      ...criterion,
    },
    {
      ...{ name: 'customer_kind', label: 'Tipo de cliente', type: 'enum', ...criterion },
      options: CUSTOMER_KINDS,
    },
    {
      ...{ name: 'billing_group_id', label: 'Grupo', type: 'reference', ...criterion },
      record: 'registry.billing_groups',
    },
    {
      ...{ name: 'route_id', label: 'Rota de leitura', type: 'reference', ...criterion },
      record: 'readings.routes',
    },
    { ...{ name: 'district', label: 'Bairro', type: 'text', maxLength: 120 }, ...criterion },
    {
      ...{ name: 'stage', label: 'Etapa da cobrança', type: 'enum', ...criterion },
      options: STAGES,
    },
  ],
  list: {
    columns: ['place', 'name', 'collector_id', 'min_cents', 'min_days', 'stage', 'is_suspended'],
    sort: { column: 'place', direction: 'asc' },
    sortable: ['place'],
    filters: ['collector_id', 'is_suspended'],
  },
  search: [],
  related: [{ title: 'Casos', record: 'collections.cases', foreignKey: 'portfolio_id' }],
  permissions: {
    ...{ read: 'collections.read', write: 'collections.manage', delete: 'collections.manage' },
  },
  check: checkPortfolio,
  actions: [],
}
