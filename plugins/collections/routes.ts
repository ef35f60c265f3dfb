import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const QueueController = () => import('./controllers/queue_controller.ts')

/** Hand-made addresses of the collections desk. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/collections/queue', [QueueController, 'show']).as('queue.show')
      router.get('/collections/desk', [QueueController, 'desk']).as('desk.show')
      router.post('/collections/desk/refresh', [QueueController, 'refresh']).as('desk.refresh')
    })
    .as('collections')
    .use(middleware.actor())
}
