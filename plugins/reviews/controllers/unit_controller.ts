import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { clock, isRefMonth } from '#core/calendar/index'
import type { PremiseIdentity } from '#plugins/registry/api'
import { monthPage, unitPage } from '../services/month_page.ts'

/** What the form of a new review shows of the premise that was chosen, while it is typed. */
export default class UnitController {
  async show({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('reviews.read')
    const typed = String(request.input('premise_id') ?? '')
    if (!/^\d{1,18}$/.test(typed)) return view.render('reviews::unit', { unit: null })
    const premiseId = BigInt(typed)
    const on = clock.today(municipality.timeZone)
    const reference = String(request.input('reference') ?? '').replace(
      /^(\d{2})\/(\d{4})$/,
      '$2-$1'
    )
    const page = await db.transaction(async (tx) => {
      const unit = await unitPage(tx, { actor, premiseId, on })
      const isMonth = unit !== null && isRefMonth(reference)
      return {
        unit,
        month: isMonth ? await monthPage(tx, actor, { premiseId, reference }) : null,
      }
    })
    return view.render('reviews::unit', { ...page, fill: page.unit && fillOf(page.unit.premise) })
  }
}

/** What the registry already knows of the house: it fills what nobody answered yet. */
function fillOf({ residents, has_water_tank: hasTank }: PremiseIdentity): string {
  const answer = hasTank === null ? null : hasTank ? 'yes' : 'no'
  return JSON.stringify({ residents, has_water_tank: answer })
}
