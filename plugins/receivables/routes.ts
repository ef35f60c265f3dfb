import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const AllocationController = () => import('./controllers/allocation_controller.ts')
const ExtractController = () => import('./controllers/extract_controller.ts')
const UnidentifiedController = () => import('./controllers/unidentified_controller.ts')

/** Hand-made screens of receivables. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/extract', [ExtractController, 'show']).as('extract.show')
      router.post('/extract', [ExtractController, 'store']).as('extract.store')
      router.get('/allocation', [AllocationController, 'show']).as('allocation.show')
      router.post('/allocation', [AllocationController, 'store']).as('allocation.store')
      router.get('/unidentified', [UnidentifiedController, 'index']).as('unidentified')
    })
    .prefix('/receivables')
    .as('receivables')
    .use(middleware.actor())
  router
    .get('/api/receivables/allocation', [AllocationController, 'proposal'])
    .as('receivables.allocation.proposal')
    .use(middleware.actor())
}
