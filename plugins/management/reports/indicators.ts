import type { EnumOption } from '#core/records/index'
import { type Report, monthFilters } from '#core/reports/index'

export const STANDINGS: readonly EnumOption[] = [
  { value: 'reached', label: 'Alcançada', tone: 'good' },
  { value: 'missed', label: 'Não alcançada', tone: 'bad' },
  { value: 'open', label: 'Mês em curso ou sem base', tone: 'neutral' },
]

/** Each indicator by month, with its formula and the goal of then (CM-12). */
export const indicators: Report = {
  name: 'management.indicators',
  title: 'Indicadores e metas',
  help: 'Faturamento, arrecadação e a eficiência dela, mês a mês, com a fórmula de cada indicador, a meta que valia e se foi alcançada. Os números são os da última apuração do painel gerencial.',
  permission: 'management.read',
  section: 'Gerencial',
  filters: [
    ...monthFilters,
    { name: 'indicator', label: 'Indicador (nome ou código)', type: 'text' },
    {
      ...{ name: 'locality', label: 'Localidade', type: 'reference' },
      ...{ record: 'registry.localities', help: 'Vazia: o município inteiro.' },
    },
    { name: 'by_locality', label: 'Cada localidade', type: 'boolean' },
  ],
  columns: [
    { name: 'reference', label: 'Mês', type: 'refmonth' },
    {
      ...{ name: 'locality_id', label: 'Localidade', type: 'reference' },
      record: 'registry.localities',
    },
    { name: 'title', label: 'Indicador', type: 'text' },
    { name: 'billed_cents', label: 'Faturado no mês', type: 'money' },
    { name: 'collected_cents', label: 'Arrecadado no mês', type: 'money' },
    { name: 'percent', label: 'Resultado', type: 'decimal', unit: '%', total: 'average' },
    { name: 'goal', label: 'Meta', type: 'decimal', unit: '%' },
    { name: 'standing', label: 'Situação', type: 'enum', options: STANDINGS },
    { name: 'formula', label: 'Fórmula', type: 'text' },
    { name: 'measured_at', label: 'Apurado em', type: 'datetime' },
  ],
  sort: { column: 'reference', direction: 'asc' },
  groups: ['title', 'reference', 'standing'],
  chart: { title: 'Resultado por mês', category: 'reference', value: 'percent', kind: 'line' },
  sql: `select r.reference, r.locality_id, r.title, f.billed_cents, f.collected_cents, round(r.percent, 1) as percent, trim_scale(r.goal) as goal,
               case r.is_reached when true then 'reached' when false then 'missed' else 'open' end as standing,
               r.formula, r.measured_at
          from management_results r
         cross join lateral (
           select sum(g.billed_cents)::bigint as billed_cents, sum(g.collected_cents)::bigint as collected_cents
             from management_figures g
            where g.municipality_id = r.municipality_id and g.reference = r.reference
              and (r.locality_id is null or g.locality_id = r.locality_id)) f
         where r.municipality_id = :municipality and r.reference between :from_reference and :until_reference
           and (:indicator::text is null or lower(r.title) = lower(:indicator) or r.indicator = lower(:indicator))
           and case when :locality::bigint is not null then r.locality_id = :locality::bigint
                    when coalesce(:by_locality::boolean, false) then r.locality_id is not null
                    else r.locality_id is null end`,
}
