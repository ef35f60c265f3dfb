import { query } from '#core/database/index'
import type { PageContext, Panel } from '#core/records/index'

interface OpenOrder {
  readonly id: bigint
  readonly number: string
  readonly service: string
  readonly due_on: string
  readonly days_late: number
}

/** The orders open at a premise, the one due first on top. */
export const premiseOrders: Panel = {
  name: 'services.premise_orders',
  on: 'registry.premises',
  title: 'Ordens de serviço abertas',
  permission: 'services.read',
  place: 78,
  view: 'services::premise_orders',
  async load({ tx, actor, municipalityId, today, row }: PageContext) {
    const orders = await query<OpenOrder>(
      tx,
      `select o.id, o.number, t.title as service, o.due_on, (?::date - o.due_on) as days_late
         from services_orders o
         join services_types t on t.municipality_id = o.municipality_id and t.code = o.service_type
        where o.municipality_id = ? and o.premise_id = ? and o.state = 'open' order by o.due_on, o.id`,
      [today, municipalityId, row.id]
    )
    const newPath = actor.permissions.has('services.request')
      ? `/services/orders/new?premise_id=${row.id}`
      : null
    return orders.length || newPath ? { orders, newPath } : null
  },
}
