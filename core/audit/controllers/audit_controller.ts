import { Readable } from 'node:stream'
import type { HttpContext } from '@adonisjs/core/http'
import db from '@adonisjs/lucid/services/db'
import { isOutside } from '#core/records/query/in_scope'
import { pageOf, pagerOf } from '#core/web/index'
import { errors } from '../errors.ts'
import { exportTrail } from '../export.ts'
import { personOf, readEntry, readTrail, trailValues } from '../read.ts'
import { listTrailReviews, trailPractice } from '../reviews/read.ts'
import { askedOf, filterOf, keptOf } from '../search_form.ts'
import { entryView } from '../view/entry_view.ts'
import { actionTitle, originWords, recordTitle, subjectView } from '../words.ts'

const SIZE = 50

const byTitle = <T extends { readonly title: string }>(options: T[]) =>
  options.sort((a, b) => a.title.localeCompare(b.title, 'pt-BR'))
const titled = (values: readonly string[], titleOf: (value: string) => string) =>
  byTitle(values.map((value) => ({ value, title: titleOf(value) })))

/** The trail as people read it; its proof is the command `audit:verify`. */
export default class AuditController {
  async index({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('audit.read')
    const asked = askedOf(request.qs())
    const filter = { ...(await filterOf(asked, municipality)), within: actor }
    const page = pageOf(request.qs().page)
    const { entries, total, isCut } = await readTrail(filter, { page, size: SIZE })
    const values = await trailValues(actor.municipalityId)
    const kept = keptOf(asked)
    return view.render('pages/audit/index', {
      asked,
      isNarrowed: Object.keys(kept).length > 0,
      isCut,
      people: [...new Set(values.actors.map(personOf))].toSorted((a, b) =>
        a.localeCompare(b, 'pt-BR')
      ),
      operations: titled(values.actions, actionTitle),
      types: titled(values.types, recordTitle),
      exportPath: `/audit/export?${new URLSearchParams(kept).toString()}`,
      entries: entries.map((entry) => ({
        ...entry,
        title: actionTitle(entry.action),
        subject: subjectView(entry),
        origin: originWords(entry),
      })),
      pager: pagerOf({ page, total, size: SIZE, path: '/audit', query: kept }),
    })
  }

  /** What was found in the trail, period by period. */
  async reviews({ actor, authorize, municipality, view }: HttpContext) {
    authorize('audit.read')
    const reviews = await listTrailReviews(actor.municipalityId)
    const { next, ...practice } = await trailPractice(municipality, reviews)
    return view.render('pages/audit/reviews', { reviews, practice, next })
  }

  async export({ actor, authorize, municipality, request, response }: HttpContext) {
    authorize('audit.read')
    const asked = askedOf(request.qs())
    const filter = { ...(await filterOf(asked, municipality)), within: actor }
    response.header('content-type', 'text/csv; charset=utf-8')
    response.header('content-disposition', 'attachment; filename="auditoria.csv"')
    const { timeZone } = municipality
    return response.stream(
      Readable.from(exportTrail(filter, { actor, timeZone, asked: keptOf(asked) }))
    )
  }

  async show({ actor, authorize, municipality, params, view }: HttpContext) {
    authorize('audit.read')
    const entry = await readEntry(actor.municipalityId, BigInt(params.id as string))
    const { subject_type: type, subject_id: id } = entry ?? {}
    const isHidden = type && id && (await isOutside(db, actor, { type, id }))
    if (!entry || isHidden) throw errors.E_AUDIT_UNKNOWN({ id: params.id as string })
    const { timeZone } = municipality
    return view.render('pages/audit/show', {
      entry,
      title: actionTitle(entry.action),
      subject: subjectView(entry),
      origin: originWords(entry),
      ...(await entryView(entry, { actor, timeZone })),
    })
  }
}
