import type { CivilDate } from '#core/calendar/index'
import type { InstalmentsMoved, SettlementContext } from '#plugins/receivables/api'
import { PLANS } from './standing_plan.ts'

/** Says that what waits for invoices of some plans changed, so that the books follow it. */
export const tellInstalments = (
  { participate }: Pick<SettlementContext, 'participate'>,
  on: CivilDate,
  ...ids: readonly bigint[]
): Promise<unknown> =>
  participate<InstalmentsMoved>('receivables.instalments_moved', {
    ...{ on, sources: ids.map((id) => ({ type: PLANS, id })) },
  })
