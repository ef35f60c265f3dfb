import { readFile } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { municipalityOf } from '#core/access/index'
import { exportAction, importAction, revokeKeyAction, trustKeyAction } from '../bundles/actions.ts'
import { errors } from '../errors.ts'
import { listKeys, ownKey } from '../bundles/keys.ts'
import { OUTCOMES } from '../bundles/texts.ts'
import { currentVersions } from '../versions.ts'
import { itemGroups } from '../view/item_list.ts'
import { momentIn } from '../view/state_text.ts'

/** Signed bundles: what is exported, what is imported after a comparison, and the keys that they rest on. */
export default class BundlesController {
  async index(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    return this.#render(ctx, {})
  }

  async export({ actor, request, response }: HttpContext) {
    const items = [request.input('items') ?? []].flat() as string[]
    const { output } = await performAction(exportAction, { actor, input: { items } })
    const name = `configuracao-${output.bundle.exported_at.slice(0, 10)}.json`
    response.header('content-type', 'application/json; charset=utf-8')
    response.header('content-disposition', `attachment; filename="${name}"`)
    return response.send(JSON.stringify(output.bundle, null, 2))
  }

  /** Compares the file sent, and shows what it would change. */
  async compare(ctx: HttpContext) {
    ctx.authorize('configuration.import')
    const file = ctx.request.file('file')
    if (!file?.tmpPath) throw errors.E_CONFIGURATION_BUNDLE_FORMAT({ detail: 'nenhum arquivo' })
    const bundle = await readFile(file.tmpPath, 'utf8')
    const input = { bundle, dry_run: true }
    const { output } = await performAction(importAction, { actor: ctx.actor, input })
    return this.#render(ctx, { bundle, report: output })
  }

  async import(ctx: HttpContext) {
    const { actor, request, session, response } = ctx
    const { description } = await performAction(importAction, {
      actor,
      input: request.only(['bundle', 'submit', 'from']),
      reason: request.input('reason'),
    })
    session.flash('done', description)
    return response.redirect().toPath('/configuration?state=waiting')
  }

  async trust({ actor, request, session, response }: HttpContext) {
    const input = request.only(['name', 'public_key'])
    const asked = { actor, input, reason: request.input('reason') }
    const { description } = await performAction(trustKeyAction, asked)
    session.flash('done', description)
    return response.redirect().toPath('/configuration/bundles')
  }

  async revoke({ actor, params, request, session, response }: HttpContext) {
    const asked = { actor, input: { id: params.id }, reason: request.input('reason') }
    const { description } = await performAction(revokeKeyAction, asked)
    session.flash('done', description)
    return response.redirect().toPath('/configuration/bundles')
  }

  async #render(ctx: HttpContext, shown: { readonly bundle?: string; readonly report?: unknown }) {
    const { municipalityId, permissions } = ctx.actor
    const { timeZone } = await municipalityOf(municipalityId)
    const versions = await currentVersions(db, municipalityId)
    const groups = ['utility', 'regulator'] as const
    const own = await db.transaction((tx) => ownKey(tx))
    return ctx.view.render('pages/configuration/bundles', {
      groups: groups.flatMap((owner) =>
        itemGroups(versions, momentIn(timeZone), { text: '', kind: '', owner })
      ),
      ...{ own, keys: await listKeys(db), outcomes: OUTCOMES, timeZone },
      ...{ bundle: shown.bundle ?? null, report: shown.report ?? null },
      mayExport: permissions.has('configuration.export'),
      mayImport: permissions.has('configuration.import'),
      mayTrust: permissions.has('configuration.keys'),
    })
  }
}
