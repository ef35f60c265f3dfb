import { type Report, monthFilters } from '#core/reports/index'
import { categoryFilter, groupFilter } from '#plugins/registry/api'
import { OF_CATEGORY, OF_GROUP, bandOf, bandsFilter } from './shared.ts'

/**
 * Consumption month by month and band by band (TR-3.2.19.84). What waits for a person's decision is not known yet; what a
 * later load took over is counted there.
 */
export const consumptionHistory: Report = {
  name: 'billing.consumption_history',
  title: 'Histórico de consumo por faixa',
  help: 'Quantos imóveis ficaram em cada faixa de consumo, mês a mês, e quanto consumiram.',
  permission: 'billing.read',
  section: 'Leitura',
  filters: [...monthFilters, bandsFilter, categoryFilter, groupFilter],
  columns: [
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    { name: 'band', label: 'Faixa (m³)', type: 'text' },
    { name: 'premises', label: 'Imóveis', type: 'integer', isTotal: true },
    { name: 'economies', label: 'Economias', type: 'integer', isTotal: true },
    { name: 'measured_m3', label: 'Volume lido', type: 'volume', isTotal: true },
    { name: 'billed_m3', label: 'Volume faturado', type: 'volume', isTotal: true },
    { name: 'average_m3', label: 'Média por economia', type: 'volume' },
    { name: 'share_percent', label: 'Do mês', type: 'decimal', unit: '%' },
  ],
  sort: { column: 'reference', direction: 'desc' },
  groups: ['reference', 'band'],
  chart: { title: 'Volume faturado por faixa', category: 'band', value: 'billed_m3' },
  sql: `select reference, band, count(*) as premises, sum(economies)::bigint as economies,
               coalesce(sum(measured_m3), 0) as measured_m3, sum(billed_m3) as billed_m3,
               round(sum(billed_m3) / nullif(sum(economies), 0), 2) as average_m3,
               round(100 * sum(billed_m3) / nullif(sum(sum(billed_m3)) over (partition by reference), 0), 1) as share_percent
          from (select r.reference, r.measured_m3, r.billed_m3, ${bandOf('r.billed_m3')} as band,
                       (select sum(e.economies) from registry_premise_economies e
                         where e.municipality_id = r.municipality_id and e.premise_id = r.premise_id
                           and r.read_on between e.from_on and coalesce(e.until_on, 'infinity')) as economies
                  from readings_readings r
                  join registry_premises p on p.id = r.premise_id
                 where r.municipality_id = :municipality and r.state <> 'held' and r.billing <> 'superseded'
                   and r.reference between :from_reference and :until_reference
                   and ${OF_GROUP} and ${OF_CATEGORY}) rows
         group by reference, band`,
}
