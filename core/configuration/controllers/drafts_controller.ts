import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { municipalityOf } from '#core/access/index'
import { type CivilDate, clock } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import { BusinessError, type Issue } from '#core/kernel/index'
import { format, wantsJson } from '#core/web/index'
import type { VersionOutcome } from '../actions/common.ts'
import { type SaveDraftInput, saveDraftAction } from '../actions/save_draft.ts'
import { completeContent, issuesHere, kindNamed } from '../check_content.ts'
import { ContentRefused } from '../errors.ts'
import { labelBeside, titleOfItem } from '../local_items.ts'
import { baseKey, localKey, placeIn } from '../local_keys.ts'
import { type Version, parseContent, readVersion, versionIdOf, versionsOf } from '../versions.ts'
import { populationsFor } from '../simulation/scope.ts'
import { itemPath } from '../view/item_list.ts'
import { momentIn, versionToday } from '../view/state_text.ts'
import { studioPage } from '../view/studio_page.ts'
import { versionLine } from '../view/version_line.ts'
import { checksView, editorHelp, prettyJson } from '../view/version_page.ts'

interface Draft {
  readonly kind: string
  readonly key: string
  /** The draft being changed; null for a new one. */
  readonly version: Version | null
}

interface Attempt {
  readonly text: string
  readonly problem?: {
    readonly people: string
    readonly code: string
    readonly issues: readonly Issue[]
  }
}

/** The Studio: writing a draft in the editor of its kind, with its checks and what differs from the version in force. */
export default class DraftsController {
  async create(ctx: HttpContext) {
    ctx.authorize('configuration.edit')
    const item = this.#item(ctx)
    const { kind } = item
    const place: unknown = ctx.request.input('place')
    // The page of the item offers its places.
    const key = typeof place === 'string' && place !== '' ? localKey(item.key, place) : item.key
    const { base } = await this.#versions(ctx, kind, key)
    return this.#render(ctx, { kind, key, version: null }, { text: pretty(kind, base?.content) })
  }

  async edit(ctx: HttpContext) {
    ctx.authorize('configuration.edit')
    const version = await this.#version(ctx)
    return this.#render(
      ctx,
      { ...version, version },
      { text: pretty(version.kind, version.content) }
    )
  }

  /** The checks of the text as it stands, without saving it: a page, or JSON for the live Studio. */
  async check(ctx: HttpContext) {
    ctx.authorize('configuration.edit')
    const text = String(ctx.request.input('content') ?? '')
    const item = this.#item(ctx)
    if (wantsJson(ctx)) {
      const { base, moment } = await this.#versions(ctx, item.kind, item.key)
      const { municipalityId } = ctx.actor
      return checkedText({ ...item, municipalityId, today: moment.today }, text, base)
    }
    const id = ctx.request.input('version_id')
    const version = id
      ? await readVersion(db, versionIdOf(String(id)), ctx.actor.municipalityId)
      : null
    return this.#render(ctx, { ...item, version }, { text })
  }

  async store(ctx: HttpContext) {
    ctx.authorize('configuration.edit')
    return this.#save(ctx, { ...this.#item(ctx), version: null })
  }

  async update(ctx: HttpContext) {
    ctx.authorize('configuration.edit')
    const version = await this.#version(ctx)
    return this.#save(ctx, { kind: version.kind, key: version.key, version })
  }

  async #save(ctx: HttpContext, draft: Draft) {
    const text = String(ctx.request.input('content') ?? '')
    const { kind, key, version } = draft
    const owner: unknown = ctx.request.input('owner')
    const input = {
      kind,
      key,
      owner,
      content: text,
      version_id: version ? String(version.id) : undefined,
      seen: version ? ctx.request.input('seen') || undefined : undefined,
    }
    try {
      const { output, description } = await performAction<SaveDraftInput, VersionOutcome>(
        saveDraftAction,
        { actor: ctx.actor, input }
      )
      if (wantsJson(ctx)) return await this.#saved(ctx, output.version)
      ctx.session.flash('done', `${description}. Confira e envie para aprovação.`)
      return ctx.response.redirect().toPath(`/configuration/versions/${output.version.id}`)
    } catch (error) {
      if (!(error instanceof BusinessError)) throw error
      ctx.response.status(error.status)
      const issues = error instanceof ContentRefused ? error.issues : []
      if (wantsJson(ctx)) return { problem: error.people, code: error.code, issues }
      const problem = { people: error.people, code: error.code!, issues }
      return this.#render(ctx, draft, { text, problem })
    }
  }

  /** Where the saved draft is from now on, for the page that goes on being open. */
  async #saved({ actor }: HttpContext, { id, contentHash: seen }: VersionOutcome['version']) {
    const { timeZone } = await municipalityOf(actor.municipalityId)
    const path = `/configuration/versions/${id}`
    const text = `Rascunho salvo em ${format.datetime(clock.now(), timeZone)}.`
    return { version: String(id), seen, action: path, edit: `${path}/edit`, text }
  }

  async #render(ctx: HttpContext, { kind: name, key, version }: Draft, { text, problem }: Attempt) {
    const kind = kindNamed(name)
    const { actor } = ctx
    const { municipalityId } = actor
    const { all, base, moment } = await this.#versions(ctx, name, key)
    const itemTitle = await titleOfItem(db, { kind: name, key, municipalityId }, all)
    const content = parsed(text)
    const about = { all, moment, userId: actor.userId, municipalityId }
    const item = { key, municipalityId, today: moment.today, content: content ?? null }
    return ctx.view.render('pages/configuration/edit', {
      title: version ? `Editar ${itemTitle}` : `Nova versão de ${itemTitle}`,
      itemTitle,
      path: itemPath({ kind: name, key }),
      kind,
      key,
      version,
      text,
      seen: ctx.request.input('seen') ?? version?.contentHash ?? null,
      rows: Math.min(30, Math.max(8, text.split('\n').length + 2)),
      problem,
      line: await versionLine(name, version, about),
      page: await studioPage(name, item),
      personId: String(actor.userId),
      simulates: version !== null && populationsFor(version).length > 0,
      help: editorHelp(name, key),
      ...(await shownChecks({ ...item, kind: name }, text, base)),
    })
  }

  #item({ params }: HttpContext) {
    return { kind: kindNamed(String(params.kind)).kind, key: String(params.key) }
  }

  #version({ params, actor }: HttpContext): Promise<Version> {
    return readVersion(db, BigInt(params.id), actor.municipalityId)
  }

  async #versions({ actor }: HttpContext, kind: string, key: string) {
    const { municipalityId } = actor
    const { timeZone } = await municipalityOf(municipalityId)
    const moment = momentIn(timeZone)
    const all = await versionsOf(db, { kind, key, municipalityId })
    // What is to be written for one place begins as what is in force in the whole.
    const general = async () =>
      placeIn(key) === null
        ? null
        : versionToday(await versionsOf(db, { kind, key: baseKey(key), municipalityId }), moment)
    return { all, moment, base: versionToday(all, moment) ?? (await general()) }
  }
}

