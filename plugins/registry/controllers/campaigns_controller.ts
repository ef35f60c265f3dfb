import { readFile } from 'node:fs/promises'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import { type Actor, performAction } from '#core/actions/index'
import { pageOf } from '#core/web/index'
import { query } from '#core/database/index'
import { acceptAnswers } from '../campaigns/accept_answers.ts'
import { campaignSheet, campaignView, campaigns } from '../campaigns/campaign_view.ts'
import { offeredFields } from '../campaigns/fields.ts'
import { importAnswersAction } from '../actions/import_answers.ts'
import { errors } from '../errors.ts'

/** Those to which the person is limited, or all. */
const ownLocalities = <T extends { readonly id: bigint }>({ scope }: Actor, all: readonly T[]) =>
  scope?.localities ? all.filter(({ id }) => scope.localities.includes(id)) : all

const STATUSES = ['proposed', 'accepted', 'rejected']

/** Re-registration campaigns: scope, visits, differences field by field, and what became of each. */
export default class CampaignsController {
  async index(ctx: HttpContext) {
    ctx.authorize('registry.quality')
    const { municipalityId } = ctx.actor
    const choices = (table: string) =>
      query<{ id: bigint; name: string }>(
        db,
        `select id, name from ${table} where municipality_id = ? order by name`,
        [municipalityId]
      )
    return ctx.view.render('registry::campaigns', {
      campaigns: await campaigns(db, ctx.actor),
      localities: ownLocalities(ctx.actor, await choices('registry_localities')),
      groups: await choices('registry_billing_groups'),
      fields: offeredFields(),
    })
  }

  async store({ actor, request, response, session }: HttpContext) {
    const filled = Object.entries(request.body()).filter(([, value]) => value !== '')
    const { output, description } = await performAction<unknown, { id: bigint }>(
      'registry.campaigns.create',
      { actor, input: Object.fromEntries(filled) }
    )
    session.flash('done', `${description}.`)
    return response.redirect().toPath(`/registry/campaigns/${output.id}`)
  }

  async show(ctx: HttpContext) {
    ctx.authorize('registry.quality')
    const wanted = String(ctx.request.input('status', 'proposed'))
    return ctx.view.render(
      'registry::campaign',
      await campaignView(db, ctx.actor, {
        id: this.#id(ctx),
        status: STATUSES.includes(wanted) ? wanted : 'proposed',
        page: pageOf(ctx.request.input('page')),
      })
    )
  }

  async sheet(ctx: HttpContext) {
    ctx.authorize('registry.quality')
    const rows = await campaignSheet(db, ctx.actor, this.#id(ctx))
    ctx.response.header('content-type', 'text/csv; charset=utf-8')
    ctx.response.header('content-disposition', 'attachment; filename="visitas.csv"')
    return ctx.response.send(
      stringify(rows, { header: true, delimiter: ';', bom: true, escape_formulas: true })
    )
  }

  async answers(ctx: HttpContext) {
    const { actor, request, response, session } = ctx
    ctx.authorize('registry.quality')
    const id = this.#id(ctx)
    const sent = request.file('file', { size: '20mb', extnames: ['csv', 'txt'] })
    if (!sent?.isValid || !sent.tmpPath) throw errors.E_REGISTRY_TAKE_OVER_MISSING()
    const text = await readFile(sent.tmpPath, 'utf8')
    const [first = ''] = text.split('\n', 1)
    const lines = parse(text, {
      bom: true,
      columns: true,
      delimiter: first.includes(';') ? ';' : ',',
      skip_empty_lines: true,
      relax_column_count: true,
    }) as Record<string, string>[]
    const { output, description } = await performAction(importAnswersAction, {
      actor,
      input: { campaign_id: String(id), lines },
    })
    const refused = output.refused.slice(0, 5).map(({ line, reason }) => `linha ${line}: ${reason}`)
    const tail = refused.length ? ` Recusadas: ${refused.join('; ')}.` : ''
    session.flash('done', `${description}.${tail}`)
    return response.redirect().toPath(`/registry/campaigns/${id}`)
  }

  async decide(ctx: HttpContext) {
    const { actor, request, response, session } = ctx
    ctx.authorize('registry.quality')
    const id = this.#id(ctx)
    const ids = [request.input('ids') ?? []].flat().map((value) => BigInt(String(value)))
    if (request.input('do') === 'reject') {
      const { description } = await performAction('registry.campaigns.decide', {
        actor,
        input: { campaign_id: String(id), ids: ids.map(String), accepted: false },
        reason: request.input('reason') as string | undefined,
      })
      session.flash('done', `${description}.`)
    } else {
      const { accepted, refused } = await acceptAnswers(actor, { campaignId: id, ids })
      const tail = refused.map(({ value, reason }) => `${value}: ${reason}`).join(' ')
      session.flash('done', `${accepted} alterações feitas no cadastro. ${tail}`)
    }
    return response.redirect().toPath(`/registry/campaigns/${id}`)
  }

  #id({ params }: HttpContext) {
    return BigInt(String(params.id))
  }
}
