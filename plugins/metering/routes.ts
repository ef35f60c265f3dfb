import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const AgendaController = () => import('./controllers/agenda_controller.ts')
const CoverageController = () => import('./controllers/coverage_controller.ts')

/** Hand-made screens of metering: the agenda of exchanges and installations, and the metering index. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/agenda', [AgendaController, 'index']).as('agenda')
      router.post('/agenda', [AgendaController, 'schedule']).as('agenda.schedule')
      router.get('/exchange', [AgendaController, 'exchange']).as('exchange')
      router.get('/coverage', [CoverageController, 'index']).as('coverage')
      router.post('/coverage', [CoverageController, 'order']).as('coverage.order')
      router.get('/coverage/figures', [CoverageController, 'figures']).as('coverage.figures')
      router.get('/coverage/bare', [CoverageController, 'bare']).as('coverage.bare')
    })
    .prefix('/metering')
    .as('metering')
    .use(middleware.actor())
  router
    .get('/api/metering/coverage', [CoverageController, 'api'])
    .as('metering.coverage.api')
    .use(middleware.actor())
}
