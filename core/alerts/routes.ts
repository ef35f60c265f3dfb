import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const AlertsController = () => import('./controllers/alerts_controller.ts')
const InboxController = () => import('./controllers/inbox_controller.ts')

/** The inbox of each person, and the screens where alerts are defined. */
export function alertRoutes(): void {
  router
    .group(() => {
      router.get('/inbox', [InboxController, 'index']).as('inbox')
      router.post('/inbox/read', [InboxController, 'read']).as('inbox.read')
      router.get('/alerts', [AlertsController, 'index']).as('index')
      router.get('/alerts/responsibles', [AlertsController, 'responsibles']).as('responsibles')
      router.get('/alerts/events', [AlertsController, 'events']).as('events')
      router.get('/alerts/events/new', [AlertsController, 'create']).as('events.create')
      router.post('/alerts/events', [AlertsController, 'store']).as('events.store')
    })
    .as('alerts')
    .use(middleware.actor())
}
