import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const CutOrdersController = () => import('./controllers/cut_orders_controller.ts')
const GenerationController = () => import('./controllers/generation_controller.ts')
const PolicyController = () => import('./controllers/policy_controller.ts')
const ScheduleController = () => import('./controllers/schedule_controller.ts')
const PapersController = () => import('./controllers/papers_controller.ts')

/** Notices, letters and cut-off orders started by hand, and their papers. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/generate/notices', [GenerationController, 'notices']).as('notices')
      router.post('/generate/notices', [GenerationController, 'startNotices']).as('notices.start')
      router.get('/generate/letters', [GenerationController, 'letters']).as('letters')
      router.post('/generate/letters', [GenerationController, 'startLetters']).as('letters.start')
      router.post('/generate/print', [GenerationController, 'print']).as('print')
      router
        .get('/files/:id', [GenerationController, 'file'])
        .as('files.show')
        .where('id', recordId)
      router
        .get('/notices/:id/pdf', [PapersController, 'pdf'])
        .as('papers.pdf')
        .where('id', recordId)
      router.get('/policy', [PolicyController, 'show']).as('policy')
      router.post('/policy', [PolicyController, 'store']).as('policy.start')
      router.get('/schedule', [ScheduleController, 'show']).as('schedule')
      router.post('/schedule', [ScheduleController, 'store']).as('schedule.generate')
      router.get('/cut-orders', [CutOrdersController, 'show']).as('cut_orders')
      router.post('/cut-orders', [CutOrdersController, 'store']).as('cut_orders.start')
    })
    .prefix('/dunning')
    .as('dunning')
    .use(middleware.actor())
}
