import { writeEvents } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { type EndedOrder, closedEvent } from './close_order.ts'

export interface Cancelling {
  readonly municipalityId: bigint
  readonly ids: readonly bigint[]
  readonly on: CivilDate
  readonly by: string
  /** Why, as the order tells it. */
  readonly reason: string
}

/** Calls open orders back, many in one statement: they stay in the history, cancelled. @returns those that were open */
export async function cancelOrders(
  tx: Tx,
  { municipalityId, ids, on, by, reason }: Cancelling
): Promise<bigint[]> {
  if (!ids.length) return []
  const cancelled = await query<EndedOrder>(
    tx,
    `update services_orders set state = 'cancelled', closed_on = ?, closed_by = ?, findings = ?
      where municipality_id = ? and id = any(?::bigint[]) and state = 'open'
      returning id, number, service_type as type, premise_id as "premiseId", origin_type as "originType",
                origin_id as "originId"`,
    [on, by, reason, municipalityId, ids]
  )
  const told = cancelled.map((order) => closedEvent(order, 'cancelled'))
  await writeEvents(tx, municipalityId, told)
  return cancelled.map(({ id }) => id)
}
