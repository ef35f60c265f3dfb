import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const AuditController = () => import('./controllers/audit_controller.ts')

/** The screens of the audit trail. */
export function auditRoutes(): void {
  router
    .group(() => {
      router.get('/', [AuditController, 'index']).as('index')
      router.get('/export', [AuditController, 'export']).as('export')
      router.get('/reviews', [AuditController, 'reviews']).as('reviews')
      router.get('/:id', [AuditController, 'show']).as('show')
    })
    .prefix('/audit')
    .as('audit')
    .where('id', recordId)
    .use(middleware.actor())
}
