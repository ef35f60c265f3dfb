import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const PluginsController = () => import('./controllers/plugins_controller.ts')

/** The modules of this installation, for people and for machines. */
export function pluginRoutes(): void {
  router.get('/plugins', [PluginsController, 'index']).as('plugins.index').use(middleware.actor())
  router
    .get('/plugins/:name', [PluginsController, 'show'])
    .as('plugins.show')
    .use(middleware.actor())
  router.get('/api/plugins', [PluginsController, 'json']).as('plugins.json').use(middleware.actor())
}
