import type { Participant } from '#core/actions/index'
import type { CustomersMerging } from '#plugins/registry/api'

const TABLES = [
  ['large_customers_cases', 'Processos de grande cliente'],
  ['large_customers_prospects', 'Prospecções'],
  ['large_customers_visits', 'Visitas comerciais'],
] as const

/** Cases, visits and the prospect that became a customer go to the one that stays. */
export const customersMerging: Participant<CustomersMerging> = {
  point: 'registry.customers_merging',
  async run(_, merging) {
    for (const [table, title] of TABLES) {
      await merging.move({ table, column: 'customer_id', title })
    }
    return []
  },
}
