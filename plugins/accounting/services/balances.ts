import { municipalityOf } from '#core/access/index'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { inForce } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { CHART_KIND, type Chart, DEFAULT_CHART, type Purpose } from '../domain/chart.ts'
import type { WaitingSum } from '../domain/effects.ts'

export interface Movement {
  readonly account: string
  readonly debits: bigint
  readonly credits: bigint
}

/** Debits and credits by account, of all postings or of one reference. */
export function movements(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  reference: RefMonth | null = null
): Promise<Movement[]> {
  const where = `municipality_id = ?${reference ? ' and reference = ?' : ''}`
  const bindings = [municipalityId, ...(reference ? [reference] : [])]
  return query<Movement>(
    tx,
    `select account, sum(debit)::bigint as debits, sum(credit)::bigint as credits
       from (select debit_account as account, amount_cents as debit, 0 as credit
               from accounting_postings where ${where}
             union all
             select credit_account, 0, amount_cents from accounting_postings where ${where}) entries
      group by account order by account`,
    [...bindings, ...bindings]
  )
}

/** The chart in force on a day. */
export async function chartOn(municipalityId: bigint, on: CivilDate): Promise<Chart> {
  const version = await inForce(CHART_KIND, DEFAULT_CHART, municipalityId, on)
  return (version?.content ?? { title: '', accounts: [] }) as unknown as Chart
}

export async function currentChart(municipalityId: bigint): Promise<Chart> {
  const { timeZone } = await municipalityOf(municipalityId)
  return chartOn(municipalityId, clock.today(timeZone))
}

/** Balances by purpose, each on the side on which its accounts grow. */
export function balancesByPurpose(
  chart: Chart,
  moved: readonly Movement[]
): ReadonlyMap<Purpose, bigint> {
  const byCode = new Map(moved.map((one) => [one.account, one]))
  const sums = new Map<Purpose, bigint>()
  for (const { code, nature, purpose } of chart.accounts) {
    const movement = byCode.get(code)
    if (!purpose || !movement) continue
    const debit = movement.debits - movement.credits
    sums.set(purpose, (sums.get(purpose) ?? 0n) + (nature === 'debit' ? debit : -debit))
  }
  return sums
}

/** What waits for an account, by event. */
export function waitingSums(
  tx: Tx,
  municipalityId: bigint,
  reference: RefMonth | null = null
): Promise<WaitingSum[]> {
  return query<WaitingSum>(
    tx,
    `select u.event, coalesce(f.facts::jsonb ->> 'money' = 'unidentified', false) as "isMoved",
            coalesce(f.facts::jsonb ->> 'money' = 'offset', false) as "isOffset",
            sum(u.amount_cents)::bigint as cents
       from accounting_unposted u join accounting_facts f on f.id = u.facts_id
      where u.municipality_id = ? and u.state = 'waiting' ${reference ? 'and u.reference = ?' : ''} group by 1, 2, 3`,
    [municipalityId, ...(reference ? [reference] : [])]
  )
}

/** How much waits for an account in all. */
export async function waitingTotal(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<{ readonly count: bigint; readonly cents: bigint }> {
  const [total] = await query<{ count: bigint; cents: bigint }>(
    tx,
    `select count(*) as count, coalesce(sum(amount_cents), 0)::bigint as cents from accounting_unposted
      where municipality_id = ? and state = 'waiting'`,
    [municipalityId]
  )
  return total!
}
