import type { Widget } from '#core/reports/index'
import { formatRefMonth, monthOf } from '#core/calendar/index'
import { query } from '#core/database/index'
import { LOAD_STATE_OPTIONS } from '../records/options.ts'

interface Load {
  readonly id: bigint | null
  readonly name: string
  readonly state: string | null
}

/** How far each group's reading of the month has come. */
export const monthLoads: Widget = {
  name: 'readings.month_loads',
  title: 'Leitura do mês, por grupo',
  permission: 'readings.read',
  size: 'small',
  place: 10,
  path: '/readings/cycle',
  async load({ tx, municipalityId, today }) {
    const reference = monthOf(today)
    const loads = await query<Load>(
      tx,
      `select l.id, g.code || ' ' || g.name as name, l.state from registry_billing_groups g
         left join readings_loads l on l.municipality_id = g.municipality_id and l.billing_group_id = g.id and l.reference = ?
        where g.municipality_id = ? order by g.code limit 12`,
      [reference, municipalityId]
    )
    return {
      kind: 'list',
      rows: loads.map(({ id, name, state }) => {
        const option = LOAD_STATE_OPTIONS.find(({ value }) => value === state)
        return {
          text: name,
          value: option?.label ?? 'Sem carga',
          tone: option?.tone ?? 'attention',
          path: id === null ? '/readings/cycle' : `/readings/loads/${id}`,
        }
      }),
      empty: `Nenhum grupo tem leitura em ${formatRefMonth(reference)}.`,
    }
  },
}
