import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { performAction, previewAction } from '#core/actions/index'
import { clock, isRefMonth, monthOf } from '#core/calendar/index'
import { BusinessError } from '#core/kernel/index'
import { issueSingleAction, singleAsked } from '../actions/single_invoice.ts'
import { ownPremise } from '../services/settings/own_premise.ts'
import { type SingleIssued, issueSingle } from '../services/run/single_run.ts'
import { type SinglePreview, singlePreview } from '../services/run/single_preview.ts'

const asked = vine.create({ premise: vine.number().positive().withoutDecimals() })
const sent = vine.create({ premise_id: vine.number().positive().withoutDecimals() })
const FIELDS = ['reference', 'reading', 'read_on', 'total_cents']

interface Shown {
  readonly preview?: SinglePreview
  readonly problem?: string
}

/** The invoice of one premise outside the run of its group: what it would say, then the invoice. */
export default class SingleInvoiceController {
  async show(ctx: HttpContext) {
    ctx.authorize(issueSingleAction.permission)
    const { premise } = await ctx.request.validateUsing(asked)
    if (!isRefMonth(ctx.request.input('reference'))) return this.#render(ctx, premise, {})
    try {
      const preview = await this.#preview(ctx, premise)
      return await this.#render(ctx, premise, { preview })
    } catch (error) {
      return this.#refuse(ctx, premise, error)
    }
  }

  /** The same over REST. */
  async preview(ctx: HttpContext) {
    const preview = await this.#preview(ctx, Number(ctx.params.id))
    const asText = (_: string, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value
    return ctx.response.type('json').send(JSON.stringify(preview, asText))
  }

  async store(ctx: HttpContext) {
    ctx.authorize(issueSingleAction.permission)
    const { actor, request, response, session } = ctx
    const { premise_id: premise } = await request.validateUsing(sent)
    try {
      const { description, output } = await performAction<object, SingleIssued>(
        issueSingleAction.name,
        { actor, input: inputOf(ctx, premise), reason: String(request.input('reason') ?? '') }
      )
      session.flash('done', `${description}.`)
      return response.redirect().toPath(`/billing/invoices/${output.invoice.id}`)
    } catch (error) {
      return this.#refuse(ctx, premise, error)
    }
  }

  #preview(ctx: HttpContext, premise: number): Promise<SinglePreview> {
    return previewAction(
      issueSingleAction,
      { actor: ctx.actor, input: inputOf(ctx, premise), reason: 'Prévia' },
      async (context, given) => singlePreview(await issueSingle(context, singleAsked(given)))
    )
  }

  #refuse(ctx: HttpContext, premise: number, error: unknown) {
    if (!(error instanceof BusinessError) || error.status === 404) throw error
    ctx.response.status(error.status)
    return this.#render(ctx, premise, { problem: error.people })
  }

  async #render({ actor, municipality, request, view }: HttpContext, id: number, shown: Shown) {
    const { municipalityId } = actor
    const today = clock.today(municipality.timeZone)
    const premise = await db.transaction((tx) =>
      ownPremise(tx, { municipalityId, actor, premiseId: BigInt(id) })
    )
    const typed = request.only([...FIELDS, 'reason'])
    return view.render('billing::single_invoice', {
      ...{ premise, today, preview: null, problem: null, ...shown },
      typed: { reference: monthOf(today), read_on: today, ...typed },
    })
  }
}

/** What was typed; a reading without its day, or a day without its reading, is none. */
function inputOf({ request }: HttpContext, premise: number): object {
  const given = Object.fromEntries(
    Object.entries(request.only(FIELDS)).filter(([, value]) => value !== '' && value !== null)
  )
  if (given['reading'] === undefined) delete given['read_on']
  return { premise_id: String(premise), ...given }
}
