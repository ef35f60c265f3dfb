import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const ChartController = () => import('./controllers/chart_controller.ts')
const ClosingController = () => import('./controllers/closing_controller.ts')
const RevenueController = () => import('./controllers/revenue_controller.ts')
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
      router.get('/revenue', [RevenueController, 'show']).as('revenue')
      router.get('/closing', [ClosingController, 'show']).as('closing')
      router.post('/closing', [ClosingController, 'store']).as('closing.start')
      router.post('/closing/check', [ClosingController, 'check']).as('closing.check')
      router.get('/chart', [ChartController, 'show']).as('chart')
      router.post('/chart', [ChartController, 'store']).as('chart.put')
      router.post('/chart/remove', [ChartController, 'destroy']).as('chart.remove')
      router
        .get('/exports/:id/file', [AccountingController, 'exported'])
        .as('exports.file')
        .where('id', recordId)
      router.post('/unposted/post', [AccountingController, 'postWaiting']).as('postWaiting')
    })
    .prefix('/accounting')
    .as('accounting')
    .use(middleware.actor())
  router
    .get('/api/accounting/revenue', [RevenueController, 'list'])
    .as('accounting.revenue.list')
    .use(middleware.actor())
}
