import router from '@adonisjs/core/services/router'
import { middleware } from '#core/web/index'

const CustomerSimulationController = () => import('./controllers/customer_simulation_controller.ts')
const NegotiationController = () => import('./controllers/negotiation_controller.ts')

/** The negotiation of a premise's debts: simulated as often as wanted, then signed. */
export default function registerRoutes(): void {
  router
    .group(() => {
      router.get('/negotiation', [NegotiationController, 'show']).as('negotiation')
      router.post('/negotiation', [NegotiationController, 'store']).as('negotiation.sign')
    })
    .prefix('/plans')
    .as('plans')
    .use(middleware.actor())
  router
    .get('/api/plans/customer-simulation', [CustomerSimulationController, 'show'])
    .as('plans.simulation.customer')
    .use(middleware.actor())
  router
    .get('/api/plans/simulation', [NegotiationController, 'simulation'])
    .as('plans.simulation.api')
    .use(middleware.actor())
}
