import { todayIn } from '#core/access/index'
import { query } from '#core/database/index'
import { type DebtOrigin, setMarks } from '#plugins/receivables/api'
import { LOT } from './lots.ts'
import type { RemovalContext } from './removals.ts'

interface BackRow {
  readonly listing_id: bigint
  readonly lot_id: bigint
  readonly purpose: 'listing' | 'protest'
  readonly origin_type: string
  readonly origin_id: bigint
}

/**
 * A payment was undone before any file told the bureau of it: what it had taken off is there still, and stays. What the bureau was
 * told already is not listed again by itself.
 */
export async function putBack(
  context: RemovalContext,
  origins: readonly DebtOrigin[]
): Promise<void> {
  const { tx, municipalityId, participate } = context
  if (origins.length === 0) return
  const back = await query<BackRow>(tx, BACK, [
    ...[origins.map(({ type }) => type), origins.map(({ id }) => id), municipalityId],
  ])
  if (back.length === 0) return
  const on = await todayIn(tx, municipalityId)
  const listings = [...new Set(back.map(({ listing_id: id }) => id))]
  await query(tx, STAND, [listings])
  for (const group of Map.groupBy(back, (one) => `${one.lot_id}/${one.purpose}`).values()) {
    const [{ lot_id: id, purpose }] = group as [BackRow]
    await setMarks(
      tx,
      { municipalityId, participate },
      {
        ...{ kind: purpose === 'listing' ? 'listed' : 'protested', source: { type: LOT, id }, on },
        origins: group.map((one) => ({ type: one.origin_type, id: one.origin_id })),
      }
    )
  }
}

/** Debts that a payment ended, whose removal or new amount waits for a file. */
const BACK = `
  update bureaus_debts d set end_cause = null, ended_on = null, paid_on = null, receipt_id = null
    from (select distinct * from unnest(?::text[], ?::bigint[]) as u (type, id)) o, bureaus_listings l, bureaus_bureaus b
   where d.municipality_id = ? and d.origin_type = o.type and d.origin_id = o.id and d.end_cause = 'payment'
     and l.id = d.listing_id and b.id = l.bureau_id
     and exists (select from bureaus_movements m
                  where m.listing_id = l.id and m.state = 'waiting' and m.operation <> 'inclusion')
     and exists (select from receivables_items i
                  where i.municipality_id = d.municipality_id and i.origin_type = d.origin_type and i.origin_id = d.origin_id
                    and i.state = 'open')
  returning d.listing_id, l.lot_id, b.purpose, d.origin_type, d.origin_id`

/** The listing stands as it did; when less of it is left than the bureau knows, the new amount is what waits. */
const STAND = `
  with touched as (
    select l.id, case when l.state <> 'removing' then l.state
                      when exists (select from bureaus_movements m where m.listing_id = l.id and m.state = 'waiting'
                                      and m.operation = 'exclusion') then 'published'
                      when l.publish_on is not null then 'in_notice'
                      when l.answered_on is not null then 'accepted' else 'sent' end as state,
           count(*) filter (where d.ended_on is null) as left_count,
           sum(d.amount_cents) filter (where d.ended_on is null) as left_cents, count(*) as all_count
      from bureaus_listings l join bureaus_debts d on d.listing_id = l.id
     where l.id = any(?::bigint[]) group by l.id),
  listings as (
    update bureaus_listings l
       set state = t.state, debt_count = t.left_count, amount_cents = t.left_cents, end_reason = null, ended_on = null
      from touched t where l.id = t.id),
  debts as (
    update bureaus_debts d set state = t.state from touched t where d.listing_id = t.id and d.ended_on is null)
  update bureaus_movements m
     set state = case when t.left_count = t.all_count then 'dropped' else 'waiting' end,
         operation = case when t.left_count = t.all_count then m.operation else 'update' end,
         deadline_on = case when t.left_count = t.all_count then m.deadline_on end, waits_for = null,
         debt_count = t.left_count, amount_cents = t.left_cents
    from touched t where m.listing_id = t.id and m.state = 'waiting' and m.operation <> 'inclusion'`
