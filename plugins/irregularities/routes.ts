import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const InspectionsController = () => import('./controllers/inspections_controller.ts')

/** Inspections by criteria are started by hand here; a schedule starts them too. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/inspections', [InspectionsController, 'show']).as('inspections')
      router.post('/inspections', [InspectionsController, 'store']).as('inspections.start')
    })
    .prefix('/irregularities')
    .as('irregularities')
    .use(middleware.actor())
}
