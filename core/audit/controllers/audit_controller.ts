import type { HttpContext } from '@adonisjs/core/http'
import { pageOf, pagerOf } from '#core/web/index'
import { errors } from '../errors.ts'
import { type TrailFilter, readEntry, readTrail } from '../read.ts'
import { actionTitle, subjectView } from '../words.ts'

const SIZE = 50
const DIGITS = /^\d{1,18}$/

const textOf = (value: unknown): string | null =>
  typeof value === 'string' && value.trim() ? value.trim() : null

/** The trail as people read it; its proof is the command `audit:verify`. */
export default class AuditController {
  async index({ actor, authorize, request, view }: HttpContext) {
    authorize('audit.read')
    const query = request.qs()
    const asked = {
      action: textOf(query.action),
      actor: textOf(query.actor),
      subject: textOf(query.subject),
      id: textOf(query.id),
    }
    const filter: TrailFilter = {
      municipalityId: actor.municipalityId,
      action: asked.action,
      actor: asked.actor,
      subjectType: asked.subject,
      subjectId: asked.id && DIGITS.test(asked.id) ? BigInt(asked.id) : null,
    }
    const page = pageOf(query.page)
    const { entries, total, isCut } = await readTrail(filter, { page, size: SIZE })
    const kept = Object.fromEntries(Object.entries(asked).filter(([, value]) => value)) as Record<
      string,
      string
    >
    return view.render('pages/audit/index', {
      asked,
      isNarrowed: Object.keys(kept).length > 0,
      isCut,
      entries: entries.map((entry) => ({
        ...entry,
        title: actionTitle(entry.action),
        subject: subjectView(entry),
      })),
      pager: pagerOf({ page, total, size: SIZE, path: '/audit', query: kept }),
    })
  }

  async show({ actor, authorize, params, view }: HttpContext) {
    authorize('audit.read')
    const entry = await readEntry(actor.municipalityId, BigInt(params.id))
    if (!entry) throw errors.E_AUDIT_UNKNOWN({ id: params.id as string })
    return view.render('pages/audit/show', {
      entry,
      title: actionTitle(entry.action),
      subject: subjectView(entry),
      payload: JSON.stringify(JSON.parse(entry.payload), null, 2),
    })
  }
}
