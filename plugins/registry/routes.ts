import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const CustomerWarnings = () => import('./controllers/customer_warnings_controller.ts')

/** Hand-made screens of the registry: what is not one record after the other. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router
        .post('/registry/customers/warnings', [CustomerWarnings, 'store'])
        .as('customer_warnings')
    })
    .as('registry')
    .use(middleware.actor())
}
