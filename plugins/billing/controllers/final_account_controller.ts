import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { civilDay, performAction } from '#core/actions/index'
import { addDays, clock } from '#core/calendar/index'
import { planFinalAccount } from '../services/final/final_account.ts'

const DUE_DAYS = 10

const asked = vine.create({
  premise: vine.number().positive().withoutDecimals(),
  due_on: civilDay().optional(),
})

/** The final account of a premise: what it would ask for, then the document. */
export default class FinalAccountController {
  async show({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('billing.issue_apart')
    const { premise, due_on: given } = await request.validateUsing(asked)
    const { municipalityId } = actor
    const today = clock.today(municipality.timeZone)
    const dueOn = given ?? addDays(today, DUE_DAYS)
    const premiseId = BigInt(premise)
    const account = await db.transaction((tx) =>
      planFinalAccount({ tx, municipalityId, actor }, { premiseId, dueOn })
    )
    return view.render('billing::final_account', { account, premiseId, dueOn, today })
  }

  async store({ actor, request, response, session }: HttpContext) {
    const given = request.only(['premise_id', 'due_on', 'remarks'])
    const input = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== '' && value !== null)
    )
    const { description, output } = await performAction<object, { id: bigint }>(
      'billing.issue_final_account',
      { actor, input }
    )
    session.flash('done', description)
    return response.redirect().toPath(`/billing/final-accounts/${output.id}`)
  }
}
