import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const ArchiveController = () => import('./controllers/archive_controller.ts')

/** The screen of the dead file, and its address for other systems. */
export function archiveRoutes(): void {
  router
    .group(() => {
      router.get('/archive', [ArchiveController, 'show']).as('show')
      router.post('/archive', [ArchiveController, 'store']).as('store')
      router.get('/api/archive', [ArchiveController, 'api']).as('api')
    })
    .as('archive')
    .use(middleware.actor())
}
