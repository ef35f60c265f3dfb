import type { Participant } from '#core/actions/index'
import type { MonthsPlanned } from '#plugins/readings/api'
import { groupMonths } from '../services/settings/group_months.ts'

/** Answers from the billing calendar on which days each group is loaded and read. */
export const planMonths: Participant<MonthsPlanned> = {
  point: 'readings.months_planned',
  async run({ tx, municipalityId }, { wanted, planned }) {
    for (const [group, month] of await groupMonths(tx, municipalityId, wanted)) {
      planned.set(group, {
        ...{ loadOn: month.load_on, readFromOn: month.read_from_on },
        readUntilOn: month.read_until_on,
      })
    }
    return []
  },
}
