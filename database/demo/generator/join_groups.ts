import type { DemoCustomer, DemoGroup } from './blueprint.ts'
import { groupHead } from './generate_group.ts'

/** Several tracts as one billing group, one after the other in walking order. Public bodies, which stand in several, are kept once. */
export function joinGroups(tracts: readonly DemoGroup[], index: number): DemoGroup {
  const customers: DemoCustomer[] = []
  const places = new Map<DemoCustomer, number>()
  const placeOf = (customer: DemoCustomer): number => {
    const known = places.get(customer)
    if (known !== undefined) return known
    places.set(customer, customers.length)
    return customers.push(customer) - 1
  }
  const premises: DemoGroup['premises'][number][] = []
  for (const tract of tracts) {
    const from = premises.length
    const customerAt = tract.customers.map(placeOf)
    for (const premise of tract.premises) {
      premises.push({
        ...premise,
        parent: premise.parent === null ? null : from + premise.parent,
        holdings: premise.holdings.map((one) => ({ ...one, customer: customerAt[one.customer]! })),
      })
    }
  }
  return { ...groupHead(index), customers, premises, stock: tracts.flatMap(({ stock }) => stock) }
}
