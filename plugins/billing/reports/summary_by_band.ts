import { type Report, monthFilter } from '#core/reports/index'
import { categoryColumn, groupFilter } from '#plugins/registry/api'
import {
  COUNT_COLUMNS,
  LINE_SUMS,
  SERVICE_COLUMNS,
  bandOf,
  bandsFilter,
  categoryLines,
} from './shared.ts'

/** What was billed in a month, by category and band of consumption (TR-3.2.19.87). */
export const summaryByBand: Report = {
  name: 'billing.summary_by_band',
  title: 'Resumo do faturamento por faixa de consumo',
  help: 'Quanto se faturou no mês em cada faixa de consumo, por categoria.',
  permission: 'billing.read',
  section: 'Faturamento',
  filters: [monthFilter, bandsFilter, groupFilter],
  columns: [
    categoryColumn,
    { name: 'band', label: 'Faixa (m³)', type: 'text' },
    ...COUNT_COLUMNS,
    ...SERVICE_COLUMNS,
    { name: 'share_percent', label: 'Participação', type: 'decimal', unit: '%' },
  ],
  sort: { column: 'band', direction: 'asc' },
  groups: ['category', 'band'],
  chart: { title: 'Total por faixa', category: 'band', value: 'total_cents' },
  sql: `select category, band, ${LINE_SUMS},
               round(100 * sum(total_cents) / nullif(sum(sum(total_cents)) over (), 0), 1) as share_percent
          from (select lines.*, ${bandOf('lines.billed_m3')} as band
                  from (${categoryLines('i.reference = :reference')}) lines) banded
         group by category, band`,
}
