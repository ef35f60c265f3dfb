import { type RefMonth, lastDay } from '#core/calendar/index'
import { parameterWithin } from '#core/configuration/index'
import { type Tx, query } from '#core/database/index'
import { ANALYSIS, type AnalysisBounds } from '../configuration/analysis_parameter.ts'

/**
 * SQL of each analytic account in a month beside the month before: accounts of balance by their balances, accounts of result by
 * what moved them; how much that is in percent, and how many points its share of its class changed.
 * It reads a CTE `asked` of one row: `municipality`, `first` day, `next` month's first day, and a CTE `chart`: `code`, `title`,
 * `nature`, `class`.
 */
export const ANALYSIS_ROWS = `
  select account, title, class, before_cents, now_cents,
         case when before_cents <> 0 then round(100.0 * (now_cents - before_cents) / abs(before_cents), 2) end as change_percent,
         round(share_before, 2) as share_before, round(share_now, 2) as share_now,
         round(share_now - share_before, 2) as change_points
    from (
      select *, 100.0 * before_cents / nullif(sum(before_cents) over (partition by class), 0) as share_before,
             100.0 * now_cents / nullif(sum(now_cents) over (partition by class), 0) as share_now
        from (
          select s.account, coalesce(c.title, 'Conta fora do plano em vigor') as title, coalesce(c.class, 'control') as class,
                 (case c.nature when 'credit' then -1 else 1 end
                   * case when c.class in ('revenue', 'expense') then s.moved_before else s.balance_before end)::bigint as before_cents,
                 (case c.nature when 'credit' then -1 else 1 end
                   * case when c.class in ('revenue', 'expense') then s.moved else s.balance end)::bigint as now_cents
            from (
              select account, coalesce(sum(cents) filter (where posted_on < first), 0) as balance_before, sum(cents) as balance,
                     coalesce(sum(cents) filter (where posted_on >= first - interval '1 month' and posted_on < first), 0) as moved_before,
                     coalesce(sum(cents) filter (where posted_on >= first), 0) as moved
                from (
                  select p.debit_account as account, p.posted_on, p.amount_cents as cents, a.first
                    from asked a join accounting_postings p on p.municipality_id = a.municipality and p.posted_on < a.next
                  union all
                  select p.credit_account, p.posted_on, -p.amount_cents, a.first
                    from asked a join accounting_postings p on p.municipality_id = a.municipality and p.posted_on < a.next) sides
               group by account) s
            left join chart c on c.code = s.account) figures) shares`

interface ClosedRound {
  readonly municipalityId: bigint
  readonly reference: RefMonth
  readonly period: { readonly id: bigint; readonly round: number }
  readonly chart: readonly {
    readonly code: string
    readonly title: string
    readonly nature: string
    readonly class: string
  }[]
}

/** Writes what a month that is being closed has to explain; what was said of the same figures when it was closed before stays. */
export async function writeFindings(
  tx: Tx,
  { municipalityId, reference, period, chart }: ClosedRound
): Promise<void> {
  const on = lastDay(reference)
  const bounds = await parameterWithin<AnalysisBounds>(tx, {
    ...{ key: ANALYSIS, municipalityId, date: on },
  })
  await query(
    tx,
    `with asked as (select ?::bigint as municipality, ?::date as first, (?::date + interval '1 month')::date as next),
          chart as (select * from unnest(?::text[], ?::text[], ?::text[], ?::text[]) as c(code, title, nature, class)),
          rows as (${ANALYSIS_ROWS}),
          found as (
            select 'horizontal' as kind, r.*, change_percent as change, ?::numeric as bound from rows r where abs(change_percent) > ?
            union all
            select 'vertical', r.*, change_points, ?::numeric from rows r where abs(change_points) > ?)
     insert into accounting_findings
       (municipality_id, period_id, reference, round, kind, account, title, before_cents, now_cents, change, bound, explanation,
        explained_by, explained_at)
     select ?, ?, ?, ?, f.kind, f.account, f.title, f.before_cents, f.now_cents, f.change, f.bound, o.explanation, o.explained_by,
            o.explained_at
       from found f
       left join accounting_findings o on o.period_id = ? and o.round = ? and o.kind = f.kind and o.account = f.account
        and o.before_cents = f.before_cents and o.now_cents = f.now_cents
      where abs(f.now_cents - f.before_cents) >= ?
      order by f.account, f.kind`,
    [
      ...[municipalityId, `${reference}-01`, `${reference}-01`],
      chart.map(({ code }) => code),
      chart.map(({ title }) => title),
      chart.map(({ nature }) => nature),
      chart.map((account) => account.class),
      ...[bounds.horizontal_percent, bounds.horizontal_percent],
      ...[bounds.vertical_points, bounds.vertical_points],
      ...[municipalityId, period.id, reference, period.round, period.id, period.round - 1],
      bounds.minimum_cents,
    ]
  )
}
