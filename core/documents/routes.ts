import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const PreviewController = () => import('./controllers/preview_controller.ts')

/** The screens of documents. */
export function documentRoutes(): void {
  router
    .group(() => {
      router.post('/preview/:key', [PreviewController, 'show']).as('preview')
      router.post('/preview/:key/pdf', [PreviewController, 'pdf']).as('preview.pdf')
    })
    .prefix('/documents')
    .as('documents')
    .use(middleware.actor())
}
