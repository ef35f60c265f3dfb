import { titleOfVersion } from '../title_of_version.ts'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { municipalityOf } from '#core/access/index'
import { kindNamed } from '../check_content.ts'
import {
  type ResultPage,
  type UsageCount,
  resultPath,
  resultsOf,
  sourceNamed,
  sourcesFor,
  usageOf,
  versionsOfResult,
} from '../usage/usage.ts'
import { type Version, readVersion } from '../versions.ts'
import { resultJson } from '../view/api_view.ts'
import { itemPath } from '../view/item_list.ts'
import { versionLabel } from '../view/state_text.ts'

const MAX_ID = 9_223_372_036_854_775_807n
const asked = vine.create({
  source: vine.string().maxLength(80).optional(),
  before: vine
    .string()
    .regex(/^\d{1,18}$/)
    .optional(),
  size: vine.number().withoutDecimals().min(1).max(1000).optional(),
})

/** Which results used a version, and which versions made a result. */
export default class UsageController {
  /** The page: how many of each source, and the list of one. */
  async show(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    const { version, counts } = await this.#counts(ctx)
    const { source: name, before } = await asked.validate(ctx.request.qs())
    const source = name
      ? sourceNamed(name, ctx.actor)
      : (counts.find(({ count }) => count > 0) ?? counts[0])?.source
    const page = source ? await this.#page(ctx, version, source.name, before) : null
    return ctx.view.render('pages/configuration/usage', {
      ...{ version, counts, source, page, label: versionLabel(version) },
      title: titleOfVersion(version),
      path: itemPath(version),
      linkOf: resultPath,
    })
  }

  /** The card of the version's page. */
  async summary(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    return ctx.view.render('pages/configuration/usage_summary', await this.#counts(ctx))
  }

  async counts(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    const { version, counts } = await this.#counts(ctx)
    return {
      version: String(version.id),
      results: counts.map(({ source, count }) => ({
        ...{ source: source.name, title: source.title.many, count },
      })),
    }
  }

  async list(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    const source = sourceNamed(String(ctx.params.source), ctx.actor)
    const version = await this.#version(ctx)
    const { before, size } = await asked.validate(ctx.request.qs())
    const page = await this.#page(ctx, version, source.name, before, size)
    return {
      data: page.rows.map((row) => resultJson(source, row)),
      before: page.before === null ? null : String(page.before),
    }
  }

  /** The other way: the versions behind one result. */
  async result(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    const { source, found } = await this.#result(ctx)
    const { timeZone } = await municipalityOf(ctx.actor.municipalityId)
    return ctx.view.render('pages/configuration/result', {
      ...{ source, found, timeZone, back: resultPath(source, found.row) },
      versions: found.versions.map((one) => ({
        ...one,
        label: versionLabel(one),
        kindTitle: kindNamed(one.kind).title,
        itemTitle: titleOfVersion(one),
      })),
    })
  }

  async resultVersions(ctx: HttpContext) {
    ctx.authorize('configuration.read')
    const { source, found } = await this.#result(ctx)
    return {
      result: resultJson(source, found.row),
      pack: { id: String(found.pack.id), hash: found.pack.hash },
      versions: found.versions.map(({ id, kind, key, owner, number, from, hash, legalBasis }) => ({
        ...{ id: String(id), kind, key, owner, number, from, hash, legal_basis: legalBasis },
      })),
    }
  }

  #version({ params, actor }: HttpContext): Promise<Version> {
    return readVersion(db, BigInt(params.id), actor.municipalityId)
  }

  async #counts(ctx: HttpContext): Promise<{ version: Version; counts: UsageCount[] }> {
    const version = await this.#version(ctx)
    const used = { versionId: version.id, municipalityId: ctx.actor.municipalityId }
    return { version, counts: await usageOf(db, sourcesFor(ctx.actor), used) }
  }

  #page(
    { actor }: HttpContext,
    version: Version,
    ...[name, before, size]: [name: string, before?: string, size?: number]
  ): Promise<ResultPage> {
    return resultsOf(db, sourceNamed(name, actor), {
      ...{ versionId: version.id, municipalityId: actor.municipalityId },
      ...{ before: before === undefined ? MAX_ID : BigInt(before), size },
    })
  }

  async #result({ params, actor }: HttpContext) {
    const source = sourceNamed(String(params.source), actor)
    const id = /^\d{1,18}$/.test(String(params.result)) ? BigInt(params.result) : 0n
    const found = await versionsOfResult(db, source, { id, municipalityId: actor.municipalityId })
    return { source, found }
  }
}
