import type { Report } from '#core/reports/index'
import { cityFilter, yearFilter } from './shared.ts'

/** Each information of the SNIS as what it takes of the kinds of points: the whole or the treated part, added or taken away. */
const PARTS = `(values
  ('AG006', 'treatment_outlet', 'all', 1), ('AG006', 'well', 'all', 1),
  ('AG012', 'treatment_outlet', 'measured', 1), ('AG012', 'well', 'measured', 1), ('AG012', 'imported_treated', 'measured', 1),
  ('AG018', 'imported_treated', 'all', 1),
  ('AG019', 'exported_treated', 'all', 1),
  ('ES006', 'sewage_inlet', 'all', 1), ('ES006', 'imported_sewage', 'treated', -1),
  ('ES012', 'exported_sewage', 'all', 1),
  ('ES013', 'imported_sewage', 'all', 1),
  ('ES014', 'imported_sewage', 'treated', 1),
  ('ES015', 'exported_sewage', 'treated', 1)) part(code, kind, takes, sign)`

const TITLES = `(values
  ('AG006', 'Volume de água produzido'), ('AG012', 'Volume de água macromedido'),
  ('AG018', 'Água tratada importada'), ('AG019', 'Água tratada exportada'),
  ('ES006', 'Esgoto tratado, sem o importado'), ('ES012', 'Esgoto bruto exportado'),
  ('ES013', 'Esgoto bruto importado'), ('ES014', 'Esgoto importado e tratado'),
  ('ES015', 'Esgoto exportado e tratado por quem o recebeu')) info(code, title)`

/** Volumes of a year as the SNIS asks for them, by month or added up (SN-AG006 to SN-ES015). */
export const snisVolumes: Report = {
  name: 'macro_metering.snis_volumes',
  title: 'Volumes do SNIS (AG006 a ES015)',
  help: 'Os volumes macromedidos e estimados do ano como o SNIS os pede, em m³ e em 1.000 m³, com a parte medida; agrupados por mês ou somados.',
  permission: 'macro_metering.read',
  section: 'Macromedição',
  filters: [
    yearFilter,
    cityFilter,
    {
      ...{ name: 'by_month', label: 'Mês a mês', type: 'boolean' },
      initial: () => 'false',
    },
  ],
  columns: [
    { name: 'code', label: 'Informação', type: 'text' },
    { name: 'title', label: 'O que é', type: 'text' },
    { name: 'reference', label: 'Mês', type: 'refmonth' },
    { name: 'm3', label: 'Volume (m³)', type: 'decimal' },
    { name: 'thousand_m3', label: 'Volume (1.000 m³)', type: 'decimal' },
    { name: 'measured_m3', label: 'Medido (m³)', type: 'decimal' },
    { name: 'estimated_m3', label: 'Estimado (m³)', type: 'decimal' },
  ],
  sort: { column: 'code', direction: 'asc' },
  groups: ['code', 'reference'],
  sql: `with parts as (
          select part.code, case when :by_month::boolean then v.reference end as reference, v.origin,
                 part.sign * case part.takes when 'treated' then v.treated_m3 else v.m3 end as m3
            from ${PARTS}
            join macro_metering_points p on p.kind = part.kind and p.municipality_id = :municipality
             and (:city::bigint is null or p.city_id = :city::bigint)
            join macro_metering_volumes v on v.municipality_id = p.municipality_id and v.point_id = p.id
             and v.reference between :year || '-01' and :year || '-12'
             and (part.takes <> 'measured' or v.origin = 'measured'))
        select info.code, info.title, s.reference, coalesce(sum(s.m3), 0) as m3, round(coalesce(sum(s.m3), 0) / 1000, 3) as thousand_m3,
               coalesce(sum(s.m3) filter (where s.origin = 'measured'), 0) as measured_m3,
               coalesce(sum(s.m3) filter (where s.origin = 'estimated'), 0) as estimated_m3
          from ${TITLES} left join parts s on s.code = info.code
         group by 1, 2, 3`,
}
