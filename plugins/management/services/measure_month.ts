import { clock, type RefMonth } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

interface Month {
  readonly municipalityId: bigint
  readonly reference: RefMonth
}

/**
 * What a month came to, by locality: the bills of its reference and the money posted in it. Measured again, it is as it stands
 * now. Two statements, whatever the size.
 */
export async function measureMonth(tx: Tx, { municipalityId, reference }: Month): Promise<void> {
  await query(tx, 'delete from management_figures where municipality_id = ? and reference = ?', [
    municipalityId,
    reference,
  ])
  await query(
    tx,
    `with month as (
       select ?::bigint as municipality_id, ?::char(7) as reference, (? || '-01')::date as first,
              ((? || '-01')::date + interval '1 month')::date as next),
     billed as (
       select p.locality_id, coalesce(sum(i.total_cents) filter (where i.settlement not in ('cancelled', 'replaced')), 0)::bigint as cents,
              (count(*) filter (where i.settlement not in ('cancelled', 'replaced')))::int as invoices, (count(*) filter (where i.correction_id is null))::int as issued,
              (count(*) filter (where i.ended_by_id is not null and i.correction_id is null))::int as corrected
         from month m join billing_invoices i on i.municipality_id = m.municipality_id and i.reference = m.reference
         join registry_premises p on p.id = i.premise_id
        group by p.locality_id),
     collected as (
       select p.locality_id, sum(r.amount_cents)::bigint as cents, count(*)::int as receipts
         from month m join receivables_receipts r on r.municipality_id = m.municipality_id and r.posted_on >= m.first
          and r.posted_on < m.next and r.state <> 'reversed'
         left join registry_premises p on p.id = r.premise_id
        group by p.locality_id)
     insert into management_figures (municipality_id, reference, locality_id, billed_cents, invoices, issued, corrected, collected_cents,
       receipts, measured_at)
     select m.municipality_id, m.reference, l.locality_id, coalesce(b.cents, 0), coalesce(b.invoices, 0), coalesce(b.issued, 0),
            coalesce(b.corrected, 0), coalesce(c.cents, 0), coalesce(c.receipts, 0), ?
       from month m
      cross join (select locality_id from billed union select locality_id from collected) l
       left join billed b on b.locality_id is not distinct from l.locality_id
       left join collected c on c.locality_id is not distinct from l.locality_id`,
    [municipalityId, reference, reference, reference, clock.now()]
  )
}
