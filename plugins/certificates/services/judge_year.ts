import type { CivilDate } from '#core/calendar/index'
import { type Tx, query } from '#core/database/index'

/** Why a year is not declared paid: something is open, in a plan, disputed, paid but not confirmed; or all of it is in court. */
export type Withheld = 'pending' | 'plan' | 'dispute' | 'confirming' | 'court'

/** A premise and who was billed there in a year, with what stands in the way of its statement. */
export interface JudgedYear {
  readonly premise_id: bigint
  readonly customer_id: bigint
  /** Months billed that would be declared paid. */
  readonly months: number
  /** Months of which something is before a court. */
  readonly disputed: string | null
  /** Null: the statement may be issued. */
  readonly reason: Withheld | null
}

interface Asked {
  readonly municipalityId: bigint
  readonly year: number
  readonly premiseIds: readonly bigint[]
  readonly on: CivilDate
}

interface Owing {
  /** Of which items `t`, as SQL. */
  readonly where: string
  /** The last due day, and the day on which they are judged, as SQL. */
  readonly until: string
  readonly on: string
}

/**
 * How each debt of the utility itself stands, as SQL: paid, open, in a plan, on hold, or before a court, where who owes says that
 * it is not owed.
 */
export const standingOfDebts = ({ where, until, on }: Owing): string => `
  select t.premise_id, t.debtor_id, t.reference, t.due_on, t.origin_type,
         case when t.open_cents > 0 and h.in_court then 'court'
              when t.open_cents > 0 and h.is_confirming then 'confirming'
              when t.open_cents > 0 and h.is_held then 'dispute'
              when t.open_cents > 0 then 'pending'
              when t.state = 'arranged' and exists (
                select from receivables_arranged_items m
                  join receivables_arrangements a on a.id = m.arrangement_id and a.state = 'standing'
                 where m.item_id = t.id) then 'plan'
              else 'paid' end as standing
    from receivables_items t
    join receivables_beneficiaries b on b.id = t.beneficiary_id and b.kind = 'utility'
    left join lateral (
      select bool_or(h.kind = 'judicial') as in_court, bool_or(h.kind = 'bank_confirmation') as is_confirming, count(*) > 0 as is_held
        from billing_invoice_holds h
       where t.origin_type = 'billing.invoice' and h.municipality_id = t.municipality_id and h.invoice_id = t.origin_id
         and h.from_at::date <= ${on} and (h.released_at is null or h.released_at::date > ${on})
         and (h.until_on is null or h.until_on >= ${on})) h on t.open_cents > 0
   where ${where} and t.due_on <= ${until} and t.state not in ('cancelled', 'replaced')`

/** What stands in the way of a statement, the one that is told first at the head. */
export const IN_THE_WAY = `array['pending', 'plan', 'dispute', 'confirming']`

/**
 * Judges a year, by due dates, for everybody billed in it at some premises: one query, whatever is owed. An older debt stands
 * in the way too, since the statement takes the place of the receipts of the years before.
 * @see Lei 12.007/2009, arts. 2 and 4
 */
export async function judgeYear(
  tx: Tx,
  { municipalityId, year, premiseIds, on }: Asked
): Promise<JudgedYear[]> {
  const owed = standingOfDebts({
    where:
      't.municipality_id = (select municipality_id from asked) and t.premise_id = any((select premises from asked)::bigint[])',
    ...{ until: '(select until_on from asked)', on: '(select on_day from asked)' },
  })
  return query<JudgedYear>(
    tx,
    `with asked as (
       select ?::bigint as municipality_id, ?::bigint[] as premises, make_date(?, 1, 1) as from_on,
              make_date(?, 12, 31) as until_on, ?::date as on_day),
     owed as (${owed}),
     billed as (
       select premise_id, debtor_id, reference, bool_or(standing = 'court') as in_court
         from owed where origin_type = 'billing.invoice' and due_on >= (select from_on from asked)
        group by premise_id, debtor_id, reference),
     months as (
       select premise_id, debtor_id, (count(*) filter (where not in_court))::int as months,
              string_agg(reference, ', ' order by reference) filter (where in_court) as disputed
         from billed group by premise_id, debtor_id),
     hindered as (
       select premise_id, debtor_id, (array_agg(standing order by array_position(${IN_THE_WAY}, standing)))[1] as reason
         from owed where standing = any(${IN_THE_WAY}) group by premise_id, debtor_id)
     select m.premise_id, m.debtor_id as customer_id, m.months, m.disputed,
            coalesce(h.reason, case when m.months = 0 then 'court' end) as reason
       from months m left join hindered h on h.premise_id = m.premise_id and h.debtor_id = m.debtor_id
      order by m.premise_id, m.debtor_id`,
    [municipalityId, premiseIds, year, year, on]
  )
}
