import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { performAction } from '#core/actions/index'
import { addDays, clock } from '#core/calendar/index'
import { type Standing, withPrinter } from '#core/documents/index'
import { registeredCodes } from '#core/records/index'
import { pricesOn } from '#plugins/tariffs/api'
import { ownCustomer } from '../services/apart/own_customer.ts'
import type { printBooklet } from '../services/booklets/print_booklet.ts'
import type { printSlip } from '../services/apart/slips.ts'

const asked = vine.create({ customer: vine.number().positive().withoutDecimals() })
const DUE_DAYS = 10

/** Charges outside the run: a service to a customer, and the papers of these and of grouped invoices. */
export default class ApartController {
  async show({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('billing.issue_apart')
    const { customer: given } = await request.validateUsing(asked)
    const { municipalityId } = actor
    const today = clock.today(municipality.timeZone)
    const { services, table } = await pricesOn(municipalityId, today)
    const customer = await ownCustomer(db, { municipalityId, actor, customerId: BigInt(given) })
    const reasons = await registeredCodes('billing.issue_reasons', municipalityId)
    const dueOn = addDays(today, DUE_DAYS)
    return view.render('billing::charge_customer', {
      ...{ customer, reasons, services, table, today, dueOn },
    })
  }

  async store({ actor, request, response, session }: HttpContext) {
    const names = ['customer_id', 'service', 'executed_on', 'due_on', 'quantity', 'reason_code']
    const given = request.only([...names, 'remarks'])
    const input = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== '' && value !== null)
    )
    const { description, output } = await performAction<object, { id: bigint }>(
      'billing.charge_customer',
      { actor, input }
    )
    session.flash('done', description)
    return response.redirect().toPath(`/billing/customer-charges/${output.id}`)
  }

  /** The slips of a booklet, some on each page. */
  async booklet({ actor, authorize, params, response }: HttpContext) {
    authorize('billing.print')
    const { output } = await performAction<object, Awaited<ReturnType<typeof printBooklet>>>(
      'billing.print_waste_booklet',
      { actor, input: { id: String(params.id) } }
    )
    return this.#pdf(response, output, `carne-${params.id}`)
  }

  /** The paper with its barcode. */
  async pdf({ actor, authorize, params, request, response }: HttpContext) {
    authorize('billing.print')
    const { output } = await performAction<object, Awaited<ReturnType<typeof printSlip>>>(
      'billing.print_slip',
      {
        actor,
        input: { document_id: String(params.id), simple: request.input('form') === 'simple' },
      }
    )
    return this.#pdf(response, output, `cobranca-${params.id}`)
  }

  async #pdf(
    response: HttpContext['response'],
    { html, at: timestamp }: Pick<Standing, 'html' | 'at'>,
    name: string
  ) {
    const pdf = await withPrinter((printer) => printer.renderPdf(html, { tagged: true, timestamp }))
    response.type('application/pdf')
    response.header('Content-Disposition', `inline; filename="${name}.pdf"`)
    return response.send(pdf)
  }
}
