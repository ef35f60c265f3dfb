import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { performAction, civilDay, referenceMonth } from '#core/actions/index'
import { clock, monthOf } from '#core/calendar/index'
import { startRun } from '#core/jobs/index'
import { pageOf, pagerOf } from '#core/web/index'
import { billingGroups } from '#plugins/registry/api'
import { cycleBoard, cyclePage } from '../services/cycle_view.ts'
import { nextLoads } from '../services/next_loads.ts'
import { countHomeless } from '../services/without_route.ts'

const generation = vine.create({
  group: vine
    .string()
    .regex(/^\d{1,18}$/)
    .transform((value) => BigInt(value)),
  reference: referenceMonth(),
  loaded_on: civilDay(),
})

/** Groups of a page. */
const NEXT = 24

/** The month of each group, step by step: generate, hand over, receive, judge. */
export default class CycleController {
  async index({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('readings.run')
    const today = clock.today(municipality.timeZone)
    const next = await db.transaction((tx) => nextLoads(tx, actor, today))
    const page = pageOf(request.input('page'))
    return view.render('readings::cycle', {
      next: next.slice((page - 1) * NEXT, page * NEXT),
      pager: pagerOf({ page, size: NEXT, total: next.length, path: request.url() }),
      groups: await billingGroups(db, actor.municipalityId),
      loads: await cycleBoard(db, actor.municipalityId),
      today,
      reference: monthOf(today),
    })
  }

  /** Who has no place in a route: every premise is looked at, so the page opens before it. */
  async homeless({ actor, authorize, view }: HttpContext) {
    authorize('readings.run')
    const homeless = await countHomeless(db, actor.municipalityId)
    return view.render('readings::homeless', { homeless })
  }

  async store({ actor, authorize, request, response }: HttpContext) {
    authorize('readings.run')
    const given = await request.validateUsing(generation)
    const groups = await billingGroups(db, actor.municipalityId)
    const title = groups.find(({ id }) => id === given.group)?.name
    const run = await startRun(
      'readings.load',
      {
        group: given.group,
        reference: given.reference,
        loadedOn: given.loaded_on,
        ...(title ? { title } : {}),
      },
      actor
    )
    return response.redirect().toPath(`/jobs/${run.id}`)
  }

  async show({ actor, authorize, params, view }: HttpContext) {
    authorize('readings.read')
    return view.render('readings::load', await cyclePage(actor.municipalityId, BigInt(params.id)))
  }

  async distribute({ actor, params, response, session }: HttpContext) {
    const { description } = await performAction('readings.distribute', {
      actor,
      input: { load_id: params.id },
    })
    session.flash('done', `${description}. Baixe o arquivo e leve-o aos coletores.`)
    return response.redirect().toPath(`/readings/loads/${params.id}`)
  }

  async critique({ actor, params, response }: HttpContext) {
    const run = await startRun('readings.critique', { loadId: BigInt(params.id) }, actor)
    return response.redirect().toPath(`/jobs/${run.id}`)
  }
}
