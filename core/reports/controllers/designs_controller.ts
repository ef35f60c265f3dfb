import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { query } from '#core/database/index'
import { BusinessError } from '#core/kernel/index'
import { slugOf } from '#core/text/index'
import type { DesignContent } from '../design/content.ts'
import { designFor, mayReadDesign, utilityDesign, utilityDesigns } from '../design/designs.ts'
import { designerView, problemsOf } from '../design/designer_view.ts'
import { type Source, sourceNamed, sourcesOf } from '../design/fields.ts'
import { changeDesign, designFromForm, firstDesign } from '../design/form.ts'
import { REPORT_KIND } from '../design/kind.ts'
import { previewDesign } from '../design/preview.ts'
import { errors } from '../errors.ts'
import { listReports } from '../run/find_report.ts'
import { viewerOf } from './reports_controller.ts'

/** What is being composed, and as what it is kept. */
interface Draft {
  readonly content: DesignContent
  readonly source: Source
  readonly id: string
  readonly profiles: readonly string[]
  /** Key of the utility's report that it changes. */
  readonly key: string
  readonly refused?: readonly string[]
}

const textOf = (value: unknown) => (typeof value === 'string' ? value : '')
const listOf = (value: unknown) => [value ?? []].flat().map(textOf).filter(Boolean)

/** Composing a report without programming: source, columns, filters, groups, and the first rows as one goes. */
export default class DesignsController {
  /** From nothing, from a source, or as a copy of another composed report. */
  async create(ctx: HttpContext) {
    ctx.authorize('reports.design')
    const { request, view, actor } = ctx
    const copied = await this.#copied(ctx)
    const name = copied?.source ?? textOf(request.input('source'))
    const source = name ? await this.#source(ctx, name) : null
    if (!source) {
      const sources = sourcesOf(actor).map(({ name: value, title, help }) => ({
        value,
        title: title.many,
        help,
      }))
      return view.render('pages/reports/sources', { sources })
    }
    const key = textOf(request.input('key'))
    const title = copied ? (key ? copied.title : `${copied.title} (cópia)`.slice(0, 80)) : ''
    const content = copied ? { ...copied, title } : firstDesign(source)
    return this.#render(ctx, { content, source, id: '', profiles: [], key })
  }

  async edit(ctx: HttpContext) {
    ctx.authorize('reports.design')
    const design = await designFor(ctx.actor, String(ctx.params.id))
    if (!design || design.owner_id !== ctx.actor.userId)
      throw errors.E_REPORTS_DESIGN_UNKNOWN({ id: String(ctx.params.id) })
    const source = await this.#source(ctx, design.content.source)
    const { content, profiles } = design
    return this.#render(ctx, { content, source, profiles, id: String(design.id), key: '' })
  }

  /** Asked at each change of the form: the form as it stands now, with the first rows. */
  async compose(ctx: HttpContext) {
    ctx.authorize('reports.design')
    const draft = await this.#draft(ctx)
    const content = changeDesign(draft.content, ctx.request.all(), draft.source)
    return this.#render(ctx, { ...draft, content })
  }

  /** Kept as one's own, or proposed to the utility as a draft of configuration. */
  async store(ctx: HttpContext) {
    ctx.authorize('reports.design')
    const { response, session } = ctx
    const draft = await this.#draft(ctx)
    const refused = problemsOf(draft.content, draft.source)
    if (refused.length) {
      response.status(422)
      return this.#render(ctx, { ...draft, refused })
    }
    try {
      if (ctx.request.input('do') === 'propose') return await this.#propose(ctx, draft)
      const { output, description } = await performAction<unknown, { readonly id: bigint }>(
        'reports.save_design',
        { actor: ctx.actor, input: this.#input(draft) }
      )
      session.flash('done', description)
      return response.redirect().toPath(`/reports/own.${output.id}`)
    } catch (error) {
      if (!(error instanceof BusinessError)) throw error
      response.status(error.status)
      return this.#render(ctx, { ...draft, refused: [error.people] })
    }
  }

  #input({ content, id, profiles }: Draft) {
    return {
      content: JSON.stringify(content),
      profiles: [...profiles],
      ...(id ? { id: Number(id) } : {}),
    }
  }

  async #propose({ actor, response, session }: HttpContext, { content, key }: Draft) {
    const input = {
      kind: REPORT_KIND,
      key: key || slugOf(content.title),
      content: JSON.stringify(content),
    }
    const { output } = await performAction<unknown, { readonly version: { readonly id: bigint } }>(
      'configuration.save_draft',
      { actor, input }
    )
    session.flash(
      'done',
      'Proposta escrita. Confira e envie para aprovação: o relatório aparece para todos quando outra pessoa aprovar.'
    )
    return response.redirect().toPath(`/configuration/versions/${output.version.id}`)
  }

  async #draft(ctx: HttpContext): Promise<Draft> {
    const given = ctx.request.all()
    const source = await this.#source(ctx, textOf(given.source))
    return {
      content: designFromForm(given, source),
      source,
      id: /^\d{1,18}$/.test(textOf(given.id)) ? textOf(given.id) : '',
      profiles: listOf(given.profiles),
      key: textOf(given.key),
    }
  }

  /** @throws BusinessError E_REPORTS_DESIGN for a record type that the person may not read: it might as well not exist. */
  async #source({ actor }: HttpContext, name: string): Promise<Source> {
    const source = await sourceNamed(name, { municipalityId: actor.municipalityId })
    if (!source || !actor.permissions.has(source.type.permissions.read)) {
      const problems = 'escolha um cadastro da lista.'
      throw errors.E_REPORTS_DESIGN({ title: 'novo', problems })
    }
    return source
  }

  async #copied(ctx: HttpContext): Promise<DesignContent | undefined> {
    const [, kind, key = ''] = /^(own|utility)\.(.+)$/.exec(textOf(ctx.request.input('from'))) ?? []
    if (!kind) return undefined
    const viewer = viewerOf(ctx)
    const content =
      kind === 'own'
        ? await designFor(ctx.actor, key).then((design) => design?.content)
        : await utilityDesign(key, viewer)
    return content && mayReadDesign(content, ctx.actor) ? content : undefined
  }

  async #render(ctx: HttpContext, { content, source, ...rest }: Draft) {
    const viewer = viewerOf(ctx)
    const { request, view } = ctx
    const isPart = request.header('hx-request') === 'true'
    const page = {
      ...rest,
      source: source.type,
      designer: await designerView(content, source, ctx.actor),
      preview: await previewDesign(content, viewer),
      allProfiles: await query(db, 'select code, name from access_profiles order by name'),
      sections: await this.#sections(ctx),
      refused: rest.refused ?? [],
    }
    return view.render(isPart ? 'pages/reports/designer_form' : 'pages/reports/designer', page)
  }

  /** Headings that the list of reports has already. */
  async #sections(ctx: HttpContext): Promise<string[]> {
    const viewer = viewerOf(ctx)
    const [listed, utility] = await Promise.all([listReports(viewer), utilityDesigns(viewer)])
    const declared = listed.filter(({ name }) => !name.startsWith('own.'))
    const all = [
      ...declared.map(({ section }) => section),
      ...utility.map((one) => one.content.section),
    ]
    return [...new Set(all)]
  }
}
