import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { termsInput, termsOf } from '../actions/sign.ts'
import { errors } from '../errors.ts'
import { quote } from '../services/quote.ts'
import { simulationView } from '../services/simulation_view.ts'

const asked = vine.create({
  unit: vine.string().trim().minLength(1).maxLength(30),
  document: vine.string().trim().minLength(11).maxLength(20),
  debts: termsInput.debts,
  instalments: termsInput.instalments.clone().optional(),
  ...{ down_cents: termsInput.down_cents, down_due_on: termsInput.down_due_on },
})
const FIRST_INSTALMENTS = 3
const MOST_KEYS = 600

/** What a customer may negotiate through a channel of their own: the same policy as at the desk, and nothing of anybody else (TR-3.2.9.1). */
export default class CustomerSimulationController {
  async show({ actor, authorize, municipality, request }: HttpContext) {
    authorize('plans.simulate')
    const given = request.qs() as Readonly<Record<string, unknown>>
    const debts = given['debts'] === undefined ? undefined : [given['debts']].flat(1)
    const { instalments = FIRST_INSTALMENTS, ...wanted } = await asked.validate({
      ...given,
      ...(debts === undefined ? {} : { debts: debts.slice(0, MOST_KEYS) }),
    })
    const { municipalityId } = actor
    const premiseId = await heldBy(municipalityId, wanted)
    return db.transaction(async (tx) => {
      const quoted = await quote(tx, {
        ...{ municipalityId, actor, premiseId, keys: wanted.debts ?? null },
        ...termsOf({ ...wanted, instalments }),
        today: clock.today(municipality.timeZone),
      })
      // Who held the premise yesterday, or holds another, is told nothing of it.
      if (digitsOf(quoted.party.taxpayerId ?? '') !== digitsOf(wanted.document)) {
        throw errors.E_PLANS_CUSTOMER_UNKNOWN()
      }
      return simulationView(quoted)
    })
  }
}

/** Letters too: a CNPJ may have them. */
const digitsOf = (text: string): string => text.replace(/[^0-9a-z]/gi, '').toUpperCase()

/** The premise of that number whose holder has that document. @throws E_PLANS_CUSTOMER_UNKNOWN, the same for both */
async function heldBy(
  municipalityId: bigint,
  { unit, document }: { readonly unit: string; readonly document: string }
): Promise<bigint> {
  const [row] = await query<{ id: bigint }>(
    db,
    `select p.id from registry_premises p
       join registry_holdings h on h.premise_id = p.id and h.role = 'holder'
       join registry_customers c on c.id = h.customer_id
      where p.municipality_id = ? and p.registration_number = ?
        and upper(regexp_replace(c.taxpayer_id, '[^0-9A-Za-z]', '', 'g')) = ? limit 1`,
    [municipalityId, unit.replace(/\D/g, ''), digitsOf(document)]
  )
  if (!row) throw errors.E_PLANS_CUSTOMER_UNKNOWN()
  return row.id
}
