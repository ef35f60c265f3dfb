import { type Tx, query } from '#core/database/index'
import { type OutstandingDay, type WaitingCredit, matchCredits } from '../domain/match_credits.ts'
import { refreshDays, takeReconciliation } from './refresh_days.ts'

/** A credit dated later may complete a day of so many days before. */
const DAYS_BACK = 30

/** Who matches, when nobody does. */
const SYSTEM = 'Sistema'

/**
 * Compares anew what was told with what was credited: adds up the days that changed and gives them the credits that wait
 * for them. What is in doubt waits for people.
 * @returns credits matched now.
 */
export async function reconcile(tx: Tx, municipalityId: bigint, now: Date): Promise<number> {
  await takeReconciliation(tx, municipalityId)
  await refreshDays(tx, municipalityId)
  const accounts = await query<{ account: string }>(
    tx,
    `select distinct account from payments_statement_lines where municipality_id = ? and state = 'waiting' order by 1`,
    [municipalityId]
  )
  let matched = 0
  for (const { account } of accounts)
    matched += await matchAccount(tx, { municipalityId, account, now })
  if (matched) await refreshDays(tx, municipalityId)
  return matched
}

interface AccountOrder {
  readonly municipalityId: bigint
  readonly account: string
  readonly now: Date
}

async function matchAccount(
  tx: Tx,
  { municipalityId, account, now }: AccountOrder
): Promise<number> {
  const credits = await query<WaitingCredit>(
    tx,
    `select id, on_day as "on", amount_cents as "amountCents", text from payments_statement_lines
      where municipality_id = ? and account = ? and state = 'waiting' order by on_day, id for update`,
    [municipalityId, account]
  )
  const days = await query<OutstandingDay>(
    tx,
    `select d.id, d.credited_on as "creditedOn", d.kind, d.difference_cents as "outstandingCents", g.code,
            g.statement_mark as mark
       from payments_days d join payments_agreements g on g.id = d.agreement_id
      where d.municipality_id = ? and g.account = ? and d.state in ('open', 'divergent')
        and d.credited_on >= ?::date - ?::int order by d.credited_on, d.id`,
    [municipalityId, account, credits[0]?.on ?? null, DAYS_BACK]
  )
  const matches = matchCredits(credits, days)
  if (!matches.length) return 0
  await query(
    tx,
    `update payments_statement_lines l set state = 'matched', day_id = u.day, reason = u.reason, decided_by = ?, decided_at = ?
       from unnest(?::bigint[], ?::bigint[], ?::text[]) as u(line, day, reason) where l.id = u.line`,
    [
      ...[SYSTEM, now, matches.map(({ lineId }) => lineId)],
      ...[matches.map(({ dayId }) => dayId), matches.map(({ reason }) => reason)],
    ]
  )
  await markStale(
    tx,
    matches.map(({ dayId }) => dayId)
  )
  return matches.length
}

/** Days whose credits changed are added up again. */
export async function markStale(tx: Tx, ids: readonly bigint[]): Promise<void> {
  await query(
    tx,
    `update payments_days set is_stale = true, settled_by = null, settled_at = null, justification = null,
            state = case when state = 'accepted' then 'open' else state end where id = any(?)`,
    [ids]
  )
}
