import type { HttpContext } from '@adonisjs/core/http'
import { findAction, performAction } from '../run_action.ts'
import { actionForm } from '../view/action_form.ts'

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

  /** Goes back with a sentence of what was done; a refusal goes back with the reason and what was typed. */
  async store({ actor, params, request, response, session }: HttpContext) {
    const { description } = await performAction(params.name as string, {
      actor,
      input: request.all(),
      reason: request.input('reason') as string | undefined,
    })
    session.flash('done', description)
    const next = localPath(request.input('next'))
    return next ? response.redirect().toPath(next) : response.redirect().back()
  }

  async api({ actor, params, request }: HttpContext) {
    const { output, description } = await performAction(params.name as string, {
      actor,
      input: request.all(),
      reason: request.input('reason') as string | undefined,
    })
    return { message: description, output: output ?? null }
  }
}
