import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const BridgesController = () => import('./controllers/bridges_controller.ts')
const ReportsController = () => import('./controllers/reports_controller.ts')

/** The conservation checks and the declared reports, for people and for machines. */
export function registerReportRoutes(): void {
  router
    .group(() => {
      router.get('/bridges', [BridgesController, 'index']).as('bridges.index')
      router.get('/api/bridges', [BridgesController, 'json']).as('bridges.json')
      router.get('/reports', [ReportsController, 'index']).as('reports.index')
      router.get('/reports/:name', [ReportsController, 'show']).as('reports.show')
      router.get('/reports/:name/file', [ReportsController, 'file']).as('reports.file')
      router.get('/api/reports', [ReportsController, 'list']).as('api.reports.index')
      router.get('/api/reports/:name', [ReportsController, 'rows']).as('api.reports.rows')
    })
    .use(middleware.actor())
}
