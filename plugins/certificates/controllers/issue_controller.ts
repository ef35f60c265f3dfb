import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { performAction, rowId } from '#core/actions/index'
import { addDays, clock } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { VALID_DAYS } from '../configuration/parameters.ts'
import { KINDS, STANDINGS } from '../records/options.ts'
import { assess } from '../services/assess.ts'
import type { IssuedCertificate } from '../services/issue.ts'
import { whoseOf } from '../services/whose.ts'

const asked = vine.create({ premise: rowId().optional(), customer: rowId().optional() })

/** What a premise or a customer owes today and the certificate that it leads to; then the certificate. */
export default class IssueController {
  async show({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('certificates.issue')
    const { premise, customer } = await request.validateUsing(asked)
    const { municipalityId } = actor
    const on = clock.today(municipality.timeZone)
    const page = await db.transaction(async (tx) => {
      const whose = await whoseOf(tx, {
        ...{ municipalityId, actor, on },
        premiseId: premise === undefined ? null : BigInt(premise),
        customerId: customer === undefined ? null : BigInt(customer),
      })
      const assessed = await assess(tx, { municipalityId, subject: whose.subject, on })
      const days = await parameterWithin<number>(tx, { key: VALID_DAYS, municipalityId, date: on })
      return { whose, assessed, validUntil: addDays(on, days) }
    })
    const back = premise ? `/registry/premises/${premise}` : `/registry/customers/${customer}`
    return view.render('certificates::new', {
      ...{ ...page, premise, customer, back },
      kind: KINDS.find(({ value }) => value === page.assessed.kind)!,
      standingOf: (value: string) => STANDINGS.find((one) => one.value === value)!,
    })
  }

  async store({ actor, request, response, session }: HttpContext) {
    const given = request.only(['premise_id', 'customer_id', 'wanted', 'purpose'])
    const input = Object.fromEntries(
      Object.entries(given).filter(([, value]) => value !== '' && value !== null)
    )
    const { description, output } = await performAction<object, IssuedCertificate>(
      'certificates.issue',
      { actor, input }
    )
    session.flash('done', description)
    return response.redirect().toPath(`/certificates/certificates/${output.id}`)
  }
}
