import type { HttpContext } from '@adonisjs/core/http'
import { performAction } from '#core/actions/index'
import { appendEntry } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import db from '@adonisjs/lucid/services/db'
import { csvHead, csvLine } from '#core/records/index'
import { format } from '#core/web/index'
import { errors } from '../errors.ts'
import { listProfiles } from '../profiles/read.ts'
import { accessPractice } from '../reviews/practice.ts'
import { type ReviewLine, listReviews, readReview, reviewLines } from '../reviews/read.ts'

const HEAD = [
  ...['Login', 'Nome', 'Perfil', 'Último acesso', 'Decisão', 'Motivo', 'Decidido por'],
  'Decidido em',
]
const DECISIONS = { keep: 'Mantido', remove: 'Retirado' } as const

/** Lines by person, in their order. */
function byPerson(lines: readonly ReviewLine[]) {
  const people = new Map<bigint, { readonly lines: ReviewLine[]; readonly first: ReviewLine }>()
  for (const line of lines) {
    const person = people.get(line.userId)
    if (person) person.lines.push(line)
    else people.set(line.userId, { first: line, lines: [line] })
  }
  return [...people.values()]
}

/** Periodic reviews: everybody's profiles, one by one kept or taken away, and signed. */
export default class ReviewsController {
  async index({ actor, authorize, municipality, view }: HttpContext) {
    authorize('access.review')
    const { due, ...practice } = await accessPractice(municipality)
    return view.render('pages/access/reviews', {
      reviews: await listReviews(actor.municipalityId),
      profiles: await listProfiles(),
      ...{ due, practice },
    })
  }

  async store({ actor, authorize, request, response, session }: HttpContext) {
    authorize('access.review')
    const { title, profile } = request.all()
    const input = { title, profile: profile || null }
    const { output, description } = await performAction('access.open_review', { actor, input })
    session.flash('done', description)
    return response.redirect().toPath(`/access/reviews/${(output as { id: bigint }).id}`)
  }

  async show(ctx: HttpContext) {
    ctx.authorize('access.review')
    const review = await this.#review(ctx)
    const lines = await reviewLines(review.id)
    return ctx.view.render('pages/access/review', {
      review,
      people: byPerson(lines),
      pending: review.lines - review.decided,
      self: ctx.actor.userId,
    })
  }

  /** The whole review for a spreadsheet; who took it is in the trail. */
  async export(ctx: HttpContext) {
    ctx.authorize('access.review')
    const { actor, municipality, response } = ctx
    const review = await this.#review(ctx)
    const lines = await reviewLines(review.id)
    await db.transaction((tx) =>
      appendEntry(tx, {
        municipalityId: actor.municipalityId,
        at: clock.now(),
        actor,
        action: 'access.export_review',
        subject: { type: 'access.reviews', id: review.id },
        description: `Exportou a revisão de acessos “${review.title}”: ${lines.length} linhas`,
        reason: null,
        payload: {},
      })
    )
    response.header('content-type', 'text/csv; charset=utf-8')
    response.header('content-disposition', `attachment; filename="revisao-${review.id}.csv"`)
    const when = (at: Date | null) => (at ? format.datetime(at, municipality.timeZone) : '')
    return response.send(csvHead(HEAD) + lines.map((line) => csvLine(cells(line, when))).join(''))
  }

  async #review({ actor, params }: HttpContext) {
    const review = await readReview(actor.municipalityId, params.id as string)
    if (!review) throw errors.E_ACCESS_REVIEW({ id: params.id as string })
    return review
  }
}

const cells = (line: ReviewLine, when: (at: Date | null) => string): string[] => [
  ...[line.login, line.fullName, line.profileName ?? '(nenhum perfil)', when(line.lastLoginAt)],
  line.decision ? DECISIONS[line.decision] : 'Sem decisão',
  ...[line.reason ?? '', line.decider ?? '', when(line.decidedAt)],
]
