import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { BusinessError } from '#core/kernel/index'
import { MoneyError, parseMoney } from '#core/money/index'
import { totalOf } from '../domain/till.ts'
import { errors } from '../errors.ts'
import { TILL_MOVES, WAY_TITLES } from '../records/till_options.ts'
import { findByCode } from '../services/find_by_code.ts'
import type { TillReceived } from '../services/till/receive.ts'
import { isCashDeskOn, movesOf, ownSession, totalsOf } from '../services/till/session.ts'

type Fields = Readonly<Record<string, unknown>>

const MONEY = ['float', 'tendered', 'amount', 'cash', 'card', 'cheque'] as const
const PATH = '/payments/till'

/** The till of who is signed in: opened, used and closed by the same person. */
export default class TillController {
  async show(ctx: HttpContext) {
    ctx.authorize('payments.till')
    return this.#render(ctx, null)
  }

  open = (ctx: HttpContext) => this.#act(ctx, 'payments.open_till', ['till_id', 'float_cents'])
  move = (ctx: HttpContext) =>
    this.#act(ctx, 'payments.move_till_cash', ['kind', 'amount_cents', 'note'])
  refund = (ctx: HttpContext) => this.#act(ctx, 'payments.refund_at_till', ['request_id'])
  close = (ctx: HttpContext) =>
    this.#act(ctx, 'payments.close_till', [
      ...['cash_cents', 'card_cents', 'cheque_cents', 'justification'],
    ])

  /** Leads to the paper that the customer takes. */
  receive = (ctx: HttpContext) =>
    this.#act(ctx, 'payments.receive_at_till', [
      ...['document_id', 'way', 'tendered_cents', 'note'],
    ])

  async #act(ctx: HttpContext, name: string, fields: readonly string[]) {
    const { actor, request, response, session } = ctx
    try {
      const given = withCents(request.all() as Fields)
      const input = Object.fromEntries(
        fields.flatMap((field) => {
          const value = given[field]
          return value === undefined || value === null || value === '' ? [] : [[field, value]]
        })
      )
      const { description, output } = await performAction<object, Partial<TillReceived>>(name, {
        ...{ actor, input },
      })
      session.flash('done', `${description}.`)
      const paper = output.paperId === undefined ? '' : `?paper=${output.paperId}`
      return response.redirect().toPath(`${PATH}${paper}`)
    } catch (error) {
      if (!(error instanceof BusinessError)) throw error
      response.status(error.status)
      return this.#render(ctx, error.people)
    }
  }

  async #render({ actor, municipality, request, view }: HttpContext, problem: string | null) {
    const { municipalityId } = actor
    const code = String(request.input('code') ?? '').slice(0, 600)
    const shown = await db.transaction(async (tx) => {
      const session = await ownSession(tx, municipalityId, actor.userId)
      const today = clock.today(municipality.timeZone)
      if (!session) {
        const tills = await query<{ id: bigint; name: string; by: string | null }>(
          tx,
          `select t.id, t.name, s.user_name as by from payments_tills t
             left join payments_till_sessions s on s.till_id = t.id and s.state = 'open'
            where t.municipality_id = ? and t.is_active order by t.name`,
          [municipalityId]
        )
        return { session, tills, isOn: await isCashDeskOn(tx, municipalityId, today) }
      }
      const totals = await totalsOf(tx, session)
      const found =
        code.trim() === '' ? null : await findByCode(tx, { municipalityId, actor, code })
      const refunds = await query(
        tx,
        `select q.id, q.credit_cents, d.number, c.name from receivables_refund_requests q
           join receivables_documents d on d.id = q.document_id join registry_customers c on c.id = q.customer_id
          where q.municipality_id = ? and q.state = 'approved' order by q.decided_at, q.id limit 20`,
        [municipalityId]
      )
      return {
        ...{ session, totals, total: totalOf(totals), found, refunds, today },
        moves: await movesOf(tx, session.id),
      }
    })
    return view.render('payments::till', {
      ...{ problem, code, ways: WAY_TITLES, kinds: TILL_MOVES, typed: request.all() },
      ...{ paper: request.input('paper') ?? null, found: null, refunds: [], ...shown },
    })
  }
}

/** Amounts as people write them, as cents for the action. @throws BusinessError E_PAYMENTS_MONEY */
function withCents(fields: Fields): Fields {
  const cents = MONEY.flatMap((name) => {
    const text = String(fields[name] ?? '').trim()
    return text === '' ? [] : [[`${name}_cents`, centsOf(text)]]
  })
  return { ...fields, ...Object.fromEntries(cents) }
}

function centsOf(text: string): string {
  try {
    return String(parseMoney(text))
  } catch (error) {
    if (error instanceof MoneyError) throw errors.E_PAYMENTS_MONEY({ text: text.slice(0, 40) })
    throw error
  }
}
