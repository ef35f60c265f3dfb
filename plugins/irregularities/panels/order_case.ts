import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'

/** On an inspection: the case that it opened, or the way to register one. */
export const orderCase: Panel = {
  name: 'irregularities.order_case',
  on: 'services.orders',
  title: 'Irregularidade',
  permission: 'irregularities.read',
  place: 10,
  view: 'irregularities::order_case',
  async load({ tx, actor, municipalityId, row }: PageContext) {
    const [found] = await query<{ kind: string; case_id: bigint | null; number: string | null }>(
      tx,
      `select t.kind, c.id as case_id, c.number from services_types t
         left join irregularities_cases c on c.order_id = ?
        where t.municipality_id = ? and t.code = ?`,
      [row.id, municipalityId, String(row.service_type)]
    )
    if (found?.kind !== 'inspection') return null
    const { case_id: caseId, number } = found
    const mayFind = actor.permissions.has('irregularities.find') && row.state === 'open'
    if (caseId === null && !mayFind) return null
    return { caseId, number, newPath: `/irregularities/cases/new?order_id=${row.id}` }
  },
}
