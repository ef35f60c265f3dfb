import type { HttpContext } from '@adonisjs/core/http'
import { performAction } from '#core/actions/index'
import { slugOf } from '#core/text/index'
import { pageOf, pagerOf } from '#core/web/index'
import { OPERATORS, alertFromForm } from '../alert_form.ts'
import { ALERT_KIND } from '../alert_kind.ts'
import {
  CAUSES_PER_PAGE,
  causePage,
  eventChoices,
  profiles,
  programmedList,
  responsiblePage,
} from '../alert_pages.ts'

/** What went wrong, who is told, and the business events that people want to be told of. */
export default class AlertsController {
  async index({ actor, authorize, request, view }: HttpContext) {
    authorize('alerts.manage')
    const page = pageOf(request.input('page'))
    const { total, causes } = await causePage(actor.municipalityId, page)
    return view.render('pages/alerts/index', {
      ...{ tab: 'causes', causes },
      pager: pagerOf({ page, total, size: CAUSES_PER_PAGE, path: '/alerts' }),
    })
  }

  async responsibles({ actor, authorize, view }: HttpContext) {
    authorize('alerts.manage')
    return view.render('pages/alerts/responsibles', {
      tab: 'responsibles',
      ...(await responsiblePage(actor.municipalityId)),
    })
  }

  async events({ actor, authorize, municipality, view }: HttpContext) {
    authorize('alerts.manage')
    const alerts = await programmedList(actor.municipalityId, municipality.timeZone)
    return view.render('pages/alerts/events', { tab: 'events', alerts })
  }

  async create({ authorize, request, view, session }: HttpContext) {
    authorize('alerts.manage')
    const events = eventChoices()
    const chosen = String(request.input('event') ?? session.flashMessages.get('event') ?? '')
    return view.render('pages/alerts/event_form', {
      events,
      event: events.find(({ name }) => name === chosen) ?? null,
      profiles: await profiles(),
      operators: Object.entries(OPERATORS).map(([value, title]) => ({ value, title })),
    })
  }

  /** The form becomes a draft of configuration, which is then sent, approved and dated like any other. */
  async store({ actor, authorize, request, response, session }: HttpContext) {
    authorize('alerts.manage')
    const name = String(request.input('name') ?? '')
    const input = {
      kind: ALERT_KIND,
      key: slugOf(name),
      content: JSON.stringify(alertFromForm(request.all())),
    }
    const { output } = await performAction<unknown, { readonly version: { readonly id: bigint } }>(
      'configuration.save_draft',
      { actor, input }
    )
    session.flash(
      'done',
      `Alerta “${name}” escrito. Confira e envie para aprovação: ele vale quando outra pessoa aprovar.`
    )
    return response.redirect().toPath(`/configuration/versions/${output.version.id}`)
  }
}
