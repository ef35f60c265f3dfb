import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const ManagementController = () => import('./controllers/management_controller.ts')

/** The managers' panel and reports. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/', [ManagementController, 'panel']).as('panel')
      router.get('/reports', [ManagementController, 'reports']).as('reports')
      router.post('/measure', [ManagementController, 'measure']).as('measure')
    })
    .prefix('/management')
    .as('management')
    .use(middleware.actor())
}
