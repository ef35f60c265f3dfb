import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { simulationCounts } from '../view/simulation_card.ts'
import { municipalityOf } from '#core/access/index'
import { registries } from '#core/kernel/index'
import { kindNamed } from '../check_content.ts'
import { generalPath, placesOf, titleOfItem } from '../local_items.ts'
import { placeIn } from '../local_keys.ts'
import { currentVersions, localVersions, parseContent, versionsOf } from '../versions.ts'
import { LIST_STATES, itemGroups, itemPath, pageOf } from '../view/item_list.ts'
import { pendingUpgrade } from '../product_upgrade.ts'
import { resolveItem } from '../resolve_item.ts'
import { given, listFilter } from '../view/list_filter.ts'
import {
  OWNER_TITLES,
  momentIn,
  periodText,
  stateOf,
  versionLabel,
  versionToday,
} from '../view/state_text.ts'
import { contentView, editorHelp } from '../view/version_page.ts'

const PAGE_SIZE = 50

/** What administrators edit: the list by kind, and one item with its versions. */
export default class ItemsController {
  async index({ actor, authorize, request, view }: HttpContext) {
    authorize('configuration.read')
    const { page: asked = 1, ...filter } = await listFilter(request.qs())
    const { text: q, kind, owner, state } = filter
    const { timeZone } = await municipalityOf(actor.municipalityId)
    const versions = await currentVersions(db, actor.municipalityId)
    const all = itemGroups(versions, momentIn(timeZone), filter)
    const kinds = registries()
      .kinds.all()
      .map(({ kind: name, title }) => ({ kind: name, title }))
    const count = all.reduce((sum, { rows }) => sum + rows.length, 0)
    const pages = Math.max(1, Math.ceil(count / PAGE_SIZE))
    const page = Math.min(asked, pages)
    const query = new URLSearchParams(given({ q, kind, owner, state }) as Record<string, string>)
    return view.render('pages/configuration/index', {
      ...{ kinds, q, kind, owner, state, count, page, pages },
      groups: pageOf(all, page, PAGE_SIZE),
      owners: Object.entries(OWNER_TITLES),
      states: Object.entries(LIST_STATES),
      linkOf: (to: number) => `/configuration?${query}${query.size ? '&' : ''}page=${to}`,
    })
  }

  async show({ actor, authorize, params, request, view }: HttpContext) {
    authorize('configuration.read')
    const kind = kindNamed(String(params.kind))
    const key = String(params.key)
    const { municipalityId } = actor
    const { timeZone } = await municipalityOf(municipalityId)
    const item = { kind: kind.kind, key, municipalityId, timeZone }
    const all = await versionsOf(db, item)
    const moment = momentIn(timeZone)
    const current = versionToday(all, moment)
    const { on, known_at: knownAt } = request.qs() as Record<string, string | undefined>
    const resolved = on ? await resolveItem(db, { ...item, date: on, knownAt }) : null
    const simulations = await simulationCounts(db, all)
    const places = placeIn(key) === null ? await placesOf(db, item) : []
    return view.render('pages/configuration/item', {
      ...{ resolved, on: on ?? moment.today, knownAt: knownAt ?? '' },
      resolvedLabel: resolved?.version && versionLabel(resolved.version),
      title: await titleOfItem(db, item, all),
      general: generalPath(item),
      places,
      local: places.length
        ? (itemGroups(await localVersions(db, item), moment, { text: '', kind: '' })[0]?.rows ?? [])
        : [],
      kind,
      key,
      path: itemPath({ kind: kind.kind, key }),
      current,
      upgrade: pendingUpgrade(all, current, moment.today),
      currentLabel: current && versionLabel(current),
      status: current && stateOf(current, all, moment),
      content:
        current &&
        (await contentView(current, parseContent(current.content), {
          ...{ municipalityId, today: moment.today },
        })),
      help: editorHelp(kind.kind, key),
      versions: all.map((version) => ({
        ...version,
        simulations: simulations.get(version.id) ?? 0,
        label: versionLabel(version),
        state: stateOf(version, all, moment),
        period: periodText(version, all),
      })),
      timeZone,
      mayEdit: actor.permissions.has('configuration.edit'),
    })
  }
}
