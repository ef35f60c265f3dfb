import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { registries } from '#core/kernel/index'
import {
  type Approval,
  approvalsAskedBy,
  approveRequest,
  mayApprove,
  refuseRequest,
  waitingApprovals,
  withdrawRequest,
} from '../approvals.ts'
import { amountText } from '../authority.ts'
import { fieldMessages } from '../messages.ts'
import type { Action, PresentedField } from '../types.ts'

const refusal = vine.create({ reason: vine.string().trim().minLength(3).maxLength(500) })

const STATES = {
  waiting: { tone: 'attention', text: 'Aguardando' },
  approved: { tone: 'good', text: 'Aprovado e feito' },
  refused: { tone: 'bad', text: 'Recusado' },
  withdrawn: { tone: 'neutral', text: 'Retirado' },
} as const

/** A request as people read it: labels of the action's own form, amounts in words. */
async function shown(approval: Approval, municipalityId: bigint) {
  const action = registries().actions.find(approval.action)
  const input = JSON.parse(approval.input) as Record<string, unknown>
  const presented = await action?.presented?.({ reader: db, municipalityId, input })
  return {
    ...approval,
    title: action?.title ?? approval.action,
    amountText: unitOf(action) === 'each' ? null : amountText(approval.amount, unitOf(action)),
    state: STATES[approval.status],
    fields: presented ?? asSent(action, input),
  }
}

const unitOf = (action: Action | undefined) => action?.authority?.unit ?? 'count'

const asSent = (action: Action | undefined, input: Readonly<Record<string, unknown>>) =>
  Object.entries(input)
    .filter(([name]) => name !== 'reason')
    .map(([name, value]): PresentedField => ({
      label: action?.labels?.[name] ?? name,
      value: typeof value === 'object' ? JSON.stringify(value) : String(value),
    }))

/** The queue of requests above somebody's authority, and what each person asked for. */
export default class ApprovalsController {
  async index({ actor, view }: HttpContext) {
    const mayDecide = actor.permissions.has('access.decide')
    const waiting = mayDecide ? await waitingApprovals(actor.municipalityId) : []
    const asked = actor.userId === null ? [] : await approvalsAskedBy(actor.userId)
    const others = waiting.filter(({ requestedBy }) => requestedBy !== actor.userId)
    return view.render('pages/actions/approvals', {
      mayDecide,
      waiting: await Promise.all(
        others.map(async (one) => ({
          ...(await shown(one, actor.municipalityId)),
          mayApprove: await mayApprove(actor, one),
        }))
      ),
      mine: await Promise.all(asked.map((one) => shown(one, actor.municipalityId))),
    })
  }

  async approve({ actor, authorize, params, response, session }: HttpContext) {
    authorize('access.decide')
    const { description } = await approveRequest(actor, BigInt(params.id))
    session.flash('done', `Aprovado e feito: ${description}`)
    return response.redirect().toPath('/approvals')
  }

  async refuse({ actor, authorize, params, request, response, session }: HttpContext) {
    authorize('access.decide')
    const { reason } = await request.validateUsing(refusal, { messagesProvider: fieldMessages })
    await refuseRequest(actor, BigInt(params.id), reason)
    session.flash('done', `Pedido ${params.id} recusado; quem pediu lê o motivo.`)
    return response.redirect().toPath('/approvals')
  }

  async withdraw({ actor, params, response, session }: HttpContext) {
    await withdrawRequest(actor, BigInt(params.id))
    session.flash('done', `Pedido ${params.id} retirado.`)
    return response.redirect().toPath('/approvals')
  }
}
