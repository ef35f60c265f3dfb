import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const SimulateController = () => import('./controllers/simulate_controller.ts')

/** Bills computed from typed facts, on screen and for other systems. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/tariffs/simulate', [SimulateController, 'show']).as('simulate')
      router.post('/api/tariffs/simulate', [SimulateController, 'api']).as('api.simulate')
    })
    .as('tariffs')
    .use(middleware.actor())
}
