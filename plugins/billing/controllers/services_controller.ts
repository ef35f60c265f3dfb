import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { OverAuthority, authorityPage, performAction, previewAction } from '#core/actions/index'
import { type OperationEffects, problemsOf } from '#core/records/index'
import { changeServicesAction } from '../actions/corrections.ts'
import { correctionEffects } from '../services/corrections/correction_text.ts'
import { servicesView } from '../services/corrections/services_view.ts'
import { requireInside } from './invoices_controller.ts'

interface Typed {
  readonly removed: readonly string[]
  readonly added: readonly string[]
  readonly reasonCode: string
  readonly reason: string
}

interface Shown {
  readonly typed: Typed
  readonly problem?: string | null
  readonly effects?: readonly OperationEffects[]
}

const NOTHING: Typed = { removed: [], added: [], reasonCode: '', reason: '' }

/** Lines of an issued invoice put in and taken out, its effects told first. */
export default class ServicesController {
  async show(ctx: HttpContext) {
    await this.#authorize(ctx)
    return this.#render(ctx, { typed: NOTHING })
  }

  async store(ctx: HttpContext) {
    await this.#authorize(ctx)
    const { actor, params, request, response, session } = ctx
    const typed = typedOf(request.body())
    const input = {
      ...{ id: String(params.id), reason_code: typed.reasonCode },
      ...(typed.removed.length ? { removed: typed.removed.join(',') } : {}),
      ...(typed.added.length ? { added: typed.added.join(',') } : {}),
    }
    const sent = { actor, input, reason: typed.reason }
    const next = `/billing/invoices/${params.id}`
    try {
      if (request.input('confirmed') !== 'true') {
        const effects = await previewAction(changeServicesAction, sent, async (...given) =>
          correctionEffects(await changeServicesAction.run(...given))
        )
        return await this.#render(ctx, { typed, effects })
      }
      const { description } = await performAction('billing.change_services', sent)
      session.flash('done', `${description}.`)
      return response.redirect().toPath(next)
    } catch (error) {
      if (error instanceof OverAuthority) {
        const kept = Object.entries({ ...input, reason: typed.reason, next })
        const fields = kept.map(([name, value]) => ({ name, value }))
        return authorityPage(ctx, error, { typed: fields, next })
      }
      const said = problemsOf(error, [])
      if (!said) throw error
      response.status(422)
      return this.#render(ctx, { typed, problem: Object.values(said).join(' ') })
    }
  }

  async #authorize({ actor, authorize, params }: HttpContext): Promise<void> {
    authorize('billing.read')
    authorize('billing.change_services')
    await requireInside(actor, params)
  }

  async #render(ctx: HttpContext, { typed, problem = null, effects }: Shown) {
    const { actor, params, view } = ctx
    const page = await db.transaction((tx) =>
      servicesView(tx, { municipalityId: actor.municipalityId, invoiceId: BigInt(params.id) })
    )
    return view.render('billing::services', { ...page, typed, problem, effects: effects ?? null })
  }
}

function typedOf(body: Record<string, unknown>): Typed {
  const list = (name: string) => [body[name] ?? []].flat().map(String)
  return {
    removed: list('removed'),
    added: list('added'),
    reasonCode: String(body.reason_code ?? ''),
    reason: String(body.reason ?? '').trim(),
  }
}