interface Item {
  readonly kind: string
  readonly key: string
  readonly municipalityId: bigint
  readonly today: CivilDate
}

/** Checks and differences of a text, for the page as it is first drawn. */
async function shownChecks(
  { kind, key, municipalityId, today: on }: Item,
  text: string,
  base: Version | null
) {
  const content = parsed(text)
  const approved = base && parseContent(base.content)
  const checksOf = async (written: Json) => {
    const found = await completeContent(db, kindNamed(kind), {
      ...{ key, content: written, municipalityId, on },
    })
    const place = { key, content: found, municipalityId, on }
    const here = await issuesHere(db, kindNamed(kind), place)
    return checksView(kind, key, found, { approved, here })
  }
  const checks = content === undefined ? null : await checksOf(content)
  const isSound = checks !== null && !checks.issues.some((one) => one.severity === 'critical')
  return {
    checks,
    jsonError: content === undefined ? jsonError(text) : null,
    baseLabel: base && labelBeside(base, { kind, key }),
    differences:
      base && isSound
        ? kindNamed(kind).compare(parseContent(base.content), content as Json, key)
        : null,
    preview: isSound ? (kindNamed(kind).preview?.(key, content as Json) ?? null) : null,
  }
}

/** The same as JSON, for the page while somebody writes. */
async function checkedText(item: Item, text: string, base: Version | null) {
  const { checks, ...others } = await shownChecks(item, text, base)
  const { issues = [], lines = [], examples = [], coverage = null, isGreen = false } = checks ?? {}
  return { ...others, issues, lines, examples, coverage: coverage?.text ?? null, isGreen }
}

const pretty = (kind: string, content: string | undefined) =>
  content === undefined ? '{\n}' : prettyJson(kindNamed(kind), parseContent(content))

function parsed(text: string): Json | undefined {
  try {
    return parseContent(text)
  } catch {
    return undefined
  }
}

function jsonError(text: string): string {
  try {
    JSON.parse(text)
    return ''
  } catch (error) {
    return (error as Error).message
  }
}
