import type { Widget } from '#core/reports/index'
import { andInside } from '#core/records/index'
import { query } from '#core/database/index'
import { format } from '#core/web/index'
import { hasLargeQueue } from '../services/large_queue.ts'
import { LARGE } from '../services/review_filters.ts'

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
    const apart = await hasLargeQueue(tx, municipalityId)
    const groups = await query<{ name: string; is_large: boolean; held: bigint }>(
      tx,
      `select case when s.is_large then 'Grandes clientes' else g.code || ' ' || g.name end as name, s.is_large, count(*) as held
         from readings_readings r
         join readings_loads l on l.id = r.load_id
         join registry_billing_groups g on g.id = l.billing_group_id
        cross join lateral (select ?::boolean and ${LARGE} as is_large) s
        where r.municipality_id = ? and r.state = 'held'${inside.sql} group by 1, 2 order by s.is_large desc, name limit 12`,
      [apart, municipalityId, ...inside.bindings]
    )
    return {
      kind: 'list',
      rows: groups.map(({ name, held, is_large: isLarge }) => ({
        text: name,
        value: format.integer(held),
        tone: 'attention' as const,
        path: isLarge ? '/readings/review?queue=large' : '/readings/review',
      })),
      empty: 'Nenhuma leitura espera decisão.',
    }
  },
}
