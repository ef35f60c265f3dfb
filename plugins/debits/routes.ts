import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const SendingController = () => import('./controllers/sending_controller.ts')

/** Hand-made screens of direct debit. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/debits/sending', [SendingController, 'show']).as('sending.show')
      router.post('/debits/sending', [SendingController, 'store']).as('sending.store')
      router
        .get('/debits/remittances/:id/file', [SendingController, 'file'])
        .as('remittances.file')
        .where('id', recordId)
    })
    .as('debits')
    .use(middleware.actor())
}
