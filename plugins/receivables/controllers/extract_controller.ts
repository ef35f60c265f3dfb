import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { performAction, rowId } from '#core/actions/index'
import { addDays, clock } from '#core/calendar/index'
import { extractDebts } from '../services/extract_debts.ts'
import type { IssuedExtract } from '../services/issue_extract.ts'

const asked = vine.create({ premise: rowId().optional(), customer: rowId().optional() })
const VALID_DAYS = 5

/** The counter's extract: the debts to choose from, and the document that they become. */
export default class ExtractController {
  async show({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('receivables.issue')
    const { premise, customer } = await request.validateUsing(asked)
    const subject = {
      premiseId: premise ? BigInt(premise) : null,
      customerId: customer ? BigInt(customer) : 0n,
    }
    const { municipalityId } = actor
    const debts = await db.transaction((tx) =>
      extractDebts(tx, { municipalityId, actor, ...subject })
    )
    const today = clock.today(municipality.timeZone)
    return view.render('receivables::extract', {
      debts: debts.map((one) => ({ ...one, isLate: one.due_on < today })),
      ...{ today, validUntil: addDays(today, VALID_DAYS) },
      back: premise ? `/registry/premises/${premise}` : `/registry/customers/${customer ?? ''}`,
      backTitle: premise ? 'Imóvel' : 'Cliente',
    })
  }

  async store({ actor, request, response, session }: HttpContext) {
    const chosen: unknown = request.input('debts')
    const ids = (Array.isArray(chosen) ? chosen : [chosen ?? ''])
      .flatMap((one) => String(one).split(','))
      .filter((id) => id !== '')
    const { description, output } = await performAction<object, IssuedExtract>(
      'receivables.issue_extract',
      { actor, input: { item_ids: ids, valid_until: request.input('valid_until') } }
    )
    session.flash('done', `${description}.`)
    return response.redirect().toPath(`/receivables/documents/${output.id}`)
  }
}
