import type { HttpContext } from '@adonisjs/core/http'
import vine from '@vinejs/vine'
import { civilDay } from '#core/actions/index'
import { addDays, addMonths, clock, firstDay, lastDay, monthOf } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { startRun } from '#core/jobs/index'
import { POLICY, type Policy } from '../configuration/parameters.ts'

const span = vine.create({ due_from: civilDay(), due_until: civilDay() })
const papers = vine.create({ kind: vine.enum(['notice', 'certificate']) })

/** Where proposals and batches of papers are started by hand. */
export default class RegisterController {
  async show({ actor, authorize, municipality, view }: HttpContext) {
    authorize('debt_register.propose')
    const today = clock.today(municipality.timeZone)
    const policy = await parameterInForce<Policy>(POLICY, actor.municipalityId, today)
    const year = monthOf(addMonths(today, -12)).slice(0, 4)
    const dates = {
      from: firstDay(`${year}-01` as never),
      until: lastDay(`${year}-12` as never),
      yesterday: addDays(today, -1),
    }
    return view.render('debt_register::propose', { policy, dates })
  }

  async propose({ actor, authorize, request, response }: HttpContext) {
    authorize('debt_register.propose')
    const { due_from: dueFrom, due_until: dueUntil } = await request.validateUsing(span)
    const args = { dueFrom, dueUntil, on: clock.now().toISOString() }
    const run = await startRun('debt_register.propose', args, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  async papers({ actor, authorize, request, response }: HttpContext) {
    authorize('debt_register.issue')
    const { kind } = await request.validateUsing(papers)
    const run = await startRun(
      'debt_register.papers',
      { kind, on: clock.now().toISOString() },
      actor
    )
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  async book({ actor, authorize, request, response }: HttpContext) {
    authorize('debt_register.issue')
    const { due_from: dueFrom, due_until: dueUntil } = await request.validateUsing(span)
    const args = { dueFrom, dueUntil, on: clock.now().toISOString() }
    const run = await startRun('debt_register.book', args, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }
}
