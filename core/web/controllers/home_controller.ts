import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { accessErrors, undecidedPermissions } from '#core/access/index'
import { performAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type Widget, homeWidgets, permittedWidgets } from '#core/reports/index'
import { registries } from '#core/kernel/index'

interface Profile {
  readonly code: string
  readonly name: string
}

/** The first page: the cards of the day, each loaded on its own so that a slow one holds nobody up. */
export default class HomeController {
  async show({ actor, view }: HttpContext) {
    const widgets = await homeWidgets(actor)
    const undecided = actor.permissions.has('access.manage') ? await undecidedPermissions(db) : []
    const mayArrange = permittedWidgets(actor).length > 0
    return view.render('pages/home', { widgets, mayArrange, undecided: undecided.length })
  }

  async widget({ actor, municipality, params, view }: HttpContext) {
    const widget = registries().widgets.find(String(params.name))
    if (!widget || !actor.permissions.has(widget.permission)) {
      const title = widget?.title ?? String(params.name)
      throw accessErrors.E_ACCESS_DENIED({
        user: actor.name,
        permission: widget?.permission ?? '',
        title,
      })
    }
    const { timeZone } = municipality
    const shown = await db.transaction((tx) =>
      widget.load({
        tx,
        actor,
        municipalityId: actor.municipalityId,
        today: clock.today(timeZone),
        timeZone,
      })
    )
    return view.render('partials/home_widget', { widget, shown, ...scaled(shown) })
  }

  async arrange({ actor, authorize, request, view }: HttpContext) {
    authorize('reports.read')
    const profile = String(request.input('profile', ''))
    const isManager = actor.permissions.has('access.manage')
    const chosen =
      profile && isManager
        ? await profileWidgets(actor.municipalityId, profile)
        : await homeWidgets(actor)
    const names = chosen.map(({ name }) => name)
    return view.render('pages/home_arrange', {
      profile: isManager ? profile : '',
      profiles: isManager
        ? await query<Profile>(db, 'select code, name from access_profiles order by name')
        : [],
      widgets: permittedWidgets(actor)
        .map((widget) => ({ ...widget, position: names.indexOf(widget.name) + 1 || null }))
        .sort((a, b) => (a.position ?? 99) - (b.position ?? 99)),
    })
  }

  async store({ actor, request, response, session }: HttpContext) {
    const names = listOf(request.input('widget'))
    const places = listOf(request.input('place'))
    const widgets = names
      .map((name, index) => ({ name, place: Number.parseInt(places[index] ?? '', 10) }))
      .filter(({ place }) => place > 0)
      .sort((a, b) => a.place - b.place)
      .map(({ name }) => name)
    const profile = String(request.input('profile', '')) || undefined
    const { description } = await performAction('reports.arrange_home', {
      actor,
      input: { profile, widgets: request.input('usual') ? [] : widgets },
    })
    session.flash('done', description)
    return response.redirect().toPath('/')
  }
}

const listOf = (given: unknown): string[] => (Array.isArray(given) ? given : [given]).map(String)

async function profileWidgets(municipalityId: bigint, profile: string): Promise<Widget[]> {
  const [page] = await query<{ widgets: string[] }>(
    db,
    'select widgets from reports_home_pages where municipality_id = ? and profile_code = ?',
    [municipalityId, profile]
  )
  return (page?.widgets ?? []).flatMap((name) => registries().widgets.find(name) ?? [])
}

/** Lengths of bars in hundredths of the longest. */
function scaled(shown: Awaited<ReturnType<Widget['load']>>) {
  if (shown?.kind !== 'bars') return {}
  const longest = Math.max(1, ...shown.bars.map(({ size }) => size))
  return { shares: shown.bars.map(({ size }) => Math.ceil((size / longest) * 100)) }
}
