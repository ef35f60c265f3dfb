import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { ENTRY_STATES } from '../records/entries.ts'
import { revenueReport } from '../services/revenue_lines.ts'
import { periodOf } from './asked_period.ts'

const ACTIVITIES = { water: 'Água', sewage: 'Esgoto', indirect: 'Indireta' } as const

/** Revenue by municipality and activity, and how it reaches the accounting system (AC-056). */
export default class RevenueController {
  async show(ctx: HttpContext) {
    ctx.authorize('accounting.read')
    const period = periodOf(ctx)
    const isCompared = ctx.request.input('compare') === 'true'
    const report = await revenueReport(db, ctx.actor, { ...period, isCompared })
    const total = (of: 'postedCents' | 'manualCents' | 'billedCents') =>
      report.lines.reduce((sum, line) => sum + (line[of] ?? 0n), 0n)
    return ctx.view.render('accounting::revenue', {
      ...{ ...period, report, isCompared, activities: ACTIVITIES },
      states: Object.fromEntries(ENTRY_STATES.map((one) => [one.value, one])),
      totals: {
        ...{ posted: total('postedCents'), manual: total('manualCents') },
        billed: total('billedCents'),
      },
    })
  }

  async list(ctx: HttpContext) {
    ctx.authorize('accounting.read')
    const { lines, exceptions, level, folder } = await revenueReport(db, ctx.actor, {
      ...{ ...periodOf(ctx), isCompared: true },
    })
    return {
      level,
      folder: { is_protected: folder.isProtected, problems: folder.problems },
      lines: lines.map((line) => ({
        ...{ municipality: line.municipality, activity: line.activity, accounts: line.accounts },
        posted_cents: String(line.postedCents),
        manual_cents: String(line.manualCents),
        billed_cents: String(line.billedCents),
      })),
      exceptions: exceptions.map(({ id, cents, decidedBy, ...one }) => ({
        ...{ id: String(id), ...one, amount_cents: String(cents), decided_by: decidedBy },
      })),
    }
  }
}
