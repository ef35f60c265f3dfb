import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { performAction } from '#core/actions/index'
import { choicesOf, keepOwnAction, mergeUpgradeAction } from '../actions/upgrade.ts'
import { kindNamed } from '../check_content.ts'
import { errors } from '../errors.ts'
import type { Side } from '../merge/merge_json.ts'
import { findUpgrade } from '../services/merge_upgrade.ts'
import { itemPath } from '../view/item_list.ts'
import { upgradeJson, upgradeView } from '../view/upgrade_view.ts'

const shown = vine.create({
  choices: vine
    .array(
      vine.object({
        path: vine.string().maxLength(1000),
        side: vine.enum(['ours', 'theirs'] as const).optional(),
      })
    )
    .maxLength(2000)
    .optional(),
})

/** A new default of the product or the regulator beside the version that the utility wrote. */
export default class UpgradesController {
  async show(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    return this.#render(ctx, new Map())
  }

  /** The same page with what was chosen so far, and what the draft would be; nothing is written. */
  async preview(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    const { choices = [] } = await shown.validate(ctx.request.all())
    return this.#render(ctx, choicesOf({ choices: choices.filter(isMade) }))
  }

  async json(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    const upgrade = await findUpgrade(db, this.#item(ctx))
    if (!upgrade) throw errors.E_CONFIGURATION_NO_UPGRADE(this.#item(ctx))
    return upgradeJson(upgrade, upgradeView(upgrade, new Map()))
  }

  async merge(ctx: HttpContext) {
    const { actor, request, session, response } = ctx
    const { kind, key } = this.#item(ctx)
    const { output, description } = await performAction(mergeUpgradeAction, {
      actor,
      input: {
        ...request.only(['theirs_id', 'ours_id', 'mode']),
        ...{ kind, key, choices: made(request.input('choices')) },
      },
    })
    session.flash('done', `${description}. Confira e envie para aprovação.`)
    return response.redirect().toPath(`/configuration/versions/${output.version.id}`)
  }

  async keep(ctx: HttpContext) {
    const { actor, request, session, response } = ctx
    const { kind, key } = this.#item(ctx)
    const { description } = await performAction(keepOwnAction, {
      actor,
      input: { ...request.only(['theirs_id', 'ours_id']), kind, key },
      reason: request.input('reason'),
    })
    session.flash('done', description)
    return response.redirect().toPath(itemPath({ kind, key }))
  }

  #item({ params, actor }: HttpContext) {
    return {
      kind: String(params.kind),
      key: String(params.key),
      municipalityId: actor.municipalityId,
    }
  }

  async #render(ctx: HttpContext, choices: ReadonlyMap<string, Side>) {
    const item = this.#item(ctx)
    const { kind, key } = item
    const upgrade = await findUpgrade(db, item)
    if (!upgrade) throw errors.E_CONFIGURATION_NO_UPGRADE({ kind, key })
    return ctx.view.render('pages/configuration/upgrade', {
      title: kindNamed(kind).titleOf(key),
      path: itemPath({ kind, key }),
      upgrade,
      view: upgradeView(upgrade, choices),
      mayEdit: ctx.actor.permissions.has('configuration.edit'),
    })
  }
}

/** Radio buttons that nobody touched send their path alone. */
const made = (given: unknown): unknown[] =>
  [given ?? []].flat().filter((one) => (one as Partial<Shown> | null)?.side !== undefined)

interface Shown {
  readonly path: string
  readonly side?: Side | undefined
}
const isMade = (one: Shown): one is { path: string; side: Side } => one.side !== undefined
