import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { performAction, rowId } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { Dec, MoneyError, formatDecimal, parseMoney } from '#core/money/index'
import { termsInput, termsOf } from '../actions/sign.ts'
import { errors } from '../errors.ts'
import { appliedPolicy } from '../services/applied_policy.ts'
import { methodText } from '../services/issue_papers.ts'
import { leftOutText } from '../services/left_out.ts'
import { quote } from '../services/quote.ts'
import type { SignedPlan } from '../services/sign.ts'
import { refusalTexts, simulationView } from '../services/simulation_view.ts'

const asked = vine.create({
  premise_id: rowId(),
  ...termsInput,
  instalments: termsInput.instalments.clone().optional(),
})
const FIRST_INSTALMENTS = 3

const TERMS = [
  ...['premise_id', 'from_premise_id', 'instalments', 'down_cents', 'down_due_on', 'down_slips'],
  ...['discount_percent', 'discount_law', 'transfer_reason', 'transfer_authority'],
]

/** The same negotiation by screen and by REST: valued by one service, checked by one policy (TR-3.2.9.5). */
export default class NegotiationController {
  async show({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('plans.negotiate')
    const given = fieldsOf(request)
    const quoted = await this.#quote({ actor, municipality, given })
    const found = given['from']
      ? await premiseNumbered(actor.municipalityId, String(given['from']))
      : null
    return view.render('plans::negotiation', {
      ...{
        quote: quoted,
        refusals: refusalTexts(quoted),
        given,
        method: methodText(quoted.policy),
        applied: await db.transaction((tx) =>
          appliedPolicy(tx, actor.municipalityId, quoted.policyVersionId)
        ),
        leftOut: quoted.leftOut.map((one) => ({ cents: one.cents, why: leftOutText(one) })),
      },
      isUnknown: Boolean(given['from']) && found === null,
      isSimulated: given['instalments'] !== undefined,
      ...{
        instalments: quoted.instalments.length,
        down: formatDecimal(Dec.ofCents(quoted.downCents), 2),
      },
      today: clock.today(municipality.timeZone),
    })
  }

  async simulation({ actor, authorize, municipality, request }: HttpContext) {
    authorize('plans.negotiate')
    return simulationView(await this.#quote({ actor, municipality, given: fieldsOf(request) }))
  }

  async store({ actor, request, response, session }: HttpContext) {
    const { description, output } = await performAction<object, SignedPlan>('plans.sign', {
      actor,
      input: filled(fieldsOf(request), [...TERMS, 'debts']),
    })
    session.flash('done', `${description}.`)
    return response.redirect().toPath(`/plans/agreements/${output.id}`)
  }

  async #quote({
    actor,
    municipality,
    given,
  }: Pick<HttpContext, 'actor' | 'municipality'> & { given: Fields }) {
    const from = given['from']
      ? await premiseNumbered(actor.municipalityId, String(given['from']))
      : null
    const wanted = await asked.validate(
      filled({ ...given, ...(from ? { from_premise_id: String(from) } : {}) }, [...TERMS, 'debts'])
    )
    const { premise_id: premiseId, debts, instalments = FIRST_INSTALMENTS, ...terms } = wanted
    return db.transaction((tx) =>
      quote(tx, {
        ...{ municipalityId: actor.municipalityId, actor, premiseId: BigInt(premiseId) },
        ...{ keys: debts ?? null, ...termsOf({ ...terms, instalments }) },
        today: clock.today(municipality.timeZone),
      })
    )
  }
}

type Fields = Record<string, unknown>

/** What the form or the address says: the down payment as people write money, a percentage with a comma. */
function fieldsOf(request: HttpContext['request']): Fields {
  const all = request.all() as Fields
  const debts = all['debts'] === undefined ? undefined : [all['debts']].flat()
  const { down, discount } = all
  return {
    ...all,
    ...(debts === undefined ? {} : { debts }),
    ...(down === undefined || down === '' ? {} : { down_cents: centsOf(String(down)) }),
    ...(discount === undefined || discount === ''
      ? {}
      : { discount_percent: String(discount).replace(',', '.') }),
  }
}

function centsOf(text: string): string {
  try {
    return String(parseMoney(text))
  } catch (error) {
    if (error instanceof MoneyError) throw errors.E_PLANS_MONEY({ text: text.slice(0, 40) })
    throw error
  }
}

const filled = (given: Fields, names: readonly string[]): Fields =>
  Object.fromEntries(
    names.flatMap((name) => {
      const value = given[name]
      return value === undefined || value === null || value === '' ? [] : [[name, value]]
    })
  )

/** A premise by the number that people know. */
async function premiseNumbered(municipalityId: bigint, text: string): Promise<bigint | null> {
  const digits = text.replace(/\D/g, '')
  const [row] = await db
    .query()
    .from('registry_premises')
    .where({ municipality_id: municipalityId, registration_number: digits })
    .select('id')
  return row ? (row.id as bigint) : null
}
