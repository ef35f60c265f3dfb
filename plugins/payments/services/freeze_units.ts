import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

export interface FrozenMonth {
  readonly municipalityId: bigint
  readonly closingId: bigint
  readonly from: CivilDate
  readonly until: CivilDate
}

/** The day on which an item was first owed; items of invoices take it from their paper. */
const BORN = `coalesce(i.born_on, (select min(d.issued_on) from receivables_document_items k
  join receivables_documents d on d.id = k.document_id where k.item_id = i.id), first)`

const SETTLED = 's.amount_cents + s.transferred_cents + s.forgiven_cents + s.withheld_cents'

const MONTH =
  'month as (select ?::bigint as place, ?::bigint as closing, ?::date as first, ?::date as last)'

const monthOf = ({ municipalityId, closingId, from, until }: FrozenMonth) => [
  municipalityId,
  closingId,
  from,
  until,
]

/**
 * What each unit owed before the month and after it, and what moved it between: issued, paid, passed to plans, cancelled. An item
 * that is over since before the month adds nothing and is not read.
 */
export async function freezeUnits(tx: Tx, month: FrozenMonth): Promise<void> {
  await query(
    tx,
    `with ${MONTH},
     touched as (
       select s.item_id as id from receivables_settlements s, month where s.municipality_id = place and s.posted_on >= first
       union select u.item_id from receivables_credit_uses u, month where u.municipality_id = place and u.used_on >= first
       union select a.item_id from receivables_arranged_items a, month where a.municipality_id = place and a.arranged_on >= first
       union select i.id from receivables_items i, month
              where i.municipality_id = place and (i.state = 'open' or i.withdrawn_on >= first or i.born_on >= first)),
     owed as (
       select i.id, i.premise_id, i.debtor_id, i.category, i.amount_cents, i.withdrawn_on, i.origin_type, ${BORN} as born_on
         from touched t join receivables_items i on i.id = t.id, month
        where i.withdrawn_on is null or i.withdrawn_on >= first),
     taken as (
       select x.id, sum(x.cents) filter (where x.day < first) as before, sum(x.cents) filter (where x.day >= first and not x.is_plan) as paid,
              sum(x.cents) filter (where x.day >= first and x.is_plan) as agreed
         from (
           select s.item_id as id, s.posted_on as day, ${SETTLED} as cents, false as is_plan
             from receivables_settlements s where s.item_id in (select id from owed)
           union all
           select u.item_id, u.used_on, u.amount_cents, false from receivables_credit_uses u where u.item_id in (select id from owed)
           union all
           select a.item_id, a.arranged_on, a.amount_cents, true from receivables_arranged_items a where a.item_id in (select id from owed)) x,
              month
        where x.day <= last group by x.id),
     lines as (
       select o.premise_id, o.debtor_id, o.category, o.origin_type,
              case when o.born_on < first then o.amount_cents - coalesce(t.before, 0) else 0 end as opening,
              case when o.born_on >= first then o.amount_cents else 0 end as issued,
              coalesce(t.paid, 0) + case when o.born_on >= first then coalesce(t.before, 0) else 0 end as paid,
              coalesce(t.agreed, 0) as agreed, o.withdrawn_on is not null and o.withdrawn_on <= last as is_ended
         from owed o left join taken t on t.id = o.id, month where o.born_on <= last),
     units as (
       select premise_id, debtor_id, max(category) as category, sum(opening) as opening, sum(issued) as issued,
              coalesce(sum(issued) filter (where origin_type <> 'billing.invoice'), 0) as apart, sum(paid) as paid, sum(agreed) as agreed,
              coalesce(sum(opening + issued - paid - agreed) filter (where is_ended), 0) as cancelled
         from lines group by premise_id, debtor_id)
     insert into payments_closing_units (municipality_id, closing_id, premise_id, debtor_id, category, opening_cents, issued_cents,
       apart_cents, paid_cents, agreed_cents, cancelled_cents, closing_cents)
     select place, closing, premise_id, debtor_id, category, opening, issued, apart, paid, agreed, cancelled,
            opening + issued - paid - agreed - cancelled
       from units, month
      where opening <> 0 or issued <> 0 or paid <> 0 or agreed <> 0 or cancelled <> 0
      order by premise_id, debtor_id`,
    monthOf(month)
  )
}

