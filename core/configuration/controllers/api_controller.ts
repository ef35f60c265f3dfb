import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { municipalityOf } from '#core/access/index'
import { rowId } from '#core/actions/index'
import { kindNamed } from '../check_content.ts'
import { titleOfItem } from '../local_items.ts'
import { pendingUpgrade } from '../product_upgrade.ts'
import { resolveItem } from '../resolve_item.ts'
import { verifyVersions } from '../services/verify_versions.ts'
import { verifyKept } from '../simulation/verify_kept.ts'
import { currentVersions, readVersion, versionsOf } from '../versions.ts'
import { versionJson, wholeVersionJson } from '../view/api_view.ts'
import { itemGroups, pageOf } from '../view/item_list.ts'
import { listFilter } from '../view/list_filter.ts'
import { momentIn, versionToday } from '../view/state_text.ts'
import { circumstancesBetween, differencesBetween } from '../view/version_page.ts'

const pair = vine.create({ before: rowId(), after: rowId() })
const SIZE = 200

/** The store as other systems read it; what changes it are the actions (`POST /api/actions/configuration.…`). */
export default class ApiController {
  async index(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    const { page: asked = 1, ...filter } = await listFilter(ctx.request.qs())
    const versions = await currentVersions(db, ctx.actor.municipalityId)
    const all = itemGroups(versions, await this.#moment(ctx), filter)
    const total = all.reduce((sum, { rows }) => sum + rows.length, 0)
    const data = pageOf(all, asked, SIZE).flatMap(({ kind, rows }) =>
      rows.map(({ owners, state, path: _, ...row }) => ({
        ...{ kind, ...row, owner: owners[0] ?? null, state: state?.text ?? null },
      }))
    )
    return { data, page: asked, size: SIZE, total }
  }

  async item(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    const { kind, key } = this.#item(ctx)
    const item = { kind, key, municipalityId: ctx.actor.municipalityId }
    const all = await versionsOf(db, item)
    const moment = await this.#moment(ctx)
    const current = versionToday(all, moment)
    return {
      ...{ kind, key, title: await titleOfItem(db, item, all) },
      in_force: current && (await wholeVersionJson(current, all, moment)),
      has_upgrade: pendingUpgrade(all, current, moment.today) !== null,
      versions: all.map((one) => versionJson(one, all, moment)),
    }
  }

  async inForce(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    const { kind, key } = this.#item(ctx)
    const { municipalityId } = ctx.actor
    const moment = await this.#moment(ctx)
    const { date, known_at: knownAt } = ctx.request.qs() as Record<string, string | undefined>
    const item = { kind, key, municipalityId, timeZone: moment.timeZone }
    const found = await resolveItem(db, { ...item, date, knownAt })
    const all = await versionsOf(db, item)
    return {
      ...{ date: found.date, known_at: found.knownAt },
      version: found.version && (await wholeVersionJson(found.version, all, moment)),
    }
  }

  async version(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    const { municipalityId } = ctx.actor
    const version = await readVersion(db, BigInt(ctx.params.id), municipalityId)
    const all = await versionsOf(db, { ...version, municipalityId })
    return wholeVersionJson(version, all, await this.#moment(ctx))
  }

  async compare(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    const given = await pair.validate(ctx.request.qs())
    const read = (id: number) => readVersion(db, BigInt(id), ctx.actor.municipalityId)
    const [before, after] = [await read(given.before), await read(given.after)]
    return {
      ...{ before: String(before.id), after: String(after.id) },
      differences: differencesBetween(before, after),
      circumstances: circumstancesBetween(before, after),
    }
  }

  async verify(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    const { checked, firstBreak } = await verifyVersions(db)
    const kept = await verifyKept(db)
    const { version = null, reason = null } = firstBreak ?? {}
    return {
      ...{ intact: !firstBreak && !kept.firstBreak, checked, reason },
      ...{ simulations: kept.evidence, replays: kept.replays },
      run: kept.firstBreak && {
        ...{ id: String(kept.firstBreak.runId), reason: kept.firstBreak.reason },
      },
      version: version && {
        ...{ id: String(version.id), kind: version.kind, key: version.key, number: version.number },
      },
    }
  }

  #item({ params }: HttpContext) {
    return { kind: kindNamed(String(params.kind)).kind, key: String(params.key) }
  }

  async #moment({ actor }: HttpContext) {
    const { timeZone } = await municipalityOf(actor.municipalityId)
    return momentIn(timeZone)
  }
}
