import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const BridgesController = () => import('./controllers/bridges_controller.ts')
const DesignsController = () => import('./controllers/designs_controller.ts')
const FilesController = () => import('./controllers/report_files_controller.ts')
const SendingsController = () => import('./controllers/sendings_controller.ts')
const ReportsController = () => import('./controllers/reports_controller.ts')

/** The conservation checks and the declared reports, for people and for machines. */
export function registerReportRoutes(): void {
  router
    .group(() => {
      router.get('/bridges', [BridgesController, 'index']).as('bridges.index')
      router.get('/api/bridges', [BridgesController, 'json']).as('bridges.json')
      router.get('/reports', [ReportsController, 'index']).as('reports.index')
      router.get('/reports/designs/new', [DesignsController, 'create']).as('reports.designs.create')
      router.get('/reports/designs/:id', [DesignsController, 'edit']).as('reports.designs.edit')
      router.post('/reports/designs', [DesignsController, 'store']).as('reports.designs.store')
      router
        .post('/reports/designs/compose', [DesignsController, 'compose'])
        .as('reports.designs.compose')
      router.get('/reports/files/:id', [FilesController, 'take']).as('reports.files.take')
      router.get('/reports/sendings', [SendingsController, 'index']).as('reports.sendings.index')
      router
        .get('/reports/sendings/new', [SendingsController, 'create'])
        .as('reports.sendings.create')
      router
        .post('/reports/sendings/preview', [SendingsController, 'preview'])
        .as('reports.sendings.preview')
      router.get('/reports/sendings/:id', [SendingsController, 'show']).as('reports.sendings.show')
      router
        .get('/reports/sendings/:id/edit', [SendingsController, 'edit'])
        .as('reports.sendings.edit')
      router
        .post('/reports/sendings/:id/now', [SendingsController, 'sendNow'])
        .as('reports.sendings.now')
      router.get('/reports/:name', [ReportsController, 'show']).as('reports.show')
      router.get('/reports/:name/file', [ReportsController, 'file']).as('reports.file')
      router.get('/api/reports', [ReportsController, 'list']).as('api.reports.index')
      router.get('/api/reports/:name', [ReportsController, 'rows']).as('api.reports.rows')
    })
    .where('id', recordId)
    .use(middleware.actor())
  // A link that went to an address outside: its token is all that it takes.
  router.get('/report-links/:token', [FilesController, 'linked']).as('reports.files.linked')
}
