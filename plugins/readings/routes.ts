import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const AutomaticController = () => import('./controllers/automatic_controller.ts')
const BoardController = () => import('./controllers/board_controller.ts')
const FieldController = () => import('./controllers/field_controller.ts')
const SheetController = () => import('./controllers/sheet_controller.ts')
const RoutesController = () => import('./controllers/routes_controller.ts')
const CycleController = () => import('./controllers/cycle_controller.ts')
const ReturnsController = () => import('./controllers/returns_controller.ts')
const MapController = () => import('./controllers/map_controller.ts')
const ReviewController = () => import('./controllers/review_controller.ts')

/** Hand-made screens of readings: the cycle of a load and the review queue. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/cycle', [CycleController, 'index']).as('cycle')
      router.get('/cycle/homeless', [CycleController, 'homeless']).as('cycle.homeless')
      router.post('/loads', [CycleController, 'store']).as('loads.generate')
      router.get('/loads/:id', [CycleController, 'show']).as('loads.cycle')
      router.post('/loads/:id/distribute', [CycleController, 'distribute']).as('loads.distribute')
      router.post('/loads/:id/critique', [CycleController, 'critique']).as('loads.critique')
      router.get('/loads/:id/file', [ReturnsController, 'download']).as('loads.file')
      router.post('/loads/:id/files', [ReturnsController, 'store']).as('loads.receive')
      router.get('/review', [ReviewController, 'index']).as('review')
      router.post('/review/many', [ReviewController, 'many']).as('review.many')
      router.post('/review/:id', [ReviewController, 'update']).as('review.decide')
    })
    .prefix('/readings')
    .as('readings')
    .where('id', recordId)
    .use(middleware.actor())
  fieldRoutes()
  automaticRoutes()
}

/** What is in the field, the papers for days without devices, and the addresses that devices call. */
function fieldRoutes(): void {
  router
    .group(() => {
      router.get('/field', [BoardController, 'index']).as('index')
      router.get('/field/stream', [BoardController, 'stream']).as('stream')
      router.get('/map', [MapController, 'index']).as('map')
      router.get('/map/live', [MapController, 'live']).as('map.live')
      router.get('/map/stream', [MapController, 'stream']).as('map.stream')
      router.post('/load-routes/:id/device', [BoardController, 'assign']).as('assign')
      router.get('/load-routes/:id/sheet', [SheetController, 'pdf']).as('sheet')
      router.get('/load-routes/:id/typing', [SheetController, 'show']).as('typing')
      router.post('/load-routes/:id/typing', [SheetController, 'store']).as('typing.store')
      router.get('/without-route', [RoutesController, 'index']).as('without_route')
      router.post('/without-route', [RoutesController, 'generate']).as('without_route.generate')
    })
    .prefix('/readings')
    .as('readings.field')
    .where('id', recordId)
    .use(middleware.actor())
  router
    .group(() => {
      router.get('/loads', [FieldController, 'loads']).as('loads')
      router.get('/loads/:id', [FieldController, 'package']).as('package')
      router.post('/loads/:id/pieces', [FieldController, 'receive']).as('receive')
      router.post('/reports', [FieldController, 'report']).as('report')
    })
    .prefix('/api/readings/field')
    .as('readings.devices')
    .where('id', recordId)
    .use(middleware.actor())
}

/** What meters send by themselves, and the page that takes their files. */
function automaticRoutes(): void {
  router
    .group(() => {
      router.get('/readings/automatic-file', [AutomaticController, 'create']).as('file')
      router.post('/readings/automatic-file', [AutomaticController, 'store']).as('file.store')
      router.post('/api/readings/automatic', [AutomaticController, 'receive']).as('receive')
    })
    .as('readings.automatic')
    .use(middleware.actor())
}
