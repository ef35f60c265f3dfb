import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const ApartController = () => import('./controllers/apart_controller.ts')
const ChargeServiceController = () => import('./controllers/charge_service_controller.ts')
const ChainController = () => import('./controllers/chain_controller.ts')
const FinalAccountController = () => import('./controllers/final_account_controller.ts')
const InvoicesController = () => import('./controllers/invoices_controller.ts')
const SingleInvoiceController = () => import('./controllers/single_invoice_controller.ts')
const ServicesController = () => import('./controllers/services_controller.ts')
const ScheduleController = () => import('./controllers/schedule_controller.ts')
const ParkedController = () => import('./controllers/parked_controller.ts')
const SiteBillsController = () => import('./controllers/site_bills_controller.ts')
const PrintsController = () => import('./controllers/prints_controller.ts')
const RunsController = () => import('./controllers/runs_controller.ts')

/** Hand-made screens of billing: the runs of the month, and an invoice with the explanation of its lines. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/runs', [RunsController, 'index']).as('runs')
      router.post('/runs', [RunsController, 'store']).as('runs.start')
      router.get('/runs/:id', [RunsController, 'show']).as('runs.show')
      router.get('/runs/:id/bridges', [RunsController, 'bridges']).as('runs.bridges')
      router.get('/chain', [ChainController, 'show']).as('chain')
      router.post('/chain', [ChainController, 'store']).as('chain.deliver')
      router.get('/waiting', [ParkedController, 'index']).as('waiting')
      router.post('/waiting', [ParkedController, 'store']).as('waiting.retry')
      router.post('/runs/:id/prints', [PrintsController, 'store']).as('runs.print')
      router.get('/files/:id', [PrintsController, 'file']).as('files.show')
      router.get('/services', [ChargeServiceController, 'show']).as('services')
      router.post('/services', [ChargeServiceController, 'store']).as('services.charge')
      router.get('/apart', [ApartController, 'show']).as('apart')
      router.post('/apart', [ApartController, 'store']).as('apart.charge')
      router.get('/single-invoice', [SingleInvoiceController, 'show']).as('single')
      router.post('/single-invoice', [SingleInvoiceController, 'store']).as('single.issue')
      router.get('/final-account', [FinalAccountController, 'show']).as('final')
      router.post('/final-account', [FinalAccountController, 'store']).as('final.issue')
      router.get('/waste-booklets/:id/pdf', [ApartController, 'booklet']).as('booklets.pdf')
      router.get('/slips/:id/pdf', [ApartController, 'pdf']).as('slips.pdf')
      router.get('/schedule', [ScheduleController, 'show']).as('schedule')
      router.post('/schedule', [ScheduleController, 'store']).as('schedule.generate')
      router.get('/invoices/:id', [InvoicesController, 'show']).as('invoices.show')
      router.get('/invoices/:id/document', [InvoicesController, 'document']).as('invoices.document')
      router.get('/invoices/:id/pdf', [InvoicesController, 'pdf']).as('invoices.pdf')
      router
        .get('/invoices/:id/comparison', [InvoicesController, 'comparison'])
        .as('invoices.comparison')
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
  registerApi()
}

/** What those screens show, for other systems. */
function registerApi(): void {
  router
    .get('/api/billing/invoices/:id/comparison', [InvoicesController, 'comparison'])
    .as('billing.invoices.comparison.api')
    .where('id', recordId)
    .use(middleware.actor())
  router
    .get('/api/billing/field/loads/:id/rules', [SiteBillsController, 'rules'])
    .as('billing.site_bills.rules')
    .where('id', recordId)
    .use(middleware.actor())
  router
    .post('/api/billing/field/loads/:id/bills', [SiteBillsController, 'receive'])
    .as('billing.site_bills.receive')
    .where('id', recordId)
    .use(middleware.actor())
  router
    .get('/api/billing/chain', [ChainController, 'list'])
    .as('billing.chain.api')
    .use(middleware.actor())
  router
    .get('/api/billing/premises/:id/single-invoice', [SingleInvoiceController, 'preview'])
    .as('billing.single.api')
    .where('id', recordId)
    .use(middleware.actor())
}
