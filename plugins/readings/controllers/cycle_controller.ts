import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import { performAction, civilDay, referenceMonth } from '#core/actions/index'
import { clock, monthOf } from '#core/calendar/index'
import { startRun } from '#core/jobs/index'
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

/** The month of each group, step by step: generate, hand over, receive, judge. */
export default class CycleController {
  async index({ actor, authorize, municipality, view }: HttpContext) {
    authorize('readings.run')
    const today = clock.today(municipality.timeZone)
    return view.render('readings::cycle', {
      next: await db.transaction((tx) => nextLoads(tx, actor, today)),
      groups: await billingGroups(db, actor.municipalityId),
      loads: await cycleBoard(db, actor.municipalityId),
      homeless: await countHomeless(db, actor.municipalityId),
      today,
      reference: monthOf(today),
    })
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
