import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const AuditController = () => import('./controllers/audit_controller.ts')

const IS_ID = { match: /^\d{1,18}$/, cast: String }

/** The screens of the audit trail. */
export function auditRoutes(): void {
  router
    .group(() => {
      router.get('/', [AuditController, 'index']).as('index')
      router.get('/:id', [AuditController, 'show']).as('show')
    })
    .prefix('/audit')
    .as('audit')
    .where('id', IS_ID)
    .use(middleware.actor())
}
