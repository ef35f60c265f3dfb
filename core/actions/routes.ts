import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const ServiceRecords = () => import('./service_records/controller.ts')
const ActionsController = () => import('./controllers/actions_controller.ts')

/** Every declared action has a page, a form target and an address for other systems. */
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
}
