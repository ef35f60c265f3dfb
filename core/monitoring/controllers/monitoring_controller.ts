import type { HttpContext } from '@adonisjs/core/http'
import { clock, isCivilDate } from '#core/calendar/index'
import { capacity } from '../capacity.ts'
import { databasePage } from '../database_page.ts'
import { readiness } from '../health.ts'
import { flushRequests } from '../recorder.ts'
import { hostsOf, usageOf } from '../usage_page.ts'

/** How much the installation is used, how fast it answers, how long its machines will do. */
export default class MonitoringController {
  async index({ actor, authorize, municipality, request, view }: HttpContext) {
    authorize('monitoring.view')
    await flushRequests()
    const { timeZone } = municipality
    const wanted: unknown = request.input('day')
    const today = clock.today(timeZone)
    const day = isCivilDate(wanted) && wanted <= today ? wanted : today
    const scope = { municipalityId: actor.municipalityId, day, timeZone }
    return view.render('pages/monitoring/index', {
      ...{ day, today },
      usage: await usageOf(scope),
      hosts: await hostsOf(scope),
      capacity: await capacity(),
      checks: await readiness(),
    })
  }

  async database({ actor, authorize, municipality, view }: HttpContext) {
    authorize('monitoring.view')
    const today = clock.today(municipality.timeZone)
    return view.render('pages/monitoring/database', {
      database: await databasePage(actor.municipalityId, today),
    })
  }

  async api({ actor, authorize, municipality, request }: HttpContext) {
    authorize('monitoring.view')
    await flushRequests()
    const { timeZone } = municipality
    const wanted: unknown = request.input('day')
    const day = isCivilDate(wanted) ? wanted : clock.today(timeZone)
    const scope = { municipalityId: actor.municipalityId, day, timeZone }
    const { total, users, hours, services } = await usageOf(scope)
    const hosts = await hostsOf(scope)
    return {
      ...{ day, users, total, hours, services, capacity: await capacity() },
      hosts: hosts.map(({ chart, ...host }) => host),
    }
  }
}
