import type { Report } from '#core/reports/index'
import { POINT_KINDS, VOLUME_ORIGINS, VOLUME_SOURCES } from '../records/options.ts'
import { cityFilter, yearFilter } from './shared.ts'

/** What passed each point in each month, by whom it was exchanged (AC-082). */
export const pointVolumes: Report = {
  name: 'macro_metering.point_volumes',
  title: 'Volumes por ponto e mês',
  help: 'O volume de cada ponto em cada mês do ano, medido ou estimado, e de onde veio; dos pontos de importação e exportação, com o outro prestador.',
  permission: 'macro_metering.read',
  section: 'Macromedição',
  filters: [
    yearFilter,
    cityFilter,
    { name: 'kind', label: 'O que passa', type: 'enum', options: POINT_KINDS },
  ],
  columns: [
    { name: 'kind', label: 'O que passa', type: 'enum', options: POINT_KINDS },
    { name: 'point', label: 'Ponto', type: 'text' },
    { name: 'city', label: 'Município', type: 'text' },
    { name: 'partner', label: 'Outro prestador', type: 'text' },
    { name: 'reference', label: 'Mês', type: 'refmonth' },
    { name: 'origin', label: 'Origem', type: 'enum', options: VOLUME_ORIGINS },
    { name: 'source', label: 'Fonte', type: 'enum', options: VOLUME_SOURCES },
    { name: 'm3', label: 'Volume (m³)', type: 'decimal', isTotal: true },
  ],
  sort: { column: 'reference', direction: 'desc' },
  groups: ['kind', 'point', 'city', 'partner', 'reference', 'origin', 'source'],
  chart: { title: 'Volume por ponto', category: 'point', value: 'm3' },
  sql: `select p.kind, p.code || ' ' || p.name as point, c.name as city, p.partner, v.reference, v.origin, v.source, sum(v.m3) as m3
          from macro_metering_volumes v
          join macro_metering_points p on p.id = v.point_id
          join registry_cities c on c.id = p.city_id
         where v.municipality_id = :municipality and v.reference between :year || '-01' and :year || '-12'
           and (:city::bigint is null or p.city_id = :city::bigint) and (:kind::text is null or p.kind = :kind)
         group by 1, 2, 3, 4, 5, 6, 7`,
}
