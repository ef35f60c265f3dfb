import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const BridgesController = () => import('./controllers/bridges_controller.ts')

/** The conservation checks, for people and for machines. */
export function registerReportRoutes(): void {
  router.get('/bridges', [BridgesController, 'index']).as('bridges.index').use(middleware.actor())
  router.get('/api/bridges', [BridgesController, 'json']).as('bridges.json').use(middleware.actor())
}
