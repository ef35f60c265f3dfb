import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const AccountingController = () => import('./controllers/accounting_controller.ts')

/** Hand-made screens of accounting. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/trial-balance', [AccountingController, 'trialBalance']).as('trialBalance')
      router
        .get('/postings/:id', [AccountingController, 'posting'])
        .as('postings.show')
        .where('id', recordId)
      router.post('/unposted/post', [AccountingController, 'postWaiting']).as('postWaiting')
    })
    .prefix('/accounting')
    .as('accounting')
    .use(middleware.actor())
}
