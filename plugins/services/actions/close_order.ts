import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { closeOrder, tellClosed } from '../services/close_order.ts'
import { type Order, lockOpen, readOrder } from '../services/orders.ts'
import { code, subject } from './inputs.ts'

const input = vine.create({
  id: rowId(),
  result: vine.enum(['done', 'not_done']),
  executed_on: civilDay().optional(),
  executed_time: vine
    .string()
    .regex(/^([01]\d|2[0-3]):[0-5]\d$/)
    .optional(),
  not_done_reason: code().optional(),
  findings: vine.string().trim().maxLength(2000).optional(),
  reading: vine.number().withoutDecimals().range([0, 999_999_999]).optional(),
  is_charged: vine.boolean().optional(),
})

/** An order ends, done or not. */
export const closeOrderAction: Action<Infer<typeof input>, Order> = {
  name: 'services.close_order',
  title: 'Encerrar ordem',
  permission: 'services.close',
  input,
  labels: {
    ...{ id: 'Ordem', result: 'Resultado', executed_on: 'Feito em', executed_time: 'Hora' },
    findings: 'O que se achou',
    ...{ not_done_reason: 'Por que não foi feito', reading: 'Leitura do hidrômetro' },
    is_charged: 'Cobrar o serviço',
  },
  reason: 'none',
  subject,
  run: (context, given) =>
    closeOrder(context, {
      ...{ id: BigInt(given.id), isDone: given.result === 'done', executedOn: given.executed_on },
      executedTime: given.executed_time,
      ...{ notDoneReason: given.not_done_reason, findings: given.findings },
      ...{ reading: given.reading, isCharged: given.is_charged },
    }),
  describe: ({ result }, { number }) =>
    `Ordem ${number} encerrada: ${result === 'done' ? 'feita' : 'não feita'}`,
}

const one = vine.create({ id: rowId() })

/** Gives up an order; it stays in the history with the reason. */
export const cancelOrderAction: Action<Infer<typeof one>, Order> = {
  name: 'services.cancel_order',
  title: 'Cancelar ordem',
  permission: 'services.request',
  input: one,
  labels: { id: 'Ordem' },
  reason: 'required',
  subject,
  async run(context, { id }) {
    const { tx, municipalityId, actor, reason } = context
    const order = await lockOpen(tx, municipalityId, BigInt(id))
    await query(
      tx,
      `update services_orders set state = 'cancelled', closed_on = ?, closed_by = ?, findings = ? where id = ?`,
      [await todayIn(tx, municipalityId), actor.name, reason, order.id]
    )
    tellClosed(context, order, 'cancelled')
    return order
  },
  describe: (_, { number }) => `Ordem ${number} cancelada`,
}

/** An order that was closed by mistake is open again, unless its closing had consequences. */
export const reopenOrderAction: Action<Infer<typeof one>, Order> = {
  name: 'services.reopen_order',
  title: 'Reabrir ordem',
  permission: 'services.close',
  input: one,
  labels: { id: 'Ordem' },
  reason: 'required',
  subject,
  async run({ tx, municipalityId }, { id }) {
    const order = await readOrder(tx, { municipalityId, id: BigInt(id) }, { isLocked: true })
    const { number, premiseId } = order
    if (order.state === 'open') throw errors.E_SERVICES_ORDER_NOT_CLOSED({ number })
    if (order.consequence)
      throw errors.E_SERVICES_ORDER_FINAL({ number, effect: order.consequence })
    const [other] = await query<{ number: string }>(
      tx,
      `select number from services_orders where premise_id = ? and service_type = ? and state = 'open'`,
      [premiseId, order.type]
    )
    if (other) throw errors.E_SERVICES_ORDER_OPEN({ premise: premiseId, number: other.number })
    await query(
      tx,
      `update services_orders set state = 'open', executed_on = null, executed_time = null, closed_on = null, closed_by = null,
              not_done_reason = null where id = ?`,
      [order.id]
    )
    return order
  },
  describe: (_, { number }) => `Ordem ${number} reaberta`,
}
