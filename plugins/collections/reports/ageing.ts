import { type Report, positionFilter } from '#core/reports/index'
import { categoryColumn, categoryFilter, districtFilter, groupFilter } from '#plugins/registry/api'
import { STAGES } from '../records/options.ts'

const BAND = `case when k.days <= 30 then '1 · até 30 dias' when k.days <= 60 then '2 · 31 a 60 dias'
  when k.days <= 90 then '3 · 61 a 90 dias' when k.days <= 180 then '4 · 91 a 180 dias'
  when k.days <= 365 then '5 · 181 a 365 dias' else '6 · mais de um ano' end`

/** What is overdue now, by age of the oldest debt of each debtor. */
export const ageing: Report = {
  name: 'collections.ageing',
  title: 'Carteira por idade',
  help: 'O que está vencido e se pode cobrar hoje, por faixa de idade do débito mais antigo do devedor, categoria, grupo, etapa, carteira e cobrador.',
  permission: 'collections.read',
  section: 'Mesa de cobrança',
  filters: [{ ...positionFilter, label: 'Idade até' }, groupFilter, categoryFilter, districtFilter],
  columns: [
    { name: 'band', label: 'Faixa de atraso', type: 'text' },
    categoryColumn,
    { name: 'group_id', label: 'Grupo', type: 'reference', record: 'registry.billing_groups' },
    { name: 'stage', label: 'Etapa', type: 'enum', options: STAGES },
    {
      name: 'portfolio_id',
      label: 'Carteira',
      type: 'reference',
      record: 'collections.portfolios',
    },
    { name: 'collector_id', label: 'Cobrador', type: 'reference', record: 'collections.people' },
    { name: 'cases', label: 'Devedores', type: 'integer', isTotal: true },
    { name: 'debts', label: 'Débitos', type: 'integer', isTotal: true },
    { name: 'overdue_cents', label: 'Vencido', type: 'money', isTotal: true },
  ],
  sort: { column: 'band', direction: 'asc' },
  groups: ['band', 'category', 'group_id', 'stage', 'portfolio_id', 'collector_id'],
  chart: { title: 'Vencido por faixa', category: 'band', value: 'overdue_cents' },
  sql: `select ${BAND} as band, k.category, k.billing_group_id as group_id, k.stage, k.portfolio_id, k.collector_id,
               count(*) as cases, sum(k.debts) as debts, sum(k.overdue_cents)::bigint as overdue_cents
          from (select c.*, p.billing_group_id, greatest(:position_on::date - c.oldest_due_on, 0) as days
                  from collections_cases c
                  join registry_premises p on p.id = c.premise_id
                 where c.municipality_id = :municipality and c.state = 'open'
                   and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)
                   and (:category::text is null or c.category = :category)
                   and (:district::text is null or lower(p.district) = lower(:district))) k
         group by 1, 2, 3, 4, 5, 6`,
}
