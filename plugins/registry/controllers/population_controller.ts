import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { DOCUMENTS, sentFile } from '#core/files/index'
import { query } from '#core/database/index'
import { population } from '../services/population.ts'

const PURPOSE = { ...DOCUMENTS, name: 'registry.perimeters.geometry' }
const LEVELS = { 1: 'bad', 2: 'attention', 3: 'good' } as const

/** What the population served is counted from: households without residents, urban and rural, with the levels. */
export default class PopulationController {
  async show(ctx: HttpContext) {
    ctx.authorize('registry.quality')
    const { actor, view } = ctx
    const figures = await population(db, actor.municipalityId)
    const perimeters = await query<{ name: string; from_on: string; legal_basis: string | null }>(
      db,
      `select name, from_on, legal_basis from registry_urban_perimeters
        where municipality_id = ? and is_active order by name`,
      [actor.municipalityId]
    )
    return view.render('registry::population', {
      figures,
      perimeters,
      vacancyTone: LEVELS[figures.vacancyLevel],
      areaTone: LEVELS[figures.areaLevel],
    })
  }

  async api(ctx: HttpContext) {
    ctx.authorize('registry.quality')
    return population(db, ctx.actor.municipalityId)
  }

  /** A perimeter as a GeoJSON file, and all the units marked by it. */
  async store(ctx: HttpContext) {
    ctx.authorize('registry.quality')
    const { actor, request, response, session } = ctx
    const { content } = await sentFile(ctx, ['file'], PURPOSE)
    const {
      name,
      from_on: from,
      legal_basis: law,
    } = request.only(['name', 'from_on', 'legal_basis'])
    await performAction('registry.perimeters.save', {
      actor,
      input: {
        name,
        from_on: from,
        legal_basis: law,
        geometry: Buffer.from(content).toString('utf8'),
      },
    })
    const { description } = await performAction('registry.perimeters.mark', { actor, input: {} })
    session.flash('done', `${description}.`)
    return response.redirect().toPath('/registry/population')
  }
}
