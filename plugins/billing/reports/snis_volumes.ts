import { type Report, type ReportColumn, parameterOn, yearFilter } from '#core/reports/index'
import { DEFAULT_SNIS_VOLUMES, SNIS_VOLUMES } from '../configuration/snis_parameter.ts'
import { STANDING } from './shared.ts'

const IN_YEAR = `i.issued_on between (:year || '-01-01')::date and (:year || '-12-31')::date`
const MONTHS = ['Jan', 'Fev', 'Mar', 'Abr', 'Mai', 'Jun', 'Jul', 'Ago', 'Set', 'Out', 'Nov', 'Dez']

const monthColumns = MONTHS.map((label, index): ReportColumn => ({
  ...{ name: `m${index + 1}`, label, type: 'volume' },
}))

/** Minimum volume of each category of the tariff versions that made some charge. */
const MINIMUMS = `
  select v.id as version_id, c.key as category, (c.value->>'minimum_m3')::numeric as m3
    from configuration_versions v join configuration_items t on t.id = v.item_id and t.kind = 'tariff-table',
         jsonb_each(v.content::jsonb->'categories') c
   where (c.value->>'minimum_m3')::numeric > 0`

/** What a line bills: its volume, or the minimum of its category for each economy of the day of issue. */
const BILLED = (service: string) => `
  coalesce(sum(greatest(c.quantity_m3, case when c.charge_type = '${service}' then coalesce(m.m3 * e.economies, 0) else 0 end))
             filter (where c.service = '${service}'), 0)`

/** Each invoice of the year with what was used and what was billed; what was read and not billed, used only. */
const USES = `
  select extract(month from i.issued_on)::int as month, i.billed_m3 - i.contract_m3 as used, k.kind = 'measured' as is_measured,
         l.water_m3, l.sewage_m3,
         case when exists (
           select from registry_connections n
             left join registry_connection_situations s on s.connection_id = n.id
              and i.period_until between s.from_on and coalesce(s.until_on, 'infinity')
            where n.premise_id = i.premise_id and n.service = 'sewage' and n.connected_on <= i.period_until
              and coalesce(s.situation, n.situation) = 'active')
           then i.billed_m3 - i.contract_m3 + coalesce((
             select sum(f.m3) from readings_source_months f
              where f.municipality_id = i.municipality_id and f.premise_id = i.premise_id and f.reference = i.reference), 0)
           else 0 end as discharged
    from billing_invoices i
    left join readings_readings k on k.premise_id = i.premise_id and k.reference = i.reference
    left join lateral (
      select ${BILLED('water')} as water_m3, ${BILLED('sewage')} as sewage_m3
        from billing_charges c
        left join minimums m on m.version_id = c.version_id and m.category = c.category
        left join lateral (
          select sum(h.economies) as economies from registry_premise_economies h
           where h.municipality_id = i.municipality_id and h.premise_id = i.premise_id and h.category = c.category
             and i.issued_on between h.from_on and coalesce(h.until_on, 'infinity')) e on m.m3 is not null
       where c.municipality_id = i.municipality_id and c.invoice_id = i.id and c.source = 'made' and c.component = 'principal') l on true
   where i.municipality_id = :municipality and ${STANDING} and ${IN_YEAR}
  union all
  select extract(month from r.issued_on)::int, u.m3, false, 0, 0, 0
    from billing_unbilled u join billing_runs r on r.id = u.run_id
   where u.municipality_id = :municipality and r.issued_on between (:year || '-01-01')::date and (:year || '-12-31')::date`

/** What changed hands at the points of a kind in the year; nothing where none was kept. */
const MACRO = (kind: string) => `(
  select sum(b.m3) from macro_metering_points p
    join macro_metering_volumes b on b.municipality_id = p.municipality_id and b.point_id = p.id
     and b.reference between :year || '-01' and :year || '-12'
   where p.municipality_id = :municipality and p.kind = '${kind}')`

const PIVOT = MONTHS.map(
  (_, index) => `coalesce(sum(v.m3) filter (where v.month = ${index + 1}), 0) as m${index + 1}`
).join(', ')

/** Volumes of a year as SNIS and SINISA ask for them, by month (SN-AG010, AG011, ES005, ES007). */
export const snisVolumes: Report = {
  name: 'billing.snis_volumes',
  title: 'Volumes do SNIS: água e esgoto, consumidos e faturados',
  help: 'O ano das faturas que valem, pelo dia da emissão. Consumido é o que se mediu e estimou, sem mínimos; faturado, com eles. O exportado e o importado vêm da Macromedição e, do ano sem volumes lá, do parâmetro “Volumes do ano para o SNIS e o SINISA”, que diz também o coeficiente do esgoto.',
  permission: 'billing.read',
  section: 'Faturamento',
  filters: [yearFilter],
  columns: [
    { name: 'code', label: 'Informação', type: 'text' },
    { name: 'title', label: 'O que é', type: 'text' },
    { name: 'measured_m3', label: 'Medido', type: 'volume' },
    { name: 'estimated_m3', label: 'Estimado', type: 'volume' },
    { name: 'informed_m3', label: 'Informado', type: 'volume' },
    { name: 'total_m3', label: 'Ano (m³)', type: 'volume' },
    { name: 'thousand_m3', label: 'Ano (1.000 m³)', type: 'decimal' },
    ...monthColumns,
  ],
  sort: { column: 'code', direction: 'asc' },
  sql: `with minimums as materialized (${MINIMUMS}),
        told as (${parameterOn(SNIS_VOLUMES, `(:year || '-12-31')::date`)}),
        terms as (
          select coalesce((select (value->>'collected_percent')::numeric from told), ${DEFAULT_SNIS_VOLUMES.collected_percent}) / 100 as collected,
                 coalesce((select (value->>'billed_percent')::numeric from told), ${DEFAULT_SNIS_VOLUMES.billed_percent}) / 100 as billed,
                 coalesce(${MACRO('exported_treated')}, (select sum((o->>'exported_m3')::numeric) from told, jsonb_array_elements(value->'informed') o
                            where o->>'year' = :year::text), 0) as exported,
                 coalesce(${MACRO('imported_sewage')}, (select sum((o->>'imported_sewage_m3')::numeric) from told, jsonb_array_elements(value->'informed') o
                            where o->>'year' = :year::text), 0) as imported),
        uses as materialized (${USES}),
        volumes as (
          select 'AG008' as code, month, used as m3, is_measured from uses where is_measured
          union all select 'AG010', month, used, coalesce(is_measured, false) from uses
          union all select 'AG011', month, water_m3, null from uses
          union all select 'ES005', month, discharged * collected, null from uses, terms
          union all select 'ES007', month, sewage_m3 * billed, null from uses, terms),
        codes (code, title, informed) as (
          select f.* from terms, lateral (values
            ('AG008', 'Volume de água micromedido', 0),
            ('AG010', 'Volume de água consumido', exported),
            ('AG011', 'Volume de água faturado', exported),
            ('ES005', 'Volume de esgoto coletado', 0),
            ('ES007', 'Volume de esgoto faturado', imported)) f)
        select c.code, c.title, sum(v.m3) filter (where v.is_measured) as measured_m3,
               sum(v.m3) filter (where not v.is_measured) as estimated_m3, c.informed as informed_m3,
               coalesce(sum(v.m3), 0) + c.informed as total_m3,
               round((coalesce(sum(v.m3), 0) + c.informed) / 1000, 3) as thousand_m3, ${PIVOT}
          from codes c left join volumes v on v.code = c.code group by c.code, c.title, c.informed`,
}
