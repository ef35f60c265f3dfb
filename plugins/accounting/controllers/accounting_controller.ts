import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { formatDate } from '#core/calendar/index'
import { Dec, formatDecimal } from '#core/money/index'
import { csvHead, csvLine } from '#core/records/index'
import { EVENT_TITLES } from '../records/options.ts'
import { chartOn, waitingTotal } from '../services/balances.ts'
import { exportedFile } from '../services/deliver_exports.ts'
import { postingView } from '../services/posting_view.ts'
import { type TrialBalance, trialBalance } from '../services/trial_balance.ts'
import { type Period, periodOf } from './asked_period.ts'

export default class AccountingController {
  async trialBalance(ctx: HttpContext) {
    ctx.authorize('accounting.read')
    const period = periodOf(ctx)
    const { municipalityId } = ctx.actor
    const chart = await chartOn(municipalityId, period.until)
    const balance = await trialBalance(db, chart, { municipalityId, ...period })
    if (ctx.request.input('format') === 'csv') return sendCsv(ctx, balance, period)
    const waiting = await waitingTotal(db, municipalityId)
    return ctx.view.render('accounting::trial_balance', { ...period, balance, waiting })
  }

  async posting(ctx: HttpContext) {
    ctx.authorize('accounting.read')
    const id = BigInt(String(ctx.request.param('id')))
    const view = await postingView(db, ctx.actor.municipalityId, id)
    return ctx.view.render('accounting::posting', { ...view, titles: EVENT_TITLES })
  }

  /** The file as it was handed over. */
  async exported(ctx: HttpContext) {
    ctx.authorize('accounting.read')
    const id = BigInt(String(ctx.request.param('id')))
    const { municipalityId } = ctx.actor
    const { content, name } = await exportedFile(db, municipalityId, id)
    ctx.response.header('content-type', 'text/csv; charset=utf-8')
    ctx.response.header('content-disposition', `attachment; filename="${name}"`)
    return ctx.response.send(Buffer.from(content))
  }

  async postWaiting({ actor, response, session }: HttpContext) {
    const { description } = await performAction('accounting.post_waiting', { actor, input: {} })
    session.flash('done', description)
    return response.redirect().toPath('/accounting/unposted')
  }
}

/** Spreadsheets read a hyphen as minus. */
const reais = (cents: bigint) => formatDecimal(Dec.ofCents(cents), 2).replace('\u2212', '-')
const HEADINGS = [
  ...['Conta', 'Título', 'Tipo', 'Saldo anterior', 'Débitos', 'Créditos', 'Saldo atual'],
]

/** As spreadsheets in Portuguese read it: semicolons, comma for decimals. */
function sendCsv({ response }: HttpContext, { rows }: TrialBalance, { from, until }: Period) {
  const lines = rows.map((row) =>
    csvLine([
      ...[row.code, row.title, row.analytic ? 'Analítica' : 'Sintética'],
      ...[row.openingCents, row.debitCents, row.creditCents, row.closingCents].map(reais),
    ])
  )
  const name = `balancete-${formatDate(from)}-${formatDate(until)}.csv`.replaceAll('/', '-')
  response.header('content-type', 'text/csv; charset=utf-8')
  response.header('content-disposition', `attachment; filename="${name}"`)
  return response.send(csvHead(HEADINGS) + lines.join(''))
}
