import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { type Action, performAction, rowId } from '#core/actions/index'
import { municipalityOf } from '#core/access/index'
import { registries } from '#core/kernel/index'
import type { VersionOutcome } from '../actions/common.ts'
import { approveAction, rejectAction, withdrawAction } from '../actions/decide.ts'
import {
  emergencyAction,
  ratifyAction,
  refuseEmergencyAction,
  withdrawApprovedAction,
} from '../actions/emergency.ts'
import { submitAction } from '../actions/submit.ts'
import { admitsEmergency } from '../emergencies.ts'
import { permissionToApprove } from '../version_guards.ts'
import type { Json } from '#core/database/index'
import { issuesHere, kindNamed } from '../check_content.ts'
import { generalPath, labelBeside } from '../local_items.ts'
import { baseKey, placeIn } from '../local_keys.ts'
import { titleOfVersion } from '../title_of_version.ts'
import { type Version, parseContent, readVersion, versionsOf } from '../versions.ts'
import { itemPath } from '../view/item_list.ts'
import {
  type Moment,
  momentIn,
  periodText,
  stateOf,
  versionLabel,
  versionToday,
} from '../view/state_text.ts'
import { simulationCard } from '../view/simulation_card.ts'
import { versionLine } from '../view/version_line.ts'
import {
  checksView,
  circumstancesBetween,
  contentView,
  differencesBetween,
} from '../view/version_page.ts'
import { mergeOf } from '../view/upgrade_view.ts'

const pair = vine.create({ before: rowId(), after: rowId() })

/** One version: what it says, what it changes, and the decisions on it. */
export default class VersionsController {
  async show({ actor, authorize, params, view }: HttpContext) {
    authorize('configuration.read')
    const version = await readVersion(db, BigInt(params.id), actor.municipalityId)
    const all = await versionsOf(db, { ...version, municipalityId: actor.municipalityId })
    const { timeZone } = await municipalityOf(actor.municipalityId)
    const moment = momentIn(timeZone)
    const content = parseContent(version.content)
    const isOpen = version.status === 'draft' || version.status === 'in_review'
    const base = baseOf(version, all, moment) ?? (await generalOf(version, actor, moment))
    return view.render('pages/configuration/version', {
      version,
      title: titleOfVersion(version),
      label: versionLabel(version),
      path: itemPath(version),
      status: stateOf(version, all, moment),
      period: periodText(version, all),
      content: await contentView(version, content, {
        municipalityId: actor.municipalityId,
        today: moment.today,
      }),
      checks: isOpen ? await checksOf(version, content, moment) : null,
      general: generalPath(version),
      baseLabel: base && labelBeside(base, version),
      differences: base && differencesBetween(base, version),
      line: await versionLine(version.kind, version, { ...actor, all, moment }),
      merge: mergeOf(version),
      simulation: await simulationCard(db, version, actor),
      reports: reportsOn(version, actor),
      timeZone,
      today: moment.today,
      ...(await mayOf(version, actor, moment)),
    })
  }

  async compare({ actor, authorize, request, view }: HttpContext) {
    authorize('configuration.read')
    const { before, after } = await pair.validate(request.qs())
    const [old, fresh] = [
      await readVersion(db, BigInt(before), actor.municipalityId),
      await readVersion(db, BigInt(after), actor.municipalityId),
    ]
    return view.render('pages/configuration/compare', {
      title: titleOfVersion(fresh),
      path: itemPath(fresh),
      before: { ...old, label: versionLabel(old) },
      after: { ...fresh, label: versionLabel(fresh) },
      differences: differencesBetween(old, fresh),
      circumstances: circumstancesBetween(old, fresh),
    })
  }

  async submit(ctx: HttpContext) {
    return this.#perform(ctx, submitAction)
  }

  async approve(ctx: HttpContext) {
    return this.#perform(ctx, approveAction)
  }

  async reject(ctx: HttpContext) {
    return this.#perform(ctx, rejectAction)
  }

