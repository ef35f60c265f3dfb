import type { Participant } from '#core/actions/index'
import { type CivilDate, type RefMonth, formatRefMonth } from '#core/calendar/index'
import { cashItems, cashMovement } from '../services/cash_movement.ts'
import { isClosed } from '../services/frozen_months.ts'

/** Of `payments.month_reconciling`; payments is not required here, so what is used of its payload is said again. */
interface Reconciling {
  readonly reference: RefMonth
  readonly from: CivilDate
  readonly until: CivilDate
  readonly booked: Map<string, bigint>
  readonly items: unknown[]
}

/** What the books hold of the money of a month, and why it is not what was received; an open month has no balance yet. */
export const monthReconciling: Participant<Reconciling> = {
  point: 'payments.month_reconciling',
  async run({ tx, municipalityId }, { reference, from, until, booked, items }) {
    if (!(await isClosed(tx, municipalityId, reference))) {
      return [
        {
          ...{ code: 'accounting_month_open', severity: 'critical', path: '/accounting/closing' },
          message: `A contabilidade de ${formatRefMonth(reference)} ainda não foi fechada: feche-a antes de conciliar o mês.`,
        },
      ]
    }
    const asked = { municipalityId, from, until }
    const moved = await cashMovement(tx, asked)
    booked.set('', 0n)
    for (const { agentCode, cents } of moved) booked.set(agentCode, cents)
    items.push(...(await cashItems(tx, asked)))
    return []
  },
}
