import type { Participant } from '#core/actions/index'
import type { TakeOverEntities } from '#plugins/registry/api'
import { credits } from '../take_over/credits.ts'
import { formerBills } from '../take_over/former_bills.ts'
import { openItems } from '../take_over/items.ts'
import { papers } from '../take_over/papers.ts'
import { waitingCharges } from '../take_over/waiting_charges.ts'

/** What the system before had open: debts, the papers that ask for them, credits, and what it had still to charge. */
export const takeOverMoney: Participant<TakeOverEntities> = {
  point: 'registry.take_over_entities',
  async run(_, entities) {
    for (const entity of [openItems, papers, credits, waitingCharges, formerBills])
      entities.add(entity)
    return []
  },
}
