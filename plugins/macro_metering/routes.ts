import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const ControlsController = () => import('./controllers/controls_controller.ts')
const DeliveriesController = () => import('./controllers/deliveries_controller.ts')

/** Hand-made screens of macro metering, and the address that the supervisory system calls. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/macro-metering/controls', [ControlsController, 'index']).as('controls')
      router.get('/api/macro-metering/controls', [ControlsController, 'api']).as('controls.api')
      router.get('/macro-metering/file', [DeliveriesController, 'create']).as('file')
      router.post('/macro-metering/file', [DeliveriesController, 'store']).as('file.store')
      router.post('/api/macro-metering/messages', [DeliveriesController, 'receive']).as('receive')
    })
    .as('macro_metering')
    .use(middleware.actor())
}
