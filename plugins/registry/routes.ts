import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const CustomerWarnings = () => import('./controllers/customer_warnings_controller.ts')
const Duplicates = () => import('./controllers/duplicates_controller.ts')
const TakeOver = () => import('./controllers/take_over_controller.ts')
const Campaigns = () => import('./controllers/campaigns_controller.ts')
const People = () => import('./controllers/population_controller.ts')
const Quality = () => import('./controllers/quality_controller.ts')

function customerRoutes(): void {
  router.post('/registry/customers/warnings', [CustomerWarnings, 'store']).as('customer_warnings')
  router.get('/registry/customers/merge', [Duplicates, 'compare']).as('merge.compare')
  router.post('/registry/customers/merge', [Duplicates, 'merge']).as('merge.store')
  router
    .get('/registry/customers/merges/:id/undo', [Duplicates, 'undo'])
    .as('merge.undo')
    .where('id', recordId)
  router.get('/registry/duplicates', [Duplicates, 'index']).as('duplicates.index')
  router.post('/registry/duplicates/run', [Duplicates, 'run']).as('duplicates.run')
  router
    .post('/registry/duplicates/:id/dismiss', [Duplicates, 'dismiss'])
    .as('duplicates.dismiss')
    .where('id', recordId)
}

function qualityRoutes(): void {
  router.get('/registry/quality', [Quality, 'index']).as('quality.index')
  router.post('/registry/quality/run', [Quality, 'run']).as('quality.run')
  router.get('/registry/quality/:check', [Quality, 'show']).as('quality.show')
  router.post('/registry/quality/:check', [Quality, 'decide']).as('quality.decide')
  router.get('/registry/quality/:check/export', [Quality, 'export']).as('quality.export')
}

function populationRoutes(): void {
  router.get('/registry/population', [People, 'show']).as('population')
  router.get('/api/registry/population', [People, 'api']).as('population.api')
  router.post('/registry/population/perimeter', [People, 'store']).as('population.perimeter')
}

function campaignRoutes(): void {
  const path = '/registry/campaigns'
  router.get(path, [Campaigns, 'index']).as('campaigns.index')
  router.post(path, [Campaigns, 'store']).as('campaigns.store')
  router.get(`${path}/:id`, [Campaigns, 'show']).as('campaigns.show').where('id', recordId)
  router.get(`${path}/:id/sheet`, [Campaigns, 'sheet']).as('campaigns.sheet').where('id', recordId)
  router
    .post(`${path}/:id/answers`, [Campaigns, 'answers'])
    .as('campaigns.answers')
    .where('id', recordId)
  router
    .post(`${path}/:id/decide`, [Campaigns, 'decide'])
    .as('campaigns.decide')
    .where('id', recordId)
}

function takeOverRoutes(): void {
  router.get('/registry/take-over', [TakeOver, 'index']).as('take_over.index')
  router.post('/registry/take-over', [TakeOver, 'store']).as('take_over.store')
  router
    .get('/registry/take-over/:id', [TakeOver, 'show'])
    .as('take_over.show')
    .where('id', recordId)
  router
    .get('/registry/take-over/:id/rejected', [TakeOver, 'rejected'])
    .as('take_over.rejected')
    .where('id', recordId)
}

function socialRoutes(): void {
  const files = '/registry/social-files'
  const doubts = '/registry/social-doubts'
  router.get(files, [Social, 'index']).as('social.files')
  router.post(files, [Social, 'store']).as('social.store')
  router.get(`${files}/:id`, [Social, 'show']).as('social.file').where('id', recordId)
  router.get(doubts, [Social, 'doubts']).as('social.doubts')
  router.post(`${doubts}/:id/match`, [Social, 'match']).as('social.match').where('id', recordId)
  router
    .post(`${doubts}/:id/dismiss`, [Social, 'dismiss'])
    .as('social.dismiss')
    .where('id', recordId)
}

const Social = () => import('./controllers/social_controller.ts')
const Notices = () => import('./controllers/notices_controller.ts')
const Addresses = () => import('./controllers/addresses_controller.ts')
const Responsibles = () => import('./controllers/responsibles_controller.ts')
const StreetSearch = () => import('./controllers/street_search_controller.ts')
const Sketches = () => import('./controllers/sketches_controller.ts')

/** Hand-made screens of the registry: what is not one record after the other. */
export default function registerRoutes(): void {
  router
    .group(() => {
      customerRoutes()
      qualityRoutes()
      populationRoutes()
      campaignRoutes()
      takeOverRoutes()
      socialRoutes()
    })
    .as('registry')
    .use(middleware.actor())
  premiseRoutes()
}

/** What people do to a premise, its connections and its paying body; the address as it is typed; the sketch. */
function premiseRoutes(): void {
  router
    .group(() => {
      router.post('/registry/premises/address', [Addresses, 'form']).as('address_form')
      router.get('/api/registry/addresses', [Addresses, 'complete']).as('addresses')
      router.post('/registry/premises/:id/notices', [Notices, 'store']).as('notices')
      router.get('/registry/street-search', [StreetSearch, 'show']).as('street_search')
      router.get('/api/registry/street-search', [StreetSearch, 'api']).as('street_search.api')
      router.get('/registry/premises/:id/responsibles', [Responsibles, 'show']).as('responsibles')
      router
        .get('/registry/premises/:id/responsibles/documents/:document', [Responsibles, 'document'])
        .as('responsibles.document')
        .where('document', recordId)
      router
        .get('/api/registry/premises/:id/responsibles', [Responsibles, 'api'])
        .as('responsibles.api')
      router.get('/registry/premises/:id/sketch', [Sketches, 'show']).as('sketch')
      router.post('/registry/premises/:id/sketch', [Sketches, 'store']).as('sketch.store')
      router.get('/registry/premises/:id/sketch/:version', [Sketches, 'file']).as('sketch.file')
    })
    .where('id', recordId)
    .where('version', recordId)
    .as('registry.premise')
    .use(middleware.actor())
}
