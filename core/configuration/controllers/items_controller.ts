import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import db from '@adonisjs/lucid/services/db'
import { municipalityOf } from '#core/access/index'
import { registries } from '#core/kernel/index'
import { kindNamed } from '../check_content.ts'
import { currentVersions, parseContent, versionsOf } from '../versions.ts'
import { itemGroups, itemPath } from '../view/item_list.ts'
import { momentIn, periodText, stateOf, versionLabel, versionToday } from '../view/state_text.ts'
import { contentView, editorHelp } from '../view/version_page.ts'

const filter = vine.create({
  q: vine.string().trim().maxLength(100).optional(),
  kind: vine.string().maxLength(60).optional(),
  waiting: vine.literal('1').optional(),
})

/** What administrators edit: the list by kind, and one item with its versions. */
export default class ItemsController {
  async index({ actor, authorize, request, view }: HttpContext) {
    authorize('configuration.read')
    const { q = '', kind = '', waiting } = await filter.validate(request.qs())
    const { timeZone } = await municipalityOf(actor.municipalityId)
    const versions = await currentVersions(db, actor.municipalityId)
    const groups = itemGroups(versions, momentIn(timeZone), {
      text: q,
      kind,
      onlyWaiting: waiting !== undefined,
    })
    const kinds = registries()
      .kinds.all()
      .map(({ kind: name, title }) => ({ kind: name, title }))
    const count = groups.reduce((sum, { rows }) => sum + rows.length, 0)
    return view.render('pages/configuration/index', { groups, kinds, q, kind, waiting, count })
  }

  async show({ actor, authorize, params, view }: HttpContext) {
    authorize('configuration.read')
    const kind = kindNamed(String(params.kind))
    const key = String(params.key)
    const all = await versionsOf(db, {
      kind: kind.kind,
      key,
      municipalityId: actor.municipalityId,
    })
    const { timeZone } = await municipalityOf(actor.municipalityId)
    const moment = momentIn(timeZone)
    const current = versionToday(all, moment)
    return view.render('pages/configuration/item', {
      title: kind.titleOf(key),
      kind,
      key,
      path: itemPath({ kind: kind.kind, key }),
      current,
      currentLabel: current && versionLabel(current),
      status: current && stateOf(current, all, moment),
      content: current && contentView(kind.kind, key, parseContent(current.content)),
      help: editorHelp(kind.kind, key),
      versions: all.map((version) => ({
        ...version,
        label: versionLabel(version),
        state: stateOf(version, all, moment),
        period: periodText(version, all),
      })),
      timeZone,
      mayEdit: actor.permissions.has('configuration.edit'),
    })
  }
}
