import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const HealthController = () => import('./controllers/health_controller.ts')
const MonitoringController = () => import('./controllers/monitoring_controller.ts')

/** Health for machines, open to all; use and capacity for people. */
export function monitoringRoutes(): void {
  router.get('/health/live', [HealthController, 'live']).as('health.live')
  router.get('/health/ready', [HealthController, 'ready']).as('health.ready')
  router
    .group(() => {
      router.get('/monitoring', [MonitoringController, 'index']).as('index')
      router.get('/monitoring/database', [MonitoringController, 'database']).as('database')
      router.get('/api/monitoring', [MonitoringController, 'api']).as('api')
    })
    .as('monitoring')
    .use(middleware.actor())
}
