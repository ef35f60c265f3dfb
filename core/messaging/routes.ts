import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const MessagesController = () => import('./controllers/messages_controller.ts')

/** The screens of the outbox. */
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
}
