import { type RefMonth, formatRefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { type BridgeView, bridgeView, closeBridges } from '#core/reports/index'
import { loadOfGroup, lockLoad } from '#plugins/readings/api'
import { errors } from '../../errors.ts'
import { type MonthOfGroup, closedError, standingMonth } from './standing_month.ts'

export interface ClosedMonth {
  readonly name: string
  readonly reference: RefMonth
  /** Premises that stay for the load of the month after. */
  readonly parked: number
}

interface Closing extends MonthOfGroup {
  readonly by: string
  readonly at: Date
}

/**
 * Closes the month of a group: every bridge of the group must close, whatever is parked or late being a term of its own
 * (DECISIONS 48). From then on no run and no single invoice of the month is issued; corrections are documents of their own and go on.
 * @throws E_BILLING_MONTH_NOT_BILLED, E_BILLING_MONTH_CLOSED, E_BILLING_RUN_GOING, E_BILLING_MONTH_DIFFERS
 */
export async function closeGroupMonth(tx: Tx, closing: Closing): Promise<ClosedMonth> {
  const { municipalityId, group, reference } = closing
  const load = await loadOfGroup(tx, municipalityId, group, reference)
  // Whoever issues invoices of the month comes wholly before or wholly after.
  if (load) await lockLoad(tx, municipalityId, load.id)
  const month = await standingMonth(tx, closing)
  const name = `${month.groupName} · ${formatRefMonth(reference)}`
  if (month.state === null) throw errors.E_BILLING_MONTH_NOT_BILLED({ month: name })
  if (month.state === 'closed') throw closedError(reference, month)
  if (month.running > 0) throw errors.E_BILLING_RUN_GOING({ month: name })
  const scope = { municipalityId, billingGroupId: group, reference }
  const results = await closeBridges(tx, scope, { ofGroup: true })
  const open = results.filter(({ isClosed }) => !isClosed).map(bridgeView)
  if (open.length) {
    throw errors.E_BILLING_MONTH_DIFFERS({ month: name, why: open.map(whyOpen).join(' ') })
  }
  await query(
    tx,
    `update billing_group_months set state = 'closed', closed_at = ?, closed_by = ?
      where billing_group_id = ? and reference = ?`,
    [closing.at, closing.by, group, reference]
  )
  return { name: month.groupName, reference, parked: month.parked }
}

/** Documents that a refusal names; the screen of the bridges has the rest. */
const NAMED = 5

function whyOpen({ title, remainder, documents }: BridgeView): string {
  const named = documents.slice(0, NAMED).map((one) => `${one.title} (${one.difference})`)
  const more = documents.length - named.length
  const told = named.join(', ') + (more > 0 ? ` e mais ${more}` : '')
  return `${title}: diferença de ${remainder}${told && `, em ${told}`}.`
}

/**
 * Opens a closed month again: what waits in it may be billed.
 * @throws E_BILLING_MONTH_OPEN
 */
export async function reopenGroupMonth(tx: Tx, asked: MonthOfGroup): Promise<ClosedMonth> {
  const { municipalityId, group, reference } = asked
  const load = await loadOfGroup(tx, municipalityId, group, reference)
  if (load) await lockLoad(tx, municipalityId, load.id)
  const month = await standingMonth(tx, asked)
  if (month.state !== 'closed') {
    const name = `${month.groupName} · ${formatRefMonth(reference)}`
    throw errors.E_BILLING_MONTH_OPEN({ month: name })
  }
  await query(
    tx,
    `update billing_group_months set state = ?, closed_at = null, closed_by = null
      where billing_group_id = ? and reference = ?`,
    [month.parked > 0 ? 'read' : 'billed', group, reference]
  )
  return { name: month.groupName, reference, parked: month.parked }
}
