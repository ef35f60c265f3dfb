import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const BundlesController = () => import('./controllers/bundles_controller.ts')
const ItemsController = () => import('./controllers/items_controller.ts')
const DraftsController = () => import('./controllers/drafts_controller.ts')
const EmergenciesController = () => import('./controllers/emergencies_controller.ts')
const VersionsController = () => import('./controllers/versions_controller.ts')

/** The screens of versioned configuration. */
export function configurationRoutes(): void {
  router
    .group(() => {
      router.get('/', [ItemsController, 'index']).as('index')
      router.get('/compare', [VersionsController, 'compare']).as('compare')
      router.get('/versions/:id', [VersionsController, 'show']).as('versions.show')
      router.get('/versions/:id/edit', [DraftsController, 'edit']).as('drafts.edit')
      router.post('/versions/:id', [DraftsController, 'update']).as('drafts.update')
      router.post('/versions/:id/submit', [VersionsController, 'submit']).as('versions.submit')
      router.post('/versions/:id/approve', [VersionsController, 'approve']).as('versions.approve')
      router.post('/versions/:id/reject', [VersionsController, 'reject']).as('versions.reject')
      router
        .post('/versions/:id/withdraw', [VersionsController, 'withdraw'])
        .as('versions.withdraw')
      router
        .post('/versions/:id/emergency', [VersionsController, 'emergency'])
        .as('versions.emergency')
      router.post('/versions/:id/ratify', [VersionsController, 'ratify']).as('versions.ratify')
      router
        .post('/versions/:id/refuse-emergency', [VersionsController, 'refuseEmergency'])
        .as('versions.refuse_emergency')
      router
        .post('/versions/:id/withdraw-approved', [VersionsController, 'withdrawApproved'])
        .as('versions.withdraw_approved')
      router.get('/emergencies', [EmergenciesController, 'index']).as('emergencies')
      router.get('/bundles', [BundlesController, 'index']).as('bundles')
      router.post('/bundles/export', [BundlesController, 'export']).as('bundles.export')
      router.post('/bundles/compare', [BundlesController, 'compare']).as('bundles.compare')
      router.post('/bundles/import', [BundlesController, 'import']).as('bundles.import')
      router.post('/bundles/keys', [BundlesController, 'trust']).as('bundles.trust')
      router.post('/bundles/keys/:id/revoke', [BundlesController, 'revoke']).as('bundles.revoke')
      router.get('/:kind/:key', [ItemsController, 'show']).as('show')
      router.get('/:kind/:key/draft', [DraftsController, 'create']).as('drafts.create')
      router.post('/:kind/:key/draft', [DraftsController, 'store']).as('drafts.store')
      router.post('/:kind/:key/check', [DraftsController, 'check']).as('drafts.check')
    })
    .prefix('/configuration')
    .as('configuration')
    .where('id', recordId)
    .use(middleware.actor())
}
