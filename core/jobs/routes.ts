import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const RunsController = () => import('./controllers/runs_controller.ts')

/** The screens and the address for other systems of batch runs. */
export function jobRoutes(): void {
  router
    .group(() => {
      router.get('/jobs', [RunsController, 'index']).as('index')
      router.get('/jobs/:id', [RunsController, 'show']).as('show')
      router.get('/jobs/:id/live', [RunsController, 'live']).as('live')
      router.get('/api/jobs/:id', [RunsController, 'api']).as('api')
    })
    .as('jobs')
    .where('id', recordId)
    .use(middleware.actor())
}