/** Parcels of services: what invoices asked for until the end of the month, what was paid of it, and what waits for later ones. */
const PARCELS = `
  select p.source_type, p.source_id, p.premise_id, p.debtor_id, regexp_replace(coalesce(p.label, ''), ' [(][0-9]+/[0-9]+[)]$', '') as title,
         p.amount_cents, p.state, i.id as item_id, i.born_on, i.withdrawn_on
    from month join receivables_pending_charges p on p.municipality_id = place and p.cause = 'service' and p.created_on <= last
    left join lateral (
      select i.id, i.withdrawn_on, ${BORN} as born_on from receivables_items i
       where i.municipality_id = p.municipality_id and i.origin_type = coalesce(p.billed_origin_type, 'billing.invoice')
         and i.origin_id = p.billed_origin_id and i.charge_type = p.charge_type and i.component = p.component
         and i.amount_cents = p.amount_cents order by i.id limit 1) i on p.state = 'billed'
  union all
  select i.origin_type, i.origin_id, i.premise_id, i.debtor_id, coalesce(t.name, i.charge_type), i.amount_cents, 'billed', i.id, ${BORN},
         i.withdrawn_on
    from month join receivables_items i on i.municipality_id = place and i.premise_id is null and i.charge_type = 'service'
    left join receivables_charge_types t on t.municipality_id = i.municipality_id and t.code = i.charge_type`

/** As services stood at the end of the month; what was over before it is not kept again. */
export async function freezeServices(tx: Tx, month: FrozenMonth): Promise<void> {
  await query(
    tx,
    `with ${MONTH},
     parcels as (${PARCELS}),
     stood as (
       select p.*, p.item_id is not null and p.born_on <= last as is_billed,
              coalesce((select sum(${SETTLED}) from receivables_settlements s where s.item_id = p.item_id and s.posted_on <= last), 0)
                + coalesce((select sum(u.amount_cents) from receivables_credit_uses u where u.item_id = p.item_id and u.used_on <= last), 0)
                as paid,
              coalesce((select sum(a.amount_cents) from receivables_arranged_items a where a.item_id = p.item_id and a.arranged_on <= last), 0)
                as agreed,
              (select max(s.posted_on) from receivables_settlements s where s.item_id = p.item_id) as moved_on
         from parcels p, month),
     services as (
       select source_type, source_id, premise_id, debtor_id, max(title) as title,
              coalesce(sum(amount_cents) filter (where is_billed), 0) as billed,
              coalesce(sum(paid) filter (where is_billed), 0) as paid, coalesce(sum(agreed) filter (where is_billed), 0) as agreed,
              coalesce(sum(case when state = 'cancelled' then amount_cents
                                when is_billed and withdrawn_on <= last then amount_cents - paid - agreed else 0 end), 0) as cancelled,
              coalesce(sum(amount_cents) filter (where not is_billed and state <> 'cancelled'), 0) as to_bill,
              bool_or(moved_on >= first or born_on >= first) as is_moved
         from stood, month group by source_type, source_id, premise_id, debtor_id)
     insert into payments_closing_services (municipality_id, closing_id, source_type, source_id, premise_id, debtor_id, title,
       billed_cents, paid_cents, agreed_cents, cancelled_cents, balance_cents, to_bill_cents)
     select place, closing, source_type, source_id, premise_id, debtor_id, title, billed, paid, agreed, cancelled,
            greatest(billed - paid - agreed - cancelled, 0), to_bill
       from services, month
      where to_bill <> 0 or is_moved or billed > paid + agreed + cancelled
      order by source_type, source_id`,
    monthOf(month)
  )
}
