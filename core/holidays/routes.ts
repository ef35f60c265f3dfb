import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/named_middleware'

const Calendar = () => import('./calendar_controller.ts')

export function holidayRoutes(): void {
  router
    .group(() => {
      router.get('/calendar', [Calendar, 'show']).as('show')
      router.get('/api/calendar/days/:date', [Calendar, 'day']).as('day')
    })
    .as('calendar')
    .use(middleware.actor())
}
