import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { performAction } from '#core/actions/index'
import { addDays, clock } from '#core/calendar/index'
import { PHOTOS, type FilePurpose, acceptFile, sentFile } from '#core/files/index'
import { attachAction } from '#core/records/index'
import { reviews } from '../records/reviews.ts'
import { visitsBetween } from '../services/agenda.ts'
import { fieldPage } from '../services/field_page.ts'

const LATE_DAYS = 90
const AHEAD_DAYS = 30
const PHOTO: FilePurpose = { name: 'reviews.reviews.attachment', ...PHOTOS }
/** Who makes a visit photographs it, whether or not they keep the papers of the review. */
const PHOTOGRAPH = { ...attachAction(reviews), permission: 'reviews.visit' }
const TYPED = [
  ...['residents', 'has_pool', 'pool_note', 'has_washing_machine', 'has_water_tank'],
  ...['has_alternative_source', 'alternative_source_type', 'description', 'finding'],
]

/** The visits of one person on a phone: what is to be done, and the form of each, without paper (TR-3.2.6.5). */
export default class FieldController {
  async index({ actor, authorize, municipality, view }: HttpContext) {
    authorize('reviews.visit')
    const today = clock.today(municipality.timeZone)
    const visits = await visitsBetween(db, actor, {
      ...{ from: addDays(today, -LATE_DAYS), until: addDays(today, AHEAD_DAYS) },
      ...{ responsibleId: actor.userId ?? 0n, onlyOpen: true },
    })
    return view.render('reviews::field', { visits, today })
  }

  async show({ actor, authorize, municipality, params, view }: HttpContext) {
    authorize('reviews.visit')
    const on = clock.today(municipality.timeZone)
    const page = await db.transaction((tx) =>
      fieldPage(tx, { actor, visitId: BigInt(params.id), on })
    )
    return view.render('reviews::visit', page)
  }

  /** Keeps what was typed and photographed; when asked, moves the review on and closes the visit. */
  async store(ctx: HttpContext) {
    const { actor, authorize, params, request, response, session } = ctx
    authorize('reviews.visit')
    const id = String(params.id)
    const path = `/reviews/field/${id}`
    const typed = Object.entries(request.only(TYPED)).filter(([, value]) => value)
    const saved = await performAction<object, { review_id: bigint }>('reviews.record_visit', {
      actor,
      input: { id, ...Object.fromEntries(typed) },
    })
    const reviewId = String(saved.output.review_id)
    const photos = await this.#keepPhotos(ctx, reviewId)
    if (request.input('do') !== 'close') {
      session.flash('done', photos ? 'Foto e formulário guardados.' : 'Formulário guardado.')
      return response.redirect().toPath(path)
    }
    const transition = String(request.input('transition') ?? '')
    // First the visit: a step that its review refuses must not keep a visit open that was made.
    const { description } = await performAction('reviews.close_visit', { actor, input: { id } })
    session.flash('done', `${description}.`)
    if (transition) {
      await performAction('reviews.reviews.transition', {
        actor,
        input: { id: reviewId, transition },
      })
    }
    return response.redirect().toPath('/reviews/field')
  }

  async #keepPhotos(ctx: HttpContext, id: string): Promise<number> {
    const { actor, request } = ctx
    if (!request.file('photo')?.tmpPath) return 0
    const file = await acceptFile(PHOTO, await sentFile(ctx, ['photo'], PHOTO), actor)
    await performAction(PHOTOGRAPH, {
      ...{ actor, input: { id, kind: 'photo', description: 'Visita técnica', file } },
    })
    return 1
  }
}
