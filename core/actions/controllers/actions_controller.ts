import type { HttpContext } from '@adonisjs/core/http'
import { requestApproval } from '../approvals.ts'
import { findAction, performAction } from '../run_action.ts'
import { actionForm } from '../view/action_form.ts'
import { performWithAuthority } from './over_authority.ts'

/** A path of this system, never an address of another. */
const LOCAL_PATH = /^\/(?![/\\])/

const localPath = (value: unknown): string | null =>
  typeof value === 'string' && LOCAL_PATH.test(value) ? value : null

/** The page, if it is one of ours, that the person came from. */
function cameFrom({ request }: HttpContext): string | null {
  const referrer = request.header('referer')
  if (!referrer || !URL.canParse(referrer)) return null
  const { host, pathname, search } = new URL(referrer)
  return host === request.host() && !pathname.startsWith('/actions/') ? pathname + search : null
}

/** The doors of every action: a page with its form, the form's target, and the address for other systems. */
export default class ActionsController {
  async show(ctx: HttpContext) {
    const action = findAction(ctx.params.name as string)
    ctx.authorize(action.permission)
    return ctx.view.render('pages/actions/show', {
      action,
      next: localPath(ctx.request.input('next')) ?? cameFrom(ctx) ?? '/',
      ...actionForm(action, ctx.request.qs()),
    })
  }

  /**
   * Goes back with a sentence of what was done; a refusal goes back with the reason and what was typed. What is above the
   * person's authority is answered with the ways to get it.
   */
  async store(ctx: HttpContext) {
    const { params, request, response, session } = ctx
    const description = await performWithAuthority(ctx, params.name as string)
    if (description === null) return
    session.flash('done', description)
    const next = localPath(request.input('next'))
    return next ? response.redirect().toPath(next) : response.redirect().back()
  }

  /** With `_authority: "queue"`, what is above the owner's authority waits for somebody who has it. */
  async api({ actor, params, request, response }: HttpContext) {
    const name = params.name as string
    const asked = {
      actor,
      input: request.all(),
      reason: request.input('reason') as string | undefined,
    }
    if (request.input('_authority') === 'queue') {
      const id = await requestApproval(name, asked)
      return response.accepted({ message: `Pedido ${id} enviado para aprovação.`, request: id })
    }
    const { output, description } = await performAction(name, asked)
    return { message: description, output: output ?? null }
  }
}
