import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { errors } from '../errors.ts'
import { VERIFICATION_RESULTS, words } from '../records/options.ts'
import { lockMeter, refuseFuture } from '../services/meters.ts'
import { type OpenedOrder, type OrderRow, lockOrder, openOrder } from '../services/orders.ts'
import { orderTeam } from '../services/validity.ts'

const subject = (_: unknown, { id }: { readonly id: bigint }) => ({ type: 'metering.orders', id })

const request = vine.create({
  meter_id: rowId(),
  origin: vine.enum(['customer', 'utility']),
  requester: vine.string().trim().minLength(2).maxLength(120),
  remarks: vine.string().trim().maxLength(1000).optional(),
})

/** Asks that a meter be verified, by the customer or by the utility (TR-3.2.3.6). */
export const requestVerificationAction: Action<Infer<typeof request>, OpenedOrder> = {
  name: 'metering.request_verification',
  title: 'Pedir aferição',
  permission: 'metering.write',
  input: request,
  labels: {
    ...{ meter_id: 'Hidrômetro', origin: 'Quem pediu', requester: 'Nome de quem pediu' },
    remarks: 'Observações',
  },
  reason: 'none',
  subject,
  async run({ tx, municipalityId, actor, now }, given) {
    const meter = await lockMeter(tx, { municipalityId, id: BigInt(given.meter_id) })
    const on = await todayIn(tx, municipalityId)
    const doing = { municipalityId, by: actor.name, at: now }
    return openOrder(tx, doing, {
      ...{ kind: 'verification', meter, on, origin: given.origin, requester: given.requester },
      ...{ remarks: given.remarks ?? null, team: await orderTeam(tx, municipalityId) },
    })
  },
  describe: ({ requester }, { number }) => `Ordem de aferição ${number}, pedida por ${requester}`,
}

const percent = () =>
  vine
    .string()
    .regex(/^-?\d{1,4}(\.\d{1,2})?$/)
    .optional()

const result = vine.create({
  id: rowId(),
  verified_on: civilDay(),
  laboratory: vine.string().trim().maxLength(120).optional(),
  error_minimum: percent(),
  error_transition: percent(),
  error_nominal: percent(),
  result: vine.enum(['approved', 'rejected']),
  remarks: vine.string().trim().maxLength(1000).optional(),
})

/** Closes a verification with what the laboratory found; its date counts as the meter's last (TR-3.2.3.6). */
export const closeVerificationAction: Action<Infer<typeof result>, OrderRow> = {
  name: 'metering.close_verification',
  title: 'Registrar resultado da aferição',
  permission: 'metering.write',
  input: result,
  labels: {
    ...{ id: 'Ordem', verified_on: 'Aferido em', laboratory: 'Laboratório', result: 'Resultado' },
    ...{ error_minimum: 'Erro na vazão mínima', error_nominal: 'Erro na vazão nominal' },
    ...{ error_transition: 'Erro na vazão de transição', remarks: 'Observações' },
  },
  reason: 'none',
  subject,
  async run({ tx, municipalityId, actor }, given) {
    const order = await lockOrder(tx, municipalityId, BigInt(given.id))
    const { number } = order
    if (order.kind !== 'verification') throw errors.E_METERING_ORDER_KIND({ number })
    await refuseFuture(tx, municipalityId, given.verified_on)
    await query(
      tx,
      `update metering_orders set state = 'done', closed_on = ?::date, closed_by = ?, verified_on = ?, laboratory = ?,
              error_minimum = ?, error_transition = ?, error_nominal = ?, result = ?,
              remarks = coalesce(?, remarks) where id = ?`,
      [
        ...[await todayIn(tx, municipalityId), actor.name, given.verified_on],
        ...[given.laboratory ?? null, given.error_minimum ?? null, given.error_transition ?? null],
        ...[given.error_nominal ?? null, given.result, given.remarks ?? null, order.id],
      ]
    )
    await query(
      tx,
      'update metering_meters set verified_on = greatest(verified_on, ?::date) where id = ?',
      [given.verified_on, order.meter_id]
    )
    return order
  },
  describe: ({ result: found, verified_on: on }, { number }) =>
    `Aferição ${number}: ${words(VERIFICATION_RESULTS, found)} em ${formatDate(on)}`,
}

const cancellation = vine.create({ id: rowId() })

/** Gives up an order that was not done; it stays in the history. */
export const cancelOrderAction: Action<Infer<typeof cancellation>, OrderRow> = {
  name: 'metering.cancel_order',
  title: 'Cancelar ordem',
  permission: 'metering.write',
  input: cancellation,
  labels: { id: 'Ordem' },
  reason: 'required',
  subject,
  async run({ tx, municipalityId, actor, reason }, { id }) {
    const order = await lockOrder(tx, municipalityId, BigInt(id))
    await query(
      tx,
      `update metering_orders set state = 'cancelled', closed_on = ?::date, closed_by = ?,
              remarks = concat_ws(E'\\n', remarks, ?::text) where id = ?`,
      [await todayIn(tx, municipalityId), actor.name, reason, order.id]
    )
    return order
  },
  describe: (_, { number }) => `Ordem ${number} cancelada`,
}
