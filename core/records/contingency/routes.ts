import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const Packs = () => import('#core/records/contingency/packs_controller')

/** The screen of the packs for days without internet. */
export function contingencyRoutes(): void {
  router
    .group(() => {
      router.get('/', [Packs, 'index']).as('index')
      router.post('/passphrase', [Packs, 'passphrase']).as('passphrase')
      router.post('/generate', [Packs, 'generate']).as('generate')
      router.get('/:id/file', [Packs, 'take']).as('take').where('id', recordId)
    })
    .prefix('/contingency')
    .as('contingency')
    .use(middleware.actor())
}
