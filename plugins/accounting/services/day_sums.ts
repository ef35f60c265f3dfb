import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import { MANUAL_ENTRY } from '../domain/event.ts'

/*
 * The sums of each account and day that screens read instead of all postings (ADR 0017). Whoever writes postings adds to them in the same
 * statement or transaction, each database connection in rows of its own.
 */

/** SQL of both sides of some postings. */
const SIDES = (source: string) => `
  select municipality_id, posted_on, debit_account as account, event = '${MANUAL_ENTRY}' as is_manual, amount_cents as debit, 0 as credit
    from ${source}
  union all
  select municipality_id, posted_on, credit_account, event = '${MANUAL_ENTRY}', 0, amount_cents from ${source}`

/** SQL that adds to the sums what a CTE holds: `municipality_id`, `posted_on`, `event`, both accounts and `amount_cents`. */
export const addSums = (posted: string): string => `
  insert into accounting_day_sums as s
  select municipality_id, posted_on, account, is_manual, pg_backend_pid(), sum(debit), sum(credit)
    from (${SIDES(posted)}) sides group by 1, 2, 3, 4
  on conflict (municipality_id, posted_on, account, is_manual, writer) do update
    set debit_cents = s.debit_cents + excluded.debit_cents, credit_cents = s.credit_cents + excluded.credit_cents`

/** What was posted between two accounts by one event. */
export interface PostedPair {
  readonly event: string
  readonly debit: string
  readonly credit: string
  readonly cents: bigint
}

/** Adds to the sums of a day what goes to the postings by COPY. */
export async function addPosted(
  tx: Tx,
  { municipalityId, postedOn }: { readonly municipalityId: bigint; readonly postedOn: CivilDate },
  pairs: readonly PostedPair[]
): Promise<void> {
  if (pairs.length === 0) return
  await query(
    tx,
    `with posted as (
       select ?::bigint as municipality_id, ?::date as posted_on, p.*
         from unnest(?::text[], ?::text[], ?::text[], ?::bigint[]) as p(event, debit_account, credit_account, amount_cents))
     ${addSums('posted')}`,
    [
      ...[municipalityId, postedOn],
      pairs.map(({ event }) => event),
      pairs.map(({ debit }) => debit),
      pairs.map(({ credit }) => credit),
      pairs.map(({ cents }) => cents),
    ]
  )
}

export interface Days {
  readonly municipalityId: bigint
  readonly from: CivilDate
  readonly until: CivilDate
}

/** Accounts whose sums are not what their postings come to: none, unless somebody went round the product. */
export async function wrongSums(
  tx: Pick<Tx, 'rawQuery'>,
  { municipalityId, from, until }: Days
): Promise<string[]> {
  const rows = await query<{ account: string }>(
    tx,
    `with posted as (select * from accounting_postings where municipality_id = ? and posted_on between ? and ?),
          truth as (select posted_on, account, is_manual, sum(debit) as debit, sum(credit) as credit
                      from (${SIDES('posted')}) sides group by 1, 2, 3),
          kept as (select posted_on, account, is_manual, sum(debit_cents) as debit, sum(credit_cents) as credit
                     from accounting_day_sums where municipality_id = ? and posted_on between ? and ? group by 1, 2, 3)
     select distinct account from truth t full join kept k using (posted_on, account, is_manual)
      where (t.debit, t.credit) is distinct from (k.debit, k.credit) order by 1`,
    [municipalityId, from, until, municipalityId, from, until]
  )
  return rows.map(({ account }) => account)
}

/** Writes the sums of a month that is being closed anew from its postings, one row of each account and day: nobody posts meanwhile. */
export async function foldSums(tx: Tx, { municipalityId, from, until }: Days): Promise<void> {
  await query(
    tx,
    'delete from accounting_day_sums where municipality_id = ? and posted_on between ? and ?',
    [municipalityId, from, until]
  )
  await query(
    tx,
    `with posted as (select * from accounting_postings where municipality_id = ? and posted_on between ? and ?)
     insert into accounting_day_sums
     select municipality_id, posted_on, account, is_manual, 0, sum(debit), sum(credit)
       from (${SIDES('posted')}) sides group by 1, 2, 3, 4`,
    [municipalityId, from, until]
  )
}
