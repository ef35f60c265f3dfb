import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const WhatsappController = () => import('./controllers/whatsapp_controller.ts')
const MessagesController = () => import('./controllers/messages_controller.ts')

/** The screens of the outbox, and the door for what channels tell of messages. */
export function messageRoutes(): void {
  router
    .group(() => {
      router.get('/messages', [MessagesController, 'index']).as('index')
      router.get('/messages/:id', [MessagesController, 'show']).as('show')
      router.get('/messages/:id/preview', [MessagesController, 'preview']).as('preview')
    })
    .as('messages')
    .where('id', recordId)
    .use(middleware.actor())
  router.get('/api/messaging/whatsapp', [WhatsappController, 'verify']).as('whatsapp.verify')
  router.post('/api/messaging/whatsapp', [WhatsappController, 'store']).as('whatsapp.store')
}
