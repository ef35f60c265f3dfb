import { type Report, monthFilter } from '#core/reports/index'
import { categoryColumn, groupFilter } from '#plugins/registry/api'
import {
  COUNT_COLUMNS,
  IN_MONTH,
  LINE_SUMS,
  SERVICE_COLUMNS,
  categoryLines,
  datedFilter,
} from './shared.ts'

/** What was billed in a month, by category and service: the charges of the invoices that stand (TR-3.2.19.79). */
export const summaryByCategory: Report = {
  name: 'billing.summary_by_category',
  title: 'Resumo do faturamento por categoria',
  help: 'Quanto se faturou no mês em cada categoria: faturas, volume, água, esgoto e outros valores.',
  permission: 'billing.read',
  section: 'Faturamento',
  filters: [monthFilter, datedFilter, groupFilter],
  columns: [
    { name: 'billing_group', label: 'Grupo', type: 'text' },
    categoryColumn,
    ...COUNT_COLUMNS,
    ...SERVICE_COLUMNS,
  ],
  sort: { column: 'billing_group', direction: 'asc' },
  groups: ['category', 'billing_group'],
  chart: { title: 'Total por categoria', category: 'category', value: 'total_cents' },
  sql: `select g.code || ' ' || g.name as billing_group, lines.category, ${LINE_SUMS}
          from (${categoryLines(IN_MONTH)}) lines
          join registry_billing_groups g on g.id = lines.billing_group_id
         group by g.code, g.name, lines.category`,
}
