import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const ServiceRecords = () => import('./service_records/controller.ts')
const ActionsController = () => import('./controllers/actions_controller.ts')
const Approvals = () => import('./controllers/approvals_controller.ts')

/** The queue of what is above somebody's authority; and every declared action has a page, a form target and an address for other systems. */
export function actionRoutes(): void {
  router
    .group(() => {
      router.get('/actions/:name', [ActionsController, 'show']).as('show')
      router.post('/actions/:name', [ActionsController, 'store']).as('store')
      router.post('/api/actions/:name', [ActionsController, 'api']).as('api')
    })
    .as('actions')
    .use(middleware.actor())
  router
    .get('/service-records/:id', [ServiceRecords, 'show'])
    .as('service_records.show')
    .where('id', recordId)
    .use(middleware.actor())
  router
    .group(() => {
      router.get('/approvals', [Approvals, 'index']).as('index')
      router.post('/approvals/:id/approve', [Approvals, 'approve']).as('approve')
      router.post('/approvals/:id/refuse', [Approvals, 'refuse']).as('refuse')
      router.post('/approvals/:id/withdraw', [Approvals, 'withdraw']).as('withdraw')
    })
    .as('approvals')
    .where('id', recordId)
    .use(middleware.actor())
}
