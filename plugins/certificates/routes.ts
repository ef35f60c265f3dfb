import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'
import { CHECK_PATH } from './services/names.ts'

const IssueController = () => import('./controllers/issue_controller.ts')
const ClearancesController = () => import('./controllers/clearances_controller.ts')
const CheckController = () => import('./controllers/check_controller.ts')

/** Issuing, for people of the utility; checking, for whoever receives a certificate. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/new', [IssueController, 'show']).as('new')
      router.post('/new', [IssueController, 'store']).as('store')
      router.get('/annual', [ClearancesController, 'show']).as('annual')
      router.post('/annual', [ClearancesController, 'store']).as('annual.start')
      router
        .get('/clearances/:id/pdf', [ClearancesController, 'pdf'])
        .as('clearances.pdf')
        .where('id', recordId)
    })
    .prefix('/certificates')
    .as('certificates')
    .use(middleware.actor())
  // Anybody: the code is all that it takes, and requests of one address are counted.
  router.get(CHECK_PATH, [CheckController, 'show']).as('certificates.check')
}
