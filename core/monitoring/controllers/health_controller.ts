import app from '@adonisjs/core/services/app'
import type { HttpContext } from '@adonisjs/core/http'
import { readiness } from '../health.ts'

/** What operators and balancers ask: is the process there, may it get requests. */
export default class HealthController {
  live({ response }: HttpContext) {
    response.header('Cache-Control', 'no-store')
    return { status: 'ok' }
  }

  async ready({ response }: HttpContext) {
    response.header('Cache-Control', 'no-store')
    if (app.isTerminating) response.header('Connection', 'close')
    const checks = await readiness()
    const isReady = checks.every(({ isOk }) => isOk)
    return response.status(isReady ? 200 : 503).send({
      status: isReady ? 'ok' : 'unavailable',
      checks: checks.map(({ name, isOk, text }) => ({ name, ok: isOk, text })),
    })
  }
}
