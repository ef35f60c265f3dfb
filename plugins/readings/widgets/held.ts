import type { Widget } from '#core/reports/index'
import { andInside } from '#core/records/index'
import { query } from '#core/database/index'
import { format } from '#core/web/index'

/** Readings that the critique held and nobody decided yet, by group. */
export const heldReadings: Widget = {
  name: 'readings.held',
  title: 'Leituras retidas na crítica',
  permission: 'readings.read',
  size: 'small',
  place: 15,
  path: '/readings/review',
  async load({ tx, actor, municipalityId }) {
    const inside = andInside('r.premise_id', 'registry.premises', actor)
    const groups = await query<{ name: string; held: bigint }>(
      tx,
      `select g.code || ' ' || g.name as name, count(*) as held
         from readings_readings r
         join readings_loads l on l.id = r.load_id
         join registry_billing_groups g on g.id = l.billing_group_id
        where r.municipality_id = ? and r.state = 'held'${inside.sql} group by g.code, g.name order by g.code limit 12`,
      [municipalityId, ...inside.bindings]
    )
    return {
      kind: 'list',
      rows: groups.map(({ name, held }) => ({
        text: name,
        value: format.integer(held),
        tone: 'attention' as const,
        path: '/readings/review',
      })),
      empty: 'Nenhuma leitura espera decisão.',
    }
  },
}
