import type { Report } from '#core/reports/index'
import { METER_SITUATIONS } from '../records/options.ts'

/** How many meters the utility has, where and of what model (TR-3.2.3.1). */
export const park: Report = {
  name: 'metering.park',
  title: 'Parque de hidrômetros',
  help: 'Quantos hidrômetros há em estoque, instalados, em manutenção e na sucata, por marca e modelo.',
  permission: 'metering.read',
  section: 'Hidrometria',
  filters: [
    { name: 'situation', label: 'Situação', type: 'enum', options: METER_SITUATIONS },
    { name: 'brand', label: 'Marca', type: 'text' },
  ],
  columns: [
    { name: 'situation', label: 'Situação', type: 'enum', options: METER_SITUATIONS },
    { name: 'brand', label: 'Marca', type: 'text' },
    { name: 'model', label: 'Modelo', type: 'text' },
    { name: 'flow_class', label: 'Classe de vazão', type: 'text' },
    { name: 'meters', label: 'Hidrômetros', type: 'integer', isTotal: true },
  ],
  sort: { column: 'brand', direction: 'asc' },
  groups: ['situation', 'brand', 'model'],
  chart: { title: 'Hidrômetros por situação', category: 'situation', value: 'meters' },
  sql: `select situation, brand, model, flow_class, count(*)::int as meters
          from metering_meters
         where municipality_id = :municipality
           and (:situation::text is null or situation = :situation)
           and (:brand::text is null or brand ilike '%' || :brand || '%')
         group by 1, 2, 3, 4`,
}
