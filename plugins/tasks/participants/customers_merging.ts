import type { Participant } from '#core/actions/index'
import type { CustomersMerging } from '#plugins/registry/api'

/** Tasks about a customer go to the one that stays. */
export const customersMerging: Participant<CustomersMerging> = {
  point: 'registry.customers_merging',
  async run(_, merging) {
    await merging.move({ table: 'tasks_tasks', column: 'customer_id', title: 'Tarefas' })
    return []
  },
}
