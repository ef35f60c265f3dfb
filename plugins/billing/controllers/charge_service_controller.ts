import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { performAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { pricesOn } from '#plugins/tariffs/api'
import { registeredCodes } from '#core/records/index'
import { ownPremise } from '../services/settings/own_premise.ts'

const asked = vine.create({ premise: vine.number().positive().withoutDecimals() })

/** A service of the price table, charged to a premise. */
export default class ChargeServiceController {
  async show({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('billing.charge')
    const { premise: id } = await request.validateUsing(asked)
    const { municipalityId } = actor
    const today = clock.today(municipality.timeZone)
    const { services, table } = await pricesOn(municipalityId, today)
    const page = await db.transaction(async (tx) => ({
      premise: await ownPremise(tx, { municipalityId, actor, premiseId: BigInt(id) }),
      reasons: await registeredCodes('billing.issue_reasons', municipalityId, tx),
    }))
    return view.render('billing::charge_service', { ...page, services, table, today })
  }

  async store({ actor, request, response, session }: HttpContext) {
    const names = ['premise_id', 'service', 'executed_on', 'quantity', 'parcels', 'reason_code']
    const given = request.only([...names, 'remarks'])
    const input = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== '' && value !== null)
    )
    const { description, output } = await performAction<object, { id: bigint }>(
      'billing.charge_service',
      { actor, input }
    )
    session.flash('done', description)
    return response.redirect().toPath(`/billing/service-charges/${output.id}`)
  }
}
