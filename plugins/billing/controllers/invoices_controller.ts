import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { type Actor, performAction } from '#core/actions/index'
import { isArchived, readThrough } from '#core/archive/index'
import { addDays, clock } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { withPrinter } from '#core/documents/index'
import { registries } from '#core/kernel/index'
import { isOutside, offeredActions, pageParts } from '#core/records/index'
import { wantsJson } from '#core/web/index'
import { errors } from '../errors.ts'
import { findInvoice, isStanding, papersOf } from '../services/invoices/invoice_rows.ts'
import { invoiceView } from '../services/invoices/invoice_view.ts'
import { whyChanged } from '../services/replay/why_changed.ts'
import { type PrintedInvoice, showInvoice } from '../services/printing/issue_invoices.ts'

const COPY_DUE_DAYS = 5

/** Of the dead file nothing is changed, and no paper issued. */
const READ_ONLY = { archived: true, panels: [], actions: [], papers: [], copyDueOn: null }

const printed = vine.create({ document: vine.number().positive().withoutDecimals().optional() })

/** To who works elsewhere an invoice is unknown. */
export async function requireInside(actor: Actor, params: HttpContext['params']): Promise<void> {
  const id = BigInt(params.id)
  if (await reading((tx) => isOutside(tx, actor, { type: 'billing.invoices', id }))) {
    throw errors.E_BILLING_INVOICE_UNKNOWN({ id })
  }
}

/** Reads invoices in use and of the dead file alike. */
const reading = <T>(work: (tx: Tx) => Promise<T>): Promise<T> =>
  db.transaction((tx) => readThrough(tx, () => work(tx)))

/** An invoice as the customer sees it, with the explanation of each line beside it. */
export default class InvoicesController {
  async show(ctx: HttpContext) {
    const { actor, authorize, municipality, params, view } = ctx
    authorize('billing.read')
    await requireInside(actor, params)
    const today = clock.today(municipality.timeZone)
    const invoiceId = BigInt(params.id)
    const page = await reading((tx) =>
      invoiceView(tx, { municipalityId: actor.municipalityId, invoiceId, today })
    )
    const archived = await isArchived(db, 'billing_invoices', { column: 'id', ids: [invoiceId] })
    if (archived) return view.render('billing::invoice', { ...page, ...READ_ONLY })
    const type = registries().records.get('billing.invoices')
    const row = { ...page.invoice }
    const { panels } = await pageParts(type, ctx, row)
    const offered = offeredActions(type, row, actor)
    const mayChangeServices =
      isStanding(page.invoice) && actor.permissions.has('billing.change_services')
    const services = { title: 'Mudar serviços', path: `/billing/invoices/${params.id}/services` }
    return view.render('billing::invoice', {
      ...{ ...page, archived, panels },
      copyDueOn: addDays(today, COPY_DUE_DAYS),
      actions: mayChangeServices ? [...offered, services] : offered,
    })
  }

  /** Why it asks for more or less than the month before, as a part of its page, or as data (cents as text). */
  async comparison(ctx: HttpContext) {
    const { actor, authorize, params, response, view } = ctx
    authorize('billing.read')
    await requireInside(actor, params)
    const { municipalityId } = actor
    const why = await reading((tx) =>
      whyChanged(tx, { municipalityId, invoiceId: BigInt(params.id) })
    )
    if (!wantsJson(ctx)) return view.render('billing::why_changed', { why })
    const asText = (_: string, value: unknown) =>
      typeof value === 'bigint' ? String(value) : value
    return response.type('json').send(JSON.stringify({ comparison: why }, asText))
  }

  /** The paper on the screen. */
  async document({ actor, authorize, params, request, response }: HttpContext) {
    authorize('billing.read')
    await requireInside(actor, params)
    const { document } = await request.validateUsing(printed)
    const { html } = await this.#shown(actor, params, document)
    return response.type('html').send(html)
  }

  /** Prints it: what it says is kept from then on. Who only looks at invoices gets the same paper, and keeps nothing. */
  async pdf({ actor, authorize, params, request, response }: HttpContext) {
    authorize('billing.read')
    await requireInside(actor, params)
    const { document } = await request.validateUsing(printed)
    const ids = [BigInt(params.id)]
    const isKept = await isArchived(db, 'billing_invoices', { column: 'id', ids })
    const { html, at: timestamp } =
      actor.permissions.has('billing.print') && !isKept
        ? await this.#printed(actor, params, document)
        : await this.#shown(actor, params, document)
    const pdf = await withPrinter((printer) => printer.renderPdf(html, { tagged: true, timestamp }))
    response.type('application/pdf')
    response.header('Content-Disposition', `inline; filename="fatura-${params.id}.pdf"`)
    return response.send(pdf)
  }

  async #printed(actor: Actor, params: HttpContext['params'], document?: number) {
    const { output } = await performAction<object, PrintedInvoice>('billing.print_invoice', {
      actor,
      input: { id: String(params.id), ...(document ? { document: String(document) } : {}) },
    })
    return output
  }

  #shown(actor: Actor, params: HttpContext['params'], document?: number) {
    return reading(async (tx) => {
      const invoice = await findInvoice(tx, actor.municipalityId, BigInt(params.id))
      const documentId = document === undefined ? invoice.document_id : BigInt(document)
      return { html: await showInvoice(tx, { invoice, documentId }), at: clock.now() }
    })
  }

  async copy({ actor, authorize, params, request, response, session }: HttpContext) {
    authorize('receivables.issue')
    await requireInside(actor, params)
    const invoice = await db.transaction((tx) =>
      findInvoice(tx, actor.municipalityId, BigInt(params.id))
    )
    const asked = String(request.input('document_id', ''))
    const documentId = papersOf(invoice).find((id) => String(id) === asked) ?? invoice.document_id
    const { description } = await performAction('receivables.issue_second_copy', {
      actor,
      input: {
        ...{ id: String(documentId), due_on: request.input('due_on') },
        ...request.only(['why', 'channel']),
      },
    })
    session.flash('done', description)
    return response.redirect().toPath(`/billing/invoices/${params.id}`)
  }
}
