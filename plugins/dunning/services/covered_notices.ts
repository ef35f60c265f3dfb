import { type Tx, query } from '#core/database/index'
import type { DebtOrigin } from '#plugins/receivables/api'

/** A pending notice that lists some debts, with what of it is still asked for. */
export interface ListedNotice {
  readonly id: bigint
  readonly kind: string
  readonly premiseId: bigint
  /** Of all that it lists, as it stands now. */
  readonly openCents: bigint
  /** Of that, what is under a plan. */
  readonly plannedCents: bigint
  /** Bills of which something is open and not under a plan. */
  readonly openDebts: number
}

/** The notices in a state that list some debts, locked, with what is open of each: one query. */
export function noticesListing(
  tx: Tx,
  municipalityId: bigint,
  {
    origins,
    state,
  }: { readonly origins: readonly DebtOrigin[]; readonly state: 'pending' | 'paid' }
): Promise<ListedNotice[]> {
  return query<ListedNotice>(
    tx,
    `with listing as (
       select n.id, n.kind, n.premise_id, n.document_id from dunning_notices n
        where n.municipality_id = ? and n.state = ? and n.id in (
          select d.notice_id from dunning_notice_debts d
            join unnest(?::text[], ?::bigint[]) as o (type, id) on o.type = d.origin_type and o.id = d.origin_id
           where d.municipality_id = ?)
        order by n.id for update)
     select l.id, l.kind, l.premise_id as "premiseId", coalesce(sum(i.cents), 0)::bigint as "openCents",
            coalesce(sum(i.cents) filter (where i.is_planned), 0)::bigint as "plannedCents",
            (count(distinct (i.origin_type, i.origin_id)) filter (where i.cents > 0 and not i.is_planned))::int as "openDebts"
       from listing l
       left join lateral (
         select t.origin_type, t.origin_id, t.open_cents - t.withheld_cents as cents,
                exists (select from receivables_marks m
                         where m.municipality_id = t.municipality_id and m.origin_type = t.origin_type
                           and m.origin_id = t.origin_id and m.kind in ('plan', 'renegotiated') and m.until is null) as is_planned
           from receivables_document_items x join receivables_items t on t.id = x.item_id
          where x.document_id = l.document_id and t.state = 'open' and t.open_cents > t.withheld_cents) i on true
      group by l.id, l.kind, l.premise_id order by l.id`,
    [
      ...[municipalityId, state, origins.map(({ type }) => type), origins.map(({ id }) => id)],
      municipalityId,
    ]
  )
}
