import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const InvoicesController = () => import('./controllers/invoices_controller.ts')
const ServicesController = () => import('./controllers/services_controller.ts')
const RunsController = () => import('./controllers/runs_controller.ts')

/** Hand-made screens of billing: the runs of the month, and an invoice with the explanation of its lines. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/runs', [RunsController, 'index']).as('runs')
      router.post('/runs', [RunsController, 'store']).as('runs.start')
      router.get('/runs/:id', [RunsController, 'show']).as('runs.show')
      router.get('/runs/:id/bridges', [RunsController, 'bridges']).as('runs.bridges')
      router.get('/invoices/:id', [InvoicesController, 'show']).as('invoices.show')
      router.get('/invoices/:id/document', [InvoicesController, 'document']).as('invoices.document')
      router.get('/invoices/:id/pdf', [InvoicesController, 'pdf']).as('invoices.pdf')
      router.get('/invoices/:id/services', [ServicesController, 'show']).as('invoices.services')
      router
        .post('/invoices/:id/services', [ServicesController, 'store'])
        .as('invoices.services.store')
      router.post('/invoices/:id/copies', [InvoicesController, 'copy']).as('invoices.copy')
    })
    .prefix('/billing')
    .as('billing')
    .where('id', recordId)
    .use(middleware.actor())
}
