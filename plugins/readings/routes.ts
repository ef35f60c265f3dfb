import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const CycleController = () => import('./controllers/cycle_controller.ts')
const ReturnsController = () => import('./controllers/returns_controller.ts')
const ReviewController = () => import('./controllers/review_controller.ts')

/** Hand-made screens of readings: the cycle of a load and the review queue. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/cycle', [CycleController, 'index']).as('cycle')
      router.post('/loads', [CycleController, 'store']).as('loads.generate')
      router.get('/loads/:id', [CycleController, 'show']).as('loads.cycle')
      router.post('/loads/:id/distribute', [CycleController, 'distribute']).as('loads.distribute')
      router.post('/loads/:id/critique', [CycleController, 'critique']).as('loads.critique')
      router.get('/loads/:id/file', [ReturnsController, 'download']).as('loads.file')
      router.post('/loads/:id/files', [ReturnsController, 'store']).as('loads.receive')
      router.get('/review', [ReviewController, 'index']).as('review')
      router.post('/review/:id', [ReviewController, 'update']).as('review.decide')
    })
    .prefix('/readings')
    .as('readings')
    .where('id', recordId)
    .use(middleware.actor())
}
