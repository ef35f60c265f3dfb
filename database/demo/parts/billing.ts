import type { CivilDate } from '#core/calendar/index'
import { generateSchedule } from '#plugins/billing/api'
import { groupCount } from '../generator/plan.ts'
import type { DemoPart } from '../part.ts'
import { putInForce } from '../put_in_force.ts'

/** So many turns of two working days fit into a month. */
const TURNS = 10

/** The billing calendar of the year in which the demo begins and of the next, by the product's own parameter. */
const part: DemoPart = {
  name: 'billing',
  title: 'Cronograma de faturamento',
  async run(tx, { municipalityId, asOf, plan }) {
    // The tests of the calendar begin with an empty one.
    if (plan.isSmall) return
    const first = Number(asOf.slice(0, 4))
    const together = Math.ceil(groupCount(plan) / TURNS)
    if (together > 1) {
      await putInForce(tx, {
        ...{ municipalityId, key: 'billing.schedule', from: `${first}-01-01` as CivilDate },
        value: {
          ...{ load_day: 1, group_step: 2, groups_together: together, to_reading: 1 },
          ...{ reading_days: 4, to_billing: 2, to_delivery: 2 },
        },
        reason: 'Todos os grupos cabem nos dias úteis do mês',
      })
    }
    for (const year of [first, first + 1]) {
      await generateSchedule(tx, { municipalityId, year, group: undefined, isReplacing: false })
    }
  },
}

export default part
