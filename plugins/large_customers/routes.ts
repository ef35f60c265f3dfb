import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const AgendaController = () => import('./controllers/agenda_controller.ts')

/** The hand-made screen of large customers: the agenda of visits. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/agenda', [AgendaController, 'show']).as('agenda')
    })
    .prefix('/large-customers')
    .as('large_customers')
    .use(middleware.actor())
}
