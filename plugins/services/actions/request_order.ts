import vine from '@vinejs/vine'
import type { Infer } from '@vinejs/vine/types'
import { todayIn } from '#core/access/index'
import { type Action, civilDay, rowId } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type Order, lockOpen, requirePremise } from '../services/orders.ts'
import { askOpening } from '../services/ask_opening.ts'
import { type OpenedOrder, requestOrder } from '../services/request_orders.ts'
import { code, subject } from './inputs.ts'

const input = vine.create({
  service_type: code(),
  premise_id: rowId(),
  requester: vine.string().trim().minLength(2).maxLength(120),
  reason: vine.string().trim().minLength(3).maxLength(300),
  remarks: vine.string().trim().maxLength(1000).optional(),
  team: code().optional(),
  due_on: civilDay().optional(),
})

/** A person asks a service at a premise. */
export const requestOrderAction: Action<Infer<typeof input>, OpenedOrder> = {
  name: 'services.request_order',
  title: 'Pedir ordem de serviço',
  permission: 'services.request',
  input,
  labels: {
    ...{ service_type: 'Serviço', premise_id: 'Imóvel', requester: 'Quem pede', reason: 'Motivo' },
    ...{ remarks: 'Observações', team: 'Equipe', due_on: 'Prazo' },
  },
  reason: 'none',
  subject: (_, { id }) => subject({ id }),
  async run(context, given) {
    const { tx, municipalityId, actor } = context
    const premiseId = BigInt(given.premise_id)
    await requirePremise(tx, { municipalityId, actor, premiseId })
    const on = await todayIn(tx, municipalityId)
    await askOpening(context, { code: given.service_type, premiseId, on })
    return requestOrder(
      tx,
      { municipalityId, on, by: actor.name },
      {
        ...{ type: given.service_type, premiseId, origin: null, requester: given.requester },
        ...{ reason: given.reason, remarks: given.remarks ?? null, team: given.team ?? null },
        dueOn: given.due_on ?? null,
      }
    )
  },
  describe: ({ reason }, { number }) => `Ordem de serviço ${number} aberta: ${reason}`,
}

const assignment = vine.create({
  id: rowId(),
  team: code().optional(),
  employee_id: rowId().optional(),
  due_on: civilDay(),
})

/** Gives an order to a team or a person, until a day. */
export const assignOrderAction: Action<Infer<typeof assignment>, Order> = {
  name: 'services.assign_order',
  title: 'Atribuir',
  permission: 'services.request',
  input: assignment,
  labels: { id: 'Ordem', team: 'Equipe', employee_id: 'Funcionário', due_on: 'Prazo' },
  reason: 'none',
  subject,
  async run({ tx, municipalityId }, given) {
    const order = await lockOpen(tx, municipalityId, BigInt(given.id))
    await query(
      tx,
      `update services_orders set team = ?, due_on = greatest(opened_on, ?::date), employee_id =
              (select id from registry_employees where municipality_id = ? and id = ?) where id = ?`,
      [
        ...[given.team ?? null, given.due_on, municipalityId],
        ...[given.employee_id === undefined ? null : BigInt(given.employee_id), order.id],
      ]
    )
    return order
  },
  describe: ({ due_on: due }, { number }) =>
    `Ordem ${number} atribuída, com prazo até ${formatDate(due)}`,
}
