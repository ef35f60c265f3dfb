import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'
import type { PremiseHolder } from './live_facts.ts'

export interface OverdueDebts {
  /** Invoices, or whatever else the items come from. */
  readonly count: number
  readonly totalCents: bigint
}

export interface OverdueQuery {
  readonly holders: readonly PremiseHolder[]
  readonly on: CivilDate
  /** Not asked for, though overdue: held for a reason. */
  readonly except?: { readonly originType: string; readonly originIds: readonly bigint[] }
}

/**
 * What the holder of each premise owed for it and was overdue on a date, as the books stood that day: printing later gives
 * the same. Debts of former holders are not the new one's (DECISIONS 45).
 */
export async function overdueOn(
  tx: Tx,
  municipalityId: bigint,
  { holders, on, except }: OverdueQuery
): Promise<ReadonlyMap<bigint, OverdueDebts>> {
  const rows = await query<{ premise_id: bigint; count: number; total: string }>(
    tx,
    `select premise_id, count(distinct (origin_type, origin_id))::int as count, sum(owed) as total
       from (select i.premise_id, i.origin_type, i.origin_id,
                    i.amount_cents
                      - coalesce((select sum(amount_cents + transferred_cents + forgiven_cents)
                                    from receivables_settlements s where s.item_id = i.id and s.posted_on <= ?), 0)
                      - coalesce((select sum(amount_cents) from receivables_credit_uses u
                                   where u.municipality_id = i.municipality_id and u.origin_type = i.origin_type
                                     and u.origin_id = i.origin_id and u.item_id = i.id and u.used_on <= ?), 0) as owed
               from unnest(?::bigint[], ?::bigint[]) as h(premise_id, holder_id)
               join receivables_items i on i.premise_id = h.premise_id and i.debtor_id = h.holder_id
              where i.municipality_id = ? and i.due_on < ?
                and not (i.origin_type = ? and i.origin_id = any(?::bigint[]))
                and (i.born_on is null or i.born_on <= ?)
                and (i.state in ('open', 'settled') or i.withdrawn_on > ?)) debts
      where owed > 0 group by premise_id`,
    [
      ...[on, on, holders.map(({ premiseId }) => premiseId)],
      ...[holders.map(({ holderId }) => holderId), municipalityId, on],
      ...[except?.originType ?? '', except?.originIds ?? [], on, on],
    ]
  )
  return new Map(
    rows.map((row) => [row.premise_id, { count: row.count, totalCents: BigInt(row.total) }])
  )
}
