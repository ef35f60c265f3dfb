import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const RegisterController = () => import('./controllers/register_controller.ts')

/** Proposals, books and batches of papers are started here. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/propose', [RegisterController, 'show']).as('propose')
      router.post('/propose', [RegisterController, 'propose']).as('propose.start')
      router.post('/run-papers', [RegisterController, 'papers']).as('papers.start')
      router.post('/run-book', [RegisterController, 'book']).as('book.start')
    })
    .prefix('/debt-register')
    .as('debt_register')
    .use(middleware.actor())
}
