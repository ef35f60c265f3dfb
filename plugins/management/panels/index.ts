import { monthOf } from '#core/calendar/index'
import type { PageContext, Panel } from '#core/records/index'
import { actionTotals } from '../services/action_totals.ts'

/** What an action came to: before, after, the difference and the share of its goal. */
const result: Panel = {
  name: 'management.action_result',
  on: 'management.actions',
  title: 'Resultado',
  permission: 'management.read',
  place: 1,
  view: 'management::action_result',
  async load({ tx, actor, today, row }: PageContext) {
    const totals = await actionTotals(tx, actor, row.id)
    const { measured_until: until } = totals
    return { ...totals, isGrowing: until !== null && until >= monthOf(today) }
  },
}

export default [result] as readonly Panel[]
