import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { errors } from '../errors.ts'
import { ORDER_KINDS } from '../records/options.ts'
import { waitingIds } from '../services/agenda.ts'
import { type OrderRow, lockOrder } from '../services/orders.ts'
import { scheduleOrders } from '../services/schedule_orders.ts'

const team = () => vine.string().trim().minLength(2).maxLength(80)
const MOST = 1000

const many = vine.create({
  team: team(),
  from_on: civilDay(),
  kind: vine.enum(ORDER_KINDS.map(({ value }) => value)).optional(),
  locality_id: rowId().optional(),
  most: vine.number().withoutDecimals().range([1, MOST]),
})

/** Gives the orders that wait a day of a team, as many a day as it does (CM-16). */
export const scheduleOrdersAction: Action<
  Infer<typeof many>,
  { readonly scheduled: number; readonly days: number }
> = {
  name: 'metering.schedule_orders',
  title: 'Programar ordens',
  permission: 'metering.write',
  input: many,
  labels: {
    ...{ team: 'Equipe', from_on: 'A partir de', kind: 'Serviço', locality_id: 'Localidade' },
    most: 'No máximo',
  },
  reason: 'none',
  subject: () => null,
  async run({ tx, municipalityId, actor, now }, given) {
    const today = await todayIn(tx, municipalityId)
    if (given.from_on < today) throw errors.E_METERING_PAST_DAY({ date: formatDate(given.from_on) })
    const orderIds = await waitingIds(tx, actor, {
      ...{ today, kind: given.kind ?? null, most: given.most },
      localityId: given.locality_id === undefined ? null : BigInt(given.locality_id),
    })
    if (!orderIds.length) throw errors.E_METERING_NOTHING_WAITS()
    const placed = await scheduleOrders(
      tx,
      { municipalityId, by: actor.name, at: now },
      { municipalityId, team: given.team, orderIds, from: given.from_on, today }
    )
    return { scheduled: placed.size, days: new Set(placed.values()).size }
  },
  describe: ({ team: who }, { scheduled, days }) =>
    `${scheduled === 1 ? 'Uma ordem programada' : `${scheduled} ordens programadas`} para ${who}, em ${days === 1 ? 'um dia' : `${days} dias`}`,
}

const one = vine.create({ id: rowId(), team: team(), scheduled_on: civilDay() })

/** Gives one order a day, or another; refused when the team has no room on it. */
export const scheduleOrderAction: Action<Infer<typeof one>, OrderRow> = {
  name: 'metering.schedule_order',
  title: 'Programar',
  permission: 'metering.write',
  input: one,
  labels: { id: 'Ordem', team: 'Equipe', scheduled_on: 'Dia' },
  reason: 'none',
  subject: (_, { id }) => ({ type: 'metering.orders', id }),
  async run({ tx, municipalityId, actor, now }, { id, team: who, scheduled_on: day }) {
    const order = await lockOrder(tx, municipalityId, BigInt(id))
    const today = await todayIn(tx, municipalityId)
    if (day < today) throw errors.E_METERING_PAST_DAY({ date: formatDate(day) })
    await scheduleOrders(
      tx,
      { municipalityId, by: actor.name, at: now },
      { municipalityId, team: who, orderIds: [order.id], from: day, until: day, today }
    )
    return order
  },
  describe: ({ team: who, scheduled_on: day }, { number }) =>
    `Ordem ${number} programada para ${formatDate(day)}, ${who}`,
}
