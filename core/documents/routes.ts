import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const IssuedController = () => import('./controllers/issued_controller.ts')
const ModelsController = () => import('./controllers/models_controller.ts')
const PreviewController = () => import('./controllers/preview_controller.ts')

/** The screens of documents. */
export function documentRoutes(): void {
  router
    .group(() => {
      router.post('/preview/:key', [PreviewController, 'show']).as('preview')
      router.post('/preview/:key/pdf', [PreviewController, 'pdf']).as('preview.pdf')
      router.get('/models', [ModelsController, 'index']).as('models')
      router.post('/models', [ModelsController, 'store']).as('models.store')
      router.get('/issued', [IssuedController, 'index']).as('issued')
      router.post('/issued/print', [IssuedController, 'many']).as('issued.many')
      router.get('/issued/:id', [IssuedController, 'show']).as('issued.show')
      router.post('/issued/:id/print', [IssuedController, 'print']).as('issued.print')
    })
    .where('id', recordId)
    .prefix('/documents')
    .as('documents')
    .use(middleware.actor())
}
