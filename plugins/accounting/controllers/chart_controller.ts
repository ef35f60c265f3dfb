import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { CLASSES, NATURES, PURPOSES } from '../domain/chart_words.ts'
import { chartPage } from '../services/chart_draft.ts'

/** The chart of accounts as a register: each change goes to the person's draft, which somebody else approves. */
export default class ChartController {
  async show({ actor, authorize, request, view }: HttpContext) {
    authorize('accounting.read')
    const { municipalityId } = actor
    const page = await db.transaction((tx) => chartPage(tx, { municipalityId, actor }))
    const code: unknown = request.input('account')
    const edited = page.rows.find((row) => row.code === code) ?? null
    const under = request.input('under')
    const above = page.rows.find((row) => row.code === under) ?? null
    return view.render('accounting::chart', {
      ...{ ...page, edited, above, classes: CLASSES, natures: NATURES, purposes: PURPOSES },
    })
  }

  async store({ actor, request, response, session }: HttpContext) {
    const input = request.only(['code', 'title', 'class', 'nature', 'purpose'])
    const isOn = (name: string) => request.input(name) === 'true'
    const { description } = await performAction('accounting.put_account', {
      actor,
      input: {
        ...input,
        ...{ analytic: isOn('analytic'), blocked: isOn('blocked'), is_new: isOn('is_new') },
        purpose: input.purpose || undefined,
      },
    })
    session.flash('done', description)
    return response.redirect().toPath('/accounting/chart')
  }

  async destroy({ actor, request, response, session }: HttpContext) {
    const input = request.only(['code'])
    const { description } = await performAction('accounting.remove_account', { actor, input })
    session.flash('done', description)
    return response.redirect().toPath('/accounting/chart')
  }
}
