import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const WebhooksController = () => import('../controllers/webhooks_controller.ts')

/** The screens and the addresses for other systems of subscriptions and their deliveries. */
export function webhookRoutes(): void {
  router
    .group(() => {
      router.get('/webhooks', [WebhooksController, 'index']).as('index')
      router.get('/webhooks/new', [WebhooksController, 'create']).as('create')
      router.get('/webhooks/deliveries/:id', [WebhooksController, 'delivery']).as('delivery')
      router.get('/webhooks/:id', [WebhooksController, 'show']).as('show')
      router.get('/webhooks/:id/edit', [WebhooksController, 'edit']).as('edit')
      router.get('/api/webhooks', [WebhooksController, 'api']).as('api')
      router
        .get('/api/webhooks/:id/deliveries', [WebhooksController, 'apiDeliveries'])
        .as('api.deliveries')
    })
    .as('webhooks')
    .where('id', recordId)
    .use(middleware.actor())
}
