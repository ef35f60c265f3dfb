import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const RunsController = () => import('./controllers/runs_controller.ts')
const RunStreamController = () => import('./controllers/run_stream_controller.ts')
const SchedulesController = () => import('./controllers/schedules_controller.ts')

/** The screens and the address for other systems of batch runs. */
export function jobRoutes(): void {
  router
    .group(() => {
      router.get('/jobs', [RunsController, 'index']).as('index')
      router.get('/jobs/schedules', [SchedulesController, 'index']).as('schedules.index')
      router.get('/jobs/schedules/new', [SchedulesController, 'create']).as('schedules.create')
      router
        .post('/jobs/schedules/preview', [SchedulesController, 'preview'])
        .as('schedules.preview')
      router.get('/jobs/schedules/:id', [SchedulesController, 'show']).as('schedules.show')
      router.get('/jobs/schedules/:id/edit', [SchedulesController, 'edit']).as('schedules.edit')
      router.get('/jobs/:id', [RunsController, 'show']).as('show')
      router.get('/jobs/:id/live', [RunsController, 'live']).as('live')
      router.get('/jobs/:id/stream', [RunStreamController, 'show']).as('stream')
      router.get('/api/jobs/:id', [RunsController, 'api']).as('api')
    })
    .as('jobs')
    .where('id', recordId)
    .use(middleware.actor())
}
