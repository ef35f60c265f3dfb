import { type RefMonth, firstDay, lastDay, refMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

/** An account whose movement in a closed month is no longer what was frozen. */
export interface FrozenDifference {
  readonly account: string
  readonly frozenDebit: bigint
  readonly frozenCredit: bigint
  readonly debit: bigint
  readonly credit: bigint
}

const MOVED = (own: 'debit_account' | 'credit_account') => `
  select ${own} as account, ${own === 'debit_account' ? 'amount_cents' : '0'} as debit,
         ${own === 'credit_account' ? 'amount_cents' : '0'} as credit
    from accounting_postings where municipality_id = ? and posted_on between ? and ?`

/** Accounts of a closed month that differ from what was frozen: none, unless somebody went round the product. */
export function frozenDifferences(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  period: { readonly id: bigint; readonly reference: RefMonth }
): Promise<FrozenDifference[]> {
  const within = [municipalityId, firstDay(period.reference), lastDay(period.reference)]
  return query<FrozenDifference>(
    tx,
    `select account, coalesce(f.debit_cents, 0) as "frozenDebit", coalesce(f.credit_cents, 0) as "frozenCredit",
            coalesce(m.debit, 0)::bigint as debit, coalesce(m.credit, 0)::bigint as credit
       from (select account, sum(debit) as debit, sum(credit) as credit
               from (${MOVED('debit_account')} union all ${MOVED('credit_account')}) sides group by account) m
       full join (select b.account, b.debit_cents, b.credit_cents from accounting_period_balances b
                    join accounting_periods p on p.id = b.period_id and p.round = b.round
                   where p.municipality_id = ? and p.id = ?) f using (account)
      where (coalesce(m.debit, 0), coalesce(m.credit, 0)) is distinct from (coalesce(f.debit_cents, 0), coalesce(f.credit_cents, 0))
      order by account`,
    [...within, ...within, municipalityId, period.id]
  )
}

/** The last closed month, whose balances the next one starts from. */
export async function lastClosed(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint
): Promise<{ readonly id: bigint; readonly reference: RefMonth } | null> {
  const [row] = await query<{ id: bigint; reference: string }>(
    tx,
    `select id, reference from accounting_periods where municipality_id = ? and state <> 'open' order by reference desc limit 1`,
    [municipalityId]
  )
  return row ? { id: row.id, reference: refMonth(row.reference) } : null
}

/** Whether the books of a month are closed. */
export async function isClosed(
  tx: Pick<Tx, 'rawQuery'>,
  municipalityId: bigint,
  reference: RefMonth
): Promise<boolean> {
  const rows = await query(
    tx,
    `select 1 from accounting_periods where municipality_id = ? and reference = ? and state <> 'open'`,
    [municipalityId, reference]
  )
  return rows.length > 0
}
