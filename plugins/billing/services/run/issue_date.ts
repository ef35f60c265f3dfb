import {
  type CivilDate,
  type RefMonth,
  addDays,
  clock,
  formatDate,
  formatRefMonth,
} from '#core/calendar/index'
import { resolvePack } from '#core/configuration/index'
import type { Tx } from '#core/database/index'
import { loadOfGroup, loadPeriod } from '#plugins/readings/api'
import { errors } from '../../errors.ts'
import { requireOpenMonth } from '../month/standing_month.ts'

interface Issue {
  readonly municipalityId: bigint
  readonly reference: RefMonth
  readonly issuedOn: CivilDate
}

const KEY = 'billing.issue_window_days'

/**
 * Invoices are issued from the day of the last reading on, for as many days as the parameter of that day allows.
 * @throws BusinessError E_BILLING_ISSUE_DATE
 */
export async function requireIssueDate(
  tx: Tx,
  { municipalityId, reference, issuedOn }: Issue,
  lastReadOn: CivilDate
): Promise<void> {
  const pack = await resolvePack(
    {
      municipalityId,
      from: lastReadOn,
      until: lastReadOn,
      knownAt: clock.now(),
      decisions: [],
      parameters: [KEY],
      items: [],
    },
    tx
  )
  const until = addDays(lastReadOn, pack.at(lastReadOn).parameter<number>(KEY))
  if (issuedOn >= lastReadOn && issuedOn <= until) return
  throw errors.E_BILLING_ISSUE_DATE({
    date: formatDate(issuedOn),
    reference: formatRefMonth(reference),
    from: formatDate(lastReadOn),
    until: formatDate(until),
  })
}

/** The same before a run is started, and that the month is open, so that a screen can say it; a group without a load is refused by the run itself. */
export async function requireIssueDateOfGroup(
  tx: Tx,
  issue: Issue & { readonly group: bigint }
): Promise<void> {
  await requireOpenMonth(tx, issue)
  const load = await loadOfGroup(tx, issue.municipalityId, issue.group, issue.reference)
  const period = load && (await loadPeriod(tx, load.id))
  if (period) await requireIssueDate(tx, issue, period.until)
}
