import type { Participant } from '#core/actions/index'
import type { CustomersMerging } from '#plugins/registry/api'

/** Plans go with the debts to the customer that stays; their terms keep whom they were signed by. */
export const customersMerging: Participant<CustomersMerging> = {
  point: 'registry.customers_merging',
  async run(_, merging) {
    await merging.move({
      ...{ table: 'plans_agreements', column: 'debtor_id', title: 'Parcelamentos' },
      cents: 'total_cents',
    })
    return []
  },
}
