import { type Report, monthFilter } from '#core/reports/index'
import { KIND_OPTIONS } from '#plugins/readings/api'
import { categoryColumn, groupFilter } from '#plugins/registry/api'
import { COUNT_COLUMNS, LINE_SUMS, SERVICE_COLUMNS, categoryLines } from './shared.ts'

const KINDS = [...KIND_OPTIONS, { value: 'contract', label: 'Contrato', tone: 'info' as const }]

/** What was billed in a month, by category and by what the consumption was taken from (TR-3.2.19.88). */
export const summaryByKind: Report = {
  name: 'billing.summary_by_kind',
  title: 'Resumo do faturamento por tipo de consumo',
  help: 'Quanto se faturou no mês pela leitura, pela média, pelo mínimo, por estimativa, sem hidrômetro ou pelo volume de um contrato.',
  permission: 'billing.read',
  section: 'Faturamento',
  filters: [monthFilter, groupFilter],
  columns: [
    categoryColumn,
    { name: 'kind', label: 'Tipo de consumo', type: 'enum', options: KINDS },
    ...COUNT_COLUMNS,
    ...SERVICE_COLUMNS,
  ],
  sort: { column: 'category', direction: 'asc' },
  groups: ['kind', 'category'],
  chart: { title: 'Total por tipo de consumo', category: 'kind', value: 'total_cents' },
  sql: `select lines.category, k.kind, ${LINE_SUMS}
          from (${categoryLines('i.reference = :reference')}) lines
          left join readings_readings r on r.load_item_id = lines.load_item_id
          cross join lateral (select case when exists (
              select from billing_contracts c
               where c.municipality_id = r.municipality_id and c.premise_id = r.premise_id and c.service = 'water'
                 and c.kind in ('fixed_volume', 'min_max', 'demand')
                 and r.read_on between c.from_on and coalesce(least(c.ended_on, c.until_on), 'infinity'))
            then 'contract' else r.kind end as kind) k
         group by lines.category, k.kind`,
}
