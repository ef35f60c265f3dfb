import type { Participant } from '#core/actions/index'
import type { CustomersMerging } from '#plugins/registry/api'

/** Options and debits of a customer go to the one that stays. */
export const customersMerging: Participant<CustomersMerging> = {
  point: 'registry.customers_merging',
  async run(_, merging) {
    await merging.move({
      ...{ table: 'debits_enrolments', column: 'holder_id', title: 'Débito em conta' },
    })
    await merging.move({
      ...{
        table: 'debits_orders',
        column: 'customer_id',
        title: 'Faturas em débito em conta',
      },
    })
    return []
  },
}
