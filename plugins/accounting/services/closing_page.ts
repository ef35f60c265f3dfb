import type { Actor } from '#core/actions/index'
import { type CivilDate, type RefMonth, monthOf, previousMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { ClosingCheck } from '../domain/closing.ts'
import { nextToClose, ownChecks } from './closing_checks.ts'
import { keptChecks } from './month_checks.ts'

interface Asked {
  readonly actor: Actor
  readonly reference: RefMonth | null
  readonly today: CivilDate
}

interface StandingPeriod {
  readonly id: bigint
  readonly reference: string
  readonly state: 'closed' | 'reopening' | 'open'
  readonly closed_at: Date
  readonly closed_by: string
  readonly entries: bigint
  readonly debit_cents: bigint
}

const stopsOf = (checks: readonly ClosingCheck[]): number =>
  checks.filter(({ state }) => state === 'stops').length

/** A month with its checks, the dear ones as they were last made, or with what was frozen once it is closed. Without one asked for: the next one to close. */
export async function closingPage(tx: Tx, { actor, reference: asked, today }: Asked) {
  const { municipalityId } = actor
  const next = await nextToClose(tx, municipalityId)
  const reference = asked ?? next ?? previousMonth(monthOf(today))
  const periods = await query<StandingPeriod>(
    tx,
    `select id, reference, state, closed_at, closed_by, entries, debit_cents from accounting_periods
      where municipality_id = ? order by reference desc limit 12`,
    [municipalityId]
  )
  const period = periods.find((one) => one.reference === reference) ?? null
  const isClosed = period !== null && period.state !== 'open'
  const own = isClosed ? [] : await ownChecks(tx, { municipalityId, reference, actor })
  const whole = isClosed ? null : await keptChecks(tx, municipalityId, reference)
  const checks: ClosingCheck[] = [...own, ...(whole?.checks ?? [])]
  return {
    ...{ reference, period, periods, checks, isClosed, whole },
    stops: stopsOf(own) + (whole?.isOutdated ? 0 : stopsOf(whole?.checks ?? [])),
  }
}
