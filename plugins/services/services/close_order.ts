import { todayIn } from '#core/access/index'
import type { ActionContext } from '#core/actions/index'
import { type CivilDate, formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { type Order, lockOpen } from './orders.ts'

/** How an order ended. */
export interface OrderResult {
  readonly id: bigint
  readonly isDone: boolean
  /** Day of the service; today, when not said. */
  readonly executedOn?: CivilDate | undefined
  /** `HH:MM` on the municipality's clocks, when it was noted. */
  readonly executedTime?: string | undefined
  readonly notDoneReason?: string | undefined
  readonly findings?: string | undefined
  /** What the meter showed. */
  readonly reading?: number | undefined
  /** False: what the type charges is not charged this time. */
  readonly isCharged?: boolean | undefined
  /** What the closing brings about besides, in words that follow “o encerramento já …”. */
  readonly consequence?: string
}

/** Told in the transaction that closes an order; a participant may write what the result means to it. */
export interface OrderClosing {
  readonly order: Order
  readonly isDone: boolean
  readonly executedOn: CivilDate
  readonly executedTime: string | null
  readonly reading: number | null
  readonly isCharged: boolean
  /** To be called by who did what cannot be undone by reopening; words that follow “o encerramento já …”. */
  bring(consequence: string): void
}

/**
 * Closes an order with its result, asks `services.order_closing` and tells `services.order_closed`.
 * @throws E_SERVICES_ORDER_UNKNOWN, E_SERVICES_ORDER_CLOSED, E_SERVICES_NOT_DONE_REASON, E_SERVICES_EXECUTED_ON
 */
export async function closeOrder(context: ActionContext, result: OrderResult): Promise<Order> {
  const { tx, municipalityId, actor } = context
  const order = await lockOpen(tx, municipalityId, result.id)
  const { number, id } = order
  const { isDone } = result
  const executedTime = (isDone && result.executedTime) || null
  const reading = result.reading ?? null
  if (!isDone && !result.notDoneReason) throw errors.E_SERVICES_NOT_DONE_REASON({ number })
  const today = await todayIn(tx, municipalityId)
  const executedOn = result.executedOn ?? today
  if (isDone) requireDay(order, executedOn, today)
  await query(
    tx,
    `update services_orders set state = ?, executed_on = ?, executed_time = ?, closed_on = ?, closed_by = ?,
            not_done_reason = ?, findings = ?, reading = ? where id = ?`,
    [
      ...(isDone ? ['done', executedOn] : ['not_done', null]),
      ...[executedTime, today, actor.name, isDone ? null : result.notDoneReason!],
      ...[result.findings ?? null, reading, id],
    ]
  )
  const consequences = result.consequence ? [result.consequence] : []
  const closing: OrderClosing = {
    ...{ order, isDone, executedOn, executedTime, reading },
    isCharged: result.isCharged ?? true,
    bring: (consequence) => void consequences.push(consequence),
  }
  await context.participate('services.order_closing', closing)
  if (consequences.length) {
    await query(tx, 'update services_orders set consequence = ? where id = ?', [
      consequences.join(' e '),
      id,
    ])
  }
  tellClosed(context, order, isDone ? 'done' : 'not_done')
  return order
}

function requireDay({ number, openedOn }: Order, executedOn: CivilDate, today: CivilDate): void {
  if (executedOn >= openedOn && executedOn <= today) return
  throw errors.E_SERVICES_EXECUTED_ON({
    ...{ number, on: formatDate(executedOn), from: formatDate(openedOn) },
    until: formatDate(today),
  })
}

/** Tells what asked the order, and who else listens, how it ended. */
export function tellClosed(
  { emit }: Pick<ActionContext, 'emit'>,
  order: EndedOrder,
  state: Order['state']
): void {
  const { event, payload } = closedEvent(order, state)
  emit(event, payload)
}

/** What an order that ended is told by. */
export type EndedOrder = Pick<
  Order,
  'id' | 'number' | 'type' | 'premiseId' | 'originType' | 'originId'
>

export const closedEvent = (
  { id, number, type, premiseId, originType, originId }: EndedOrder,
  state: Order['state']
) => ({
  event: 'services.order_closed',
  payload: {
    ...{ order: String(id), number, type, premise: String(premiseId), state },
    origin: originType === null ? '' : `${originType}/${originId}`,
  },
})
