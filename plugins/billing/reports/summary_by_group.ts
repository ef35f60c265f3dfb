import { type Report, periodFilters } from '#core/reports/index'
import { categoryColumn, groupFilter } from '#plugins/registry/api'
import { COUNT_COLUMNS, LINE_SUMS, SERVICE_COLUMNS, categoryLines } from './shared.ts'

/** What was billed between two days of issue, by group, route and category (TR-3.2.19.80). */
export const summaryByGroup: Report = {
  name: 'billing.summary_by_group',
  title: 'Resumo do faturamento por grupo e rota',
  help: 'Quanto cada grupo e cada rota faturou em um período de emissão, por categoria.',
  permission: 'billing.read',
  section: 'Faturamento',
  filters: [...periodFilters, groupFilter],
  columns: [
    { name: 'billing_group', label: 'Grupo', type: 'text' },
    { name: 'route', label: 'Rota', type: 'text' },
    categoryColumn,
    ...COUNT_COLUMNS,
    ...SERVICE_COLUMNS,
  ],
  sort: { column: 'billing_group', direction: 'asc' },
  groups: ['billing_group', 'route', 'category'],
  chart: { title: 'Total por grupo', category: 'billing_group', value: 'total_cents' },
  sql: `select g.code || ' ' || g.name as billing_group, r.code || ' ' || r.name as route, lines.category, ${LINE_SUMS}
          from (${categoryLines('i.issued_on between :from_on and :until_on')}) lines
          join registry_billing_groups g on g.id = lines.billing_group_id
          left join readings_route_stops s on s.premise_id = lines.premise_id
          left join readings_routes r on r.id = s.route_id
         group by g.code, g.name, r.code, r.name, lines.category`,
}
