import type { HttpContext } from '@adonisjs/core/http'
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

const refusal = vine.create({ reason: vine.string().trim().minLength(3).maxLength(500) })

const STATES = {
  waiting: { tone: 'attention', text: 'Aguardando' },
  approved: { tone: 'good', text: 'Aprovado e feito' },
  refused: { tone: 'bad', text: 'Recusado' },
  withdrawn: { tone: 'neutral', text: 'Retirado' },
} as const

/** A request as people read it: labels of the action's own form, amounts in words. */
function shown(approval: Approval) {
  const action = registries().actions.find(approval.action)
  const input = JSON.parse(approval.input) as Record<string, unknown>
  return {
    ...approval,
    title: action?.title ?? approval.action,
    amountText: amountText(approval.amount, action?.authority?.unit ?? 'count'),
    state: STATES[approval.status],
    fields: Object.entries(input)
      .filter(([name]) => name !== 'reason')
      .map(([name, value]) => ({
        label: action?.labels?.[name] ?? name,
        value: typeof value === 'object' ? JSON.stringify(value) : String(value),
      })),
  }
}

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
        others.map(async (one) => ({ ...shown(one), mayApprove: await mayApprove(actor, one) }))
      ),
      mine: asked.map((one) => shown(one)),
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
