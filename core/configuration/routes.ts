import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const ApiController = () => import('./controllers/api_controller.ts')
const BundlesController = () => import('./controllers/bundles_controller.ts')
const ItemsController = () => import('./controllers/items_controller.ts')
const DraftsController = () => import('./controllers/drafts_controller.ts')
const EmergenciesController = () => import('./controllers/emergencies_controller.ts')
const UsageController = () => import('./controllers/usage_controller.ts')
const SimulationsController = () => import('./controllers/simulations_controller.ts')
const ReplaysController = () => import('./controllers/replays_controller.ts')
const UpgradesController = () => import('./controllers/upgrades_controller.ts')
const VersionsController = () => import('./controllers/versions_controller.ts')

/** The screens of versioned configuration, and what other systems read of it. */
export function configurationRoutes(): void {
  const guarded = (routes: () => void) =>
    router.group(routes).where('id', recordId).use(middleware.actor())
  // Fixed addresses first: `/:kind/:key` takes any two words.
  for (const routes of [versionRoutes, usageRoutes, simulationRoutes, bundleRoutes, itemRoutes]) {
    guarded(routes).prefix('/configuration').as('configuration')
  }
  guarded(apiRoutes).prefix('/api/configuration').as('configuration.api')
}

function versionRoutes(): void {
  router.get('/', [ItemsController, 'index']).as('index')
  router.get('/compare', [VersionsController, 'compare']).as('compare')
  router.get('/versions/:id', [VersionsController, 'show']).as('versions.show')
  router.get('/versions/:id/edit', [DraftsController, 'edit']).as('drafts.edit')
  router.post('/versions/:id', [DraftsController, 'update']).as('drafts.update')
  router.post('/versions/:id/submit', [VersionsController, 'submit']).as('versions.submit')
  router.post('/versions/:id/approve', [VersionsController, 'approve']).as('versions.approve')
  router.post('/versions/:id/reject', [VersionsController, 'reject']).as('versions.reject')
  router.post('/versions/:id/withdraw', [VersionsController, 'withdraw']).as('versions.withdraw')
  router.post('/versions/:id/emergency', [VersionsController, 'emergency']).as('versions.emergency')
  router.post('/versions/:id/ratify', [VersionsController, 'ratify']).as('versions.ratify')
  router
    .post('/versions/:id/refuse-emergency', [VersionsController, 'refuseEmergency'])
    .as('versions.refuse_emergency')
  router
    .post('/versions/:id/withdraw-approved', [VersionsController, 'withdrawApproved'])
    .as('versions.withdraw_approved')
}

function usageRoutes(): void {
  router.get('/versions/:id/usage', [UsageController, 'show']).as('usage')
  router.get('/versions/:id/usage/summary', [UsageController, 'summary']).as('usage.summary')
  router.get('/results/:source/:result', [UsageController, 'result']).as('result')
}

/** Keys of results are those of their plugins; the rest are numbers. */
function simulationRoutes(): void {
  router.get('/versions/:id/simulate', [SimulationsController, 'create']).as('simulations.create')
  router.post('/versions/:id/simulate', [SimulationsController, 'store']).as('simulations.store')
  router.get('/simulations/:id', [SimulationsController, 'show']).as('simulations.show')
  router.get('/simulations/:id/live', [SimulationsController, 'live']).as('simulations.live')
  router.get('/simulations/:id/export', [SimulationsController, 'export']).as('simulations.export')
  router
    .get('/simulations/:id/results', [SimulationsController, 'results'])
    .as('simulations.results')
  router
    .get('/simulations/:id/results/:key', [SimulationsController, 'result'])
    .as('simulations.result')
  router.get('/replays', [ReplaysController, 'index']).as('replays.index')
  router.post('/replays', [ReplaysController, 'store']).as('replays.store')
  router.get('/replays/:id', [ReplaysController, 'show']).as('replays.show')
  router.get('/replays/:id/live', [ReplaysController, 'live']).as('replays.live')
}

function bundleRoutes(): void {
  router.get('/emergencies', [EmergenciesController, 'index']).as('emergencies')
  router.get('/bundles', [BundlesController, 'index']).as('bundles')
  router.post('/bundles/export', [BundlesController, 'export']).as('bundles.export')
  router.post('/bundles/compare', [BundlesController, 'compare']).as('bundles.compare')
  router.post('/bundles/import', [BundlesController, 'import']).as('bundles.import')
  router.post('/bundles/keys', [BundlesController, 'trust']).as('bundles.trust')
  router.post('/bundles/keys/:id/revoke', [BundlesController, 'revoke']).as('bundles.revoke')
}

function itemRoutes(): void {
  router.get('/:kind/:key', [ItemsController, 'show']).as('show')
  router.get('/:kind/:key/upgrade', [UpgradesController, 'show']).as('upgrades.show')
  router.post('/:kind/:key/upgrade', [UpgradesController, 'merge']).as('upgrades.merge')
  router.post('/:kind/:key/upgrade/preview', [UpgradesController, 'preview']).as('upgrades.preview')
  router.post('/:kind/:key/upgrade/keep', [UpgradesController, 'keep']).as('upgrades.keep')
  router.get('/:kind/:key/draft', [DraftsController, 'create']).as('drafts.create')
  router.post('/:kind/:key/draft', [DraftsController, 'store']).as('drafts.store')
  router.post('/:kind/:key/check', [DraftsController, 'check']).as('drafts.check')
}

function apiRoutes(): void {
  router.get('/', [ApiController, 'index']).as('index')
  router.get('/compare', [ApiController, 'compare']).as('compare')
  router.get('/verify', [ApiController, 'verify']).as('verify')
  router.get('/versions/:id', [ApiController, 'version']).as('versions.show')
  router.get('/versions/:id/usage', [UsageController, 'counts']).as('usage')
  router.get('/versions/:id/usage/:source', [UsageController, 'list']).as('usage.list')
  router.get('/results/:source/:result', [UsageController, 'resultVersions']).as('result')
  router.get('/versions/:id/evidence', [SimulationsController, 'apiEvidence']).as('evidence')
  router
    .post('/versions/:id/simulations', [SimulationsController, 'apiStore'])
    .as('simulations.store')
  router.get('/simulations/:id', [SimulationsController, 'apiShow']).as('simulations.show')
  router.post('/replays', [ReplaysController, 'apiStore']).as('replays.store')
  router.get('/replays/one', [ReplaysController, 'apiOne']).as('replays.one')
  router.get('/replays/:id', [ReplaysController, 'apiShow']).as('replays.show')
  router.get('/:kind/:key', [ApiController, 'item']).as('show')
  router.get('/:kind/:key/in-force', [ApiController, 'inForce']).as('in_force')
  router.get('/:kind/:key/upgrade', [UpgradesController, 'json']).as('upgrade')
}
