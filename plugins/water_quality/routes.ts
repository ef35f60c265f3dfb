import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const ResultsController = () => import('./controllers/results_controller.ts')

/** The sheet on which the results of a month are typed. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/water-quality/bulletins/:id/results', [ResultsController, 'edit']).as('results')
      router
        .post('/water-quality/bulletins/:id/results', [ResultsController, 'update'])
        .as('results.update')
    })
    .as('water_quality')
    .where('id', recordId)
    .use(middleware.actor())
}
