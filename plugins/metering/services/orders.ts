import { todayIn } from '#core/access/index'
import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { indexSearchAll } from '#core/records/index'
import { errors } from '../errors.ts'
import type { MeterRow } from './meters.ts'
import { orderTeam } from './validity.ts'
import type { Doing } from './write_movement.ts'

export interface NewOrder {
  readonly kind: 'exchange' | 'verification'
  readonly origin: 'age' | 'occurrence' | 'customer' | 'utility'
  readonly meter: Pick<MeterRow, 'id' | 'number'>
  /** In the words of who opens it: the customer's name, or who of the utility. */
  readonly requester: string
  readonly team: string
  readonly on: CivilDate
  readonly remarks?: string | null
  readonly occurrence?: string
  readonly occurredOn?: CivilDate
}

export interface OpenedOrder {
  readonly id: bigint
  readonly number: string
  readonly premiseId: bigint | null
}

/** Opens an order on a meter, for where it hangs or hung last. An exchange is asked once: E_METERING_ORDER_OPEN. */
export async function openOrder(
  tx: Tx,
  { municipalityId, by }: Doing,
  order: NewOrder
): Promise<OpenedOrder> {
  const { kind, meter } = order
  const [open] = await query<{ number: string }>(
    tx,
    `select number from metering_orders where meter_id = ? and kind = 'exchange' and state = 'open'`,
    [meter.id]
  )
  if (kind === 'exchange' && open) {
    throw errors.E_METERING_ORDER_OPEN({ number: meter.number, order: open.number })
  }
  const [row] = await query<{ id: bigint; number: string; premise_id: bigint | null }>(
    tx,
    `insert into metering_orders (municipality_id, kind, meter_id, connection_id, premise_id, origin, requester, team,
       opened_on, opened_by, remarks, occurrence, occurred_on)
     select m.municipality_id, ?, m.id, c.id, c.premise_id, ?, ?, ?, ?::date, ?, ?, ?, ?::date
       from metering_meters m
       left join lateral (select connection_id from metering_installations where meter_id = m.id
                           order by installed_on desc, id desc limit 1) i on true
       left join registry_connections c on c.id = i.connection_id
      where m.municipality_id = ? and m.id = ?
     returning id, number, premise_id`,
    [
      ...[kind, order.origin, order.requester, order.team, order.on, by, order.remarks ?? null],
      ...[order.occurrence ?? null, order.occurredOn ?? null, municipalityId, meter.id],
    ]
  )
  await indexSearchAll(tx, 'metering.orders', municipalityId, [row!.id])
  return { id: row!.id, number: row!.number, premiseId: row!.premise_id }
}

/** The exchange that was asked is done, whoever asked it. */
export async function closeExchangeOrders(
  tx: Tx,
  { by }: Doing,
  { meterId, on }: { readonly meterId: bigint; readonly on: CivilDate }
): Promise<void> {
  await query(
    tx,
    `update metering_orders set state = 'done', closed_on = greatest(opened_on, ?::date), closed_by = ?
      where meter_id = ? and kind = 'exchange' and state = 'open'`,
    [on, by, meterId]
  )
}

export interface OrderRow {
  readonly id: bigint
  readonly number: string
  readonly kind: 'exchange' | 'verification' | 'installation'
  readonly state: string
  readonly meter_id: bigint | null
  readonly premise_id: bigint | null
}

/** An open order, locked. @throws E_METERING_ORDER_CLOSED */
export async function lockOrder(tx: Tx, municipalityId: bigint, id: bigint): Promise<OrderRow> {
  const [order] = await query<OrderRow>(
    tx,
    `select id, number, kind, state, meter_id, premise_id from metering_orders
      where municipality_id = ? and id = ? for update`,
    [municipalityId, id]
  )
  if (order?.state !== 'open') {
    const { number = String(id), state = 'unknown' } = order ?? {}
    throw errors.E_METERING_ORDER_CLOSED({ number, state })
  }
  return order
}

/** A meter that the field saw must be changed. */
export interface SeenOccurrence {
  readonly meterId: bigint
  /** As the reading has it, with what it was decided about it. */
  readonly occurrence: string
  readonly occurredOn: CivilDate
  readonly remarks: string | null
}

/**
 * Asks the exchange of meters for what the field saw of them (TR-3.2.3.11); one whose exchange is asked already is left.
 * @returns how many were asked.
 */
export async function orderExchanges(
  tx: Tx,
  municipalityId: bigint,
  seen: readonly SeenOccurrence[]
): Promise<number> {
  if (!seen.length) return 0
  const rows = await query<{ id: bigint }>(
    tx,
    `insert into metering_orders (municipality_id, kind, meter_id, connection_id, premise_id, origin, requester, team,
       opened_on, opened_by, occurrence, occurred_on, remarks)
     select m.municipality_id, 'exchange', m.id, i.connection_id, c.premise_id, 'occurrence', 'Leitura', ?, ?::date, 'Leitura',
            s.occurrence, s.occurred_on, s.remarks
       from unnest(?::bigint[], ?::text[], ?::date[], ?::text[]) as s (meter_id, occurrence, occurred_on, remarks)
       join metering_meters m on m.id = s.meter_id and m.municipality_id = ?
       join metering_installations i on i.meter_id = m.id and i.removed_on is null
       join registry_connections c on c.id = i.connection_id
     on conflict (meter_id) where kind = 'exchange' and state = 'open' do nothing
     returning id`,
    [
      ...[await orderTeam(tx, municipalityId), await todayIn(tx, municipalityId)],
      ...[seen.map(({ meterId }) => meterId), seen.map(({ occurrence }) => occurrence)],
      ...[seen.map(({ occurredOn }) => occurredOn), seen.map(({ remarks }) => remarks)],
      municipalityId,
    ]
  )
  const ids = rows.map(({ id }) => id)
  if (ids.length) await indexSearchAll(tx, 'metering.orders', municipalityId, ids)
  return ids.length
}
