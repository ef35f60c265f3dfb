import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { isCivilDate } from '#core/calendar/index'
import { customerProblems } from '../domain/customer_rules.ts'
import { REASON_WORDS } from '../domain/duplicate_policy.ts'
import { customerChecks } from '../services/check_customer.ts'
import { type TypedCustomer, similarTo } from '../services/find_duplicates.ts'

const digits = (text: string) => text.replace(/[\s.\-/()+]/g, '').toUpperCase()

/** Answers the customer's form while it is typed: who may already be registered, and what looks wrong. Refuses nothing. */
export default class CustomerWarningsController {
  async store(ctx: HttpContext) {
    ctx.authorize('registry.write')
    const { municipalityId } = ctx.actor
    const typed = this.#typed(ctx)
    const isWorthIt = typed.name.trim().length >= 4 || typed.taxpayerId !== null
    const body = ctx.request.body()
    const checks = await customerChecks(db, municipalityId)
    const warnings = customerProblems(
      { ...body, taxpayer_id: typed.taxpayerId },
      new Set(['name', ...(typed.taxpayerId ? ['taxpayer_id'] : [])]),
      checks
    )
    return ctx.view.render('registry::customer_warnings', {
      warnings: typed.name ? warnings : [],
      candidates: isWorthIt ? await similarTo(db, ctx.actor, typed) : [],
      words: REASON_WORDS,
      seesPersonal: ctx.actor.permissions.has('registry.personal_data'),
    })
  }

  #typed({ request }: HttpContext): TypedCustomer {
    const text = (name: string) => String(request.input(name) ?? '').slice(0, 120)
    const orNull = (value: string) => value || null
    const record = String(request.input('record') ?? '')
    const birth = text('birth_on')
    return {
      id: /^\d{1,18}$/.test(record) ? BigInt(record) : null,
      name: text('name'),
      taxpayerId: orNull(digits(text('taxpayer_id'))),
      birthOn: isCivilDate(birth) ? birth : null,
      motherName: orNull(text('mother_name')),
      phone: orNull(digits(text('phone')).replace(/^55(?=\d{10,11}$)/, '')),
      address: orNull([text('street'), text('number'), text('district')].join(' ').trim()),
    }
  }
}
