import { generateSchedule } from '#plugins/billing/api'
import type { DemoPart } from '../part.ts'

/** The billing calendar of the year in which the demo begins and of the next, by the product's own parameter. */
const part: DemoPart = {
  name: 'billing',
  title: 'Cronograma de faturamento',
  async run(tx, { municipalityId, asOf, plan }) {
    // The tests of the calendar begin with an empty one.
    if (plan.isSmall) return
    const first = Number(asOf.slice(0, 4))
    for (const year of [first, first + 1]) {
      await generateSchedule(tx, { municipalityId, year, group: undefined, isReplacing: false })
    }
  },
}

export default part
