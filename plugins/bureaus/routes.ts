import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const DeskController = () => import('./controllers/desk_controller.ts')
const FilesController = () => import('./controllers/files_controller.ts')

/** Hand-made screens of listings and protests. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/bureaus/desk', [DeskController, 'show']).as('desk.show')
      router.post('/bureaus/desk/notices', [DeskController, 'notices']).as('desk.notices')
      router.post('/bureaus/desk/daily', [DeskController, 'daily']).as('desk.daily')
      router.get('/bureaus/returns/new', [FilesController, 'create']).as('returns.create')
      router.post('/bureaus/returns', [FilesController, 'store']).as('returns.store')
      router
        .get('/bureaus/files/:id/content', [FilesController, 'content'])
        .as('files.content')
        .where('id', recordId)
    })
    .as('bureaus')
    .use(middleware.actor())
}
