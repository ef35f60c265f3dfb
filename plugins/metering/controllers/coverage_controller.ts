import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { type CivilDate, clock, isCivilDate } from '#core/calendar/index'
import { pageOf, pagerOf } from '#core/web/index'
import { coverageOn, installationPolicy, unmeteredPage } from '../services/coverage.ts'

const ROWS = 50
const TONES = { 1: 'bad', 2: 'attention', 3: 'good' } as const

/** How much of the network is metered and how old the meters are, with the plan of installation (AC-007, AC-008, CM-15). */
export default class CoverageController {
  async index(ctx: HttpContext) {
    ctx.authorize('metering.read')
    const { municipality, request, view } = ctx
    const today = clock.today(municipality.timeZone)
    const on = dayOf(request.input('on'), today)
    return view.render('metering::coverage', {
      ...{ on, today },
      page: pageOf(request.input('page')),
    })
  }

  /** The index and the age: every connection counts, so the page opens before them. */
  async figures(ctx: HttpContext) {
    ctx.authorize('metering.read')
    const { actor, municipality, request, view } = ctx
    const today = clock.today(municipality.timeZone)
    const coverage = await coverageOn(db, actor, dayOf(request.input('on'), today))
    return view.render('metering::coverage_figures', {
      coverage,
      tone: coverage.level && TONES[coverage.level],
      ageTone: coverage.ageLevel && TONES[coverage.ageLevel],
    })
  }

  /** A page of the connections without a meter, found among all. */
  async bare(ctx: HttpContext) {
    ctx.authorize('metering.read')
    const { actor, municipality, request, view } = ctx
    const today = clock.today(municipality.timeZone)
    const policy = await installationPolicy(db, actor.municipalityId)
    const page = pageOf(request.input('page'))
    const { rows, total, fit } = await unmeteredPage(db, actor, {
      ...{ today, policy, size: ROWS, offset: (page - 1) * ROWS },
    })
    return view.render('metering::coverage_bare', {
      ...{ rows, fit, policy },
      pager: pagerOf({ page, size: ROWS, total, path: '/metering/coverage' }),
    })
  }

  async api(ctx: HttpContext) {
    ctx.authorize('metering.read')
    const { actor, municipality, request } = ctx
    const today = clock.today(municipality.timeZone)
    return coverageOn(db, actor, dayOf(request.input('on'), today))
  }

  async order({ actor, response, session }: HttpContext) {
    const { description } = await performAction('metering.order_installations', {
      ...{ actor, input: {} },
    })
    session.flash('done', `${description}. Programe-as na agenda.`)
    return response.redirect().toPath('/metering/coverage')
  }
}

const dayOf = (typed: unknown, today: CivilDate): CivilDate =>
  isCivilDate(typed) && typed <= today ? typed : today
