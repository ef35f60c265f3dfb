import type { Participant } from '#core/actions/index'
import type { CustomersMerging } from '#plugins/registry/api'

/** Reviews of a customer go to the one that stays. */
export const customersMerging: Participant<CustomersMerging> = {
  point: 'registry.customers_merging',
  async run(_, merging) {
    const title = 'Revisões de consumo'
    await merging.move({ table: 'reviews_reviews', column: 'customer_id', title })
    return []
  },
}
