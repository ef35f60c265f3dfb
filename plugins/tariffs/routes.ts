import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const PricesController = () => import('./controllers/prices_controller.ts')
const TablesController = () => import('./controllers/tables_controller.ts')
const SimulateController = () => import('./controllers/simulate_controller.ts')

/** Bills computed from typed facts, on screen and for other systems. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/tariffs/simulate', [SimulateController, 'show']).as('simulate')
      router.get('/tariffs/prices', [PricesController, 'show']).as('prices')
      router.get('/api/tariffs/prices', [PricesController, 'api']).as('api.prices')
      router.post('/api/tariffs/preview', [TablesController, 'preview']).as('api.preview')
      router
        .get('/api/tariffs/tables/:id', [TablesController, 'content'])
        .where('id', recordId)
        .as('api.table')
      router.post('/api/tariffs/simulate', [SimulateController, 'api']).as('api.simulate')
    })
    .as('tariffs')
    .use(middleware.actor())
}
