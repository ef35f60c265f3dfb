import type { HttpContext } from '@adonisjs/core/http'
import { clock, isCivilDate } from '#core/calendar/index'
import { parameterInForce } from '#core/configuration/index'
import { pageOf, pagerOf } from '#core/web/index'
import { authorityPractice, listAuthorities } from '../authorities/practice.ts'
import { dutiesReport } from '../duties/report.ts'
import { DIRECT_GRANTING } from '../requests/grant.ts'
import { listRequests } from '../requests/read.ts'
import { openSessions } from '../sessions/read.ts'
import { ATTEMPTS_PER_PAGE, listAttempts } from '../sign_in/read_attempts.ts'
import { EXCEPTION_STATES, OUTCOMES, REQUEST_STATES, sourceWords } from '../view/words.ts'

const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : '')

/** What is watched: who is inside, who tried to enter, who combines duties that should be apart. */
export default class WatchController {
  async sessions({ accessSession, actor, authorize, view }: HttpContext) {
    authorize('access.read')
    const sessions = await openSessions(actor.municipalityId)
    return view.render('pages/access/sessions', { sessions, own: accessSession.id, sourceWords })
  }

  async attempts({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('access.read')
    const query = request.qs()
    const asked = {
      login: textOf(query.login),
      outcome: textOf(query.outcome) in OUTCOMES ? textOf(query.outcome) : '',
      address: textOf(query.address),
      from: textOf(query.from),
      until: textOf(query.until),
    }
    const page = pageOf(query.page)
    const { attempts, total } = await listAttempts(
      {
        ...asked,
        municipalityId: actor.municipalityId,
        timeZone: municipality.timeZone,
        outcome: asked.outcome || null,
        from: isCivilDate(asked.from) ? asked.from : null,
        until: isCivilDate(asked.until) ? asked.until : null,
      },
      page
    )
    const kept = Object.fromEntries(Object.entries(asked).filter(([, value]) => value))
    return view.render('pages/access/attempts', {
      attempts: attempts.map((one) => ({ ...one, result: OUTCOMES[one.outcome] })),
      asked,
      isNarrowed: Object.keys(kept).length > 0,
      outcomes: Object.entries(OUTCOMES).map(([value, { text }]) => ({ value, text })),
      pager: pagerOf({
        ...{ page, total, size: ATTEMPTS_PER_PAGE, path: '/access/attempts' },
        query: kept,
      }),
    })
  }

  /** Profiles that were asked for, and what became of it. */
  async requests({ actor, authorize, municipality, view }: HttpContext) {
    authorize('access.read')
    const requests = await listRequests(actor.municipalityId)
    return view.render('pages/access/requests', {
      isDirect: await parameterInForce<boolean>(
        DIRECT_GRANTING,
        actor.municipalityId,
        clock.today(municipality.timeZone)
      ),
      waiting: requests.filter(({ status }) => status === 'requested').length,
      requests: requests.map((one) => ({
        ...one,
        result: REQUEST_STATES[one.status],
        mayDecide: actor.userId !== one.requestedBy && actor.userId !== one.userId,
      })),
    })
  }

  /** What each profile may do alone, operation by operation. */
  async authorities({ actor, authorize, view }: HttpContext) {
    authorize('access.read')
    const rows = await listAuthorities(actor.municipalityId)
    const practice = await authorityPractice(actor.municipalityId, rows)
    return view.render('pages/access/authorities', { rows, practice })
  }

  async duties({ actor, authorize, municipality, view }: HttpContext) {
    authorize('access.read')
    const report = await dutiesReport(municipality)
    const titles = new Map(report.matrix.activities.map(({ code, title }) => [code, title]))
    return view.render('pages/access/duties', {
      ...report,
      open: report.conflicts.filter(({ exception }) => !exception).length,
      exceptions: report.exceptions.map((one) => ({
        ...one,
        titles: [titles.get(one.a) ?? one.a, titles.get(one.b) ?? one.b],
        result: EXCEPTION_STATES[one.status],
        mayDecide: actor.userId !== one.requestedBy && actor.userId !== one.userId,
      })),
    })
  }
}