  async withdraw(ctx: HttpContext) {
    return this.#perform(ctx, withdrawAction)
  }

  async emergency(ctx: HttpContext) {
    return this.#perform(ctx, emergencyAction)
  }

  async ratify(ctx: HttpContext) {
    return this.#perform(ctx, ratifyAction)
  }

  async refuseEmergency(ctx: HttpContext) {
    return this.#perform(ctx, refuseEmergencyAction)
  }

  async withdrawApproved(ctx: HttpContext) {
    return this.#perform(ctx, withdrawApprovedAction)
  }

  async #perform<I>(ctx: HttpContext, action: Action<I, VersionOutcome>) {
    const { actor, params, request, response, session } = ctx
    const { description } = await performAction(action, {
      actor,
      input: {
        ...request.only(['from', 'until', 'legal_basis', 'correction']),
        version_id: params.id,
      },
      reason: request.input('reason'),
    })
    session.flash('done', description)
    return response.redirect().toPath(`/configuration/versions/${params.id}`)
  }
}

async function checksOf(
  { kind, key, municipalityId, from }: Version,
  content: Json,
  moment: Moment
) {
  const place = { key, content, municipalityId, on: from ?? moment.today }
  return checksView(kind, key, content, { here: await issuesHere(db, kindNamed(kind), place) })
}

async function mayOf(version: Version, actor: HttpContext['actor'], moment: Moment) {
  const isLocal = version.municipalityId !== null
  const isAuthor = version.authorId !== null && version.authorId === actor.userId
  const nothing = { isAuthor, mayEdit: false, mayWithdraw: false, mayEmergency: false }
  if (!isLocal) return nothing
  return isAuthor
    ? { ...nothing, ...(await ownRights(version, actor)) }
    : { ...nothing, ...decisionRights(version, actor, moment) }
}

async function ownRights(version: Version, { permissions, municipalityId }: HttpContext['actor']) {
  const { status } = version
  const isDraft = status === 'draft'
  return {
    mayEdit: isDraft,
    mayWithdraw: isDraft || status === 'in_review',
    mayEmergency:
      isDraft &&
      permissions.has('configuration.emergency') &&
      (await admitsEmergency(db, version, municipalityId)),
  }
}

function decisionRights(
  version: Version,
  { permissions }: HttpContext['actor'],
  { today }: Moment
) {
  if (!permissions.has(permissionToApprove(version.kind))) return {}
  const isUndecided = version.status === 'approved' && version.act === null
  return {
    mayDecide: version.status === 'in_review',
    mayRatify: isUndecided && version.isEmergency,
    mayWithdrawApproved: isUndecided && version.from! > today,
  }
}

/** What a version is compared with: the one in force, or for one that has been decided, the one of its owner before it. */
/** Reports that tell what came of a version, once it is approved. */
function reportsOn({ id, kind, key, status }: Version, actor: HttpContext['actor']) {
  if (status !== 'approved' || actor.scope?.localities) return []
  return registries()
    .reports.all()
    .filter(({ permission }) => actor.permissions.has(permission))
    .flatMap(({ name, title, ofVersion }) =>
      ofVersion?.concerns({ kind, key: baseKey(key) })
        ? [{ title, path: `/reports/${name}?${ofVersion.filter}=${id}` }]
        : []
    )
}

/** Of what is in force in one place alone: what else would be. */
async function generalOf(
  { kind, key }: Version,
  { municipalityId }: HttpContext['actor'],
  moment: Moment
): Promise<Version | null> {
  if (placeIn(key) === null) return null
  const all = await versionsOf(db, { kind, key: baseKey(key), municipalityId })
  return versionToday(all, moment)
}

function baseOf(version: Version, all: readonly Version[], moment: Moment): Version | null {
  if (version.status !== 'approved') return versionToday(all, moment)
  const earlier = all.filter(
    ({ status, id, from }) => status === 'approved' && id !== version.id && from! < version.from!
  )
  return earlier.find(({ owner }) => owner === version.owner) ?? earlier[0] ?? null
}
