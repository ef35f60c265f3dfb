import router from '@adonisjs/core/services/router'
import { middleware, recordId } from '#core/web/index'

const AgendaController = () => import('./controllers/agenda_controller.ts')
const FieldController = () => import('./controllers/field_controller.ts')
const PapersController = () => import('./controllers/papers_controller.ts')
const UnitController = () => import('./controllers/unit_controller.ts')

/** Hand-made screens of consumption reviews: the agenda, the visits on a phone, the papers. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.post('/unit', [UnitController, 'show']).as('unit')
      router.get('/agenda', [AgendaController, 'show']).as('agenda')
      router.get('/field', [FieldController, 'index']).as('field')
      router.get('/field/:id', [FieldController, 'show']).as('field.visit')
      router.post('/field/:id', [FieldController, 'store']).as('field.record')
      router.get('/reviews/:id/form', [PapersController, 'form']).as('form')
      router.get('/reviews/:id/report', [PapersController, 'report']).as('report')
    })
    .prefix('/reviews')
    .as('reviews')
    .where('id', recordId)
    .use(middleware.actor())
}
