/**
 * What was planned for a span of days and what became of it until a day: a step was executed for a bill on the first day on which it was
 * done, by the policy or by hand. Needs `given (municipality, from_on, until_on, as_of)` before it and gives `progress`.
 */
export const PROGRESS = `
  planned as (
    select s.* from dunning_schedules s, given g
     where s.municipality_id = g.municipality and s.planned_on between g.from_on and g.until_on),
  months as (select distinct reference from planned),
  asked as (
    select s.kind, s.step, d.origin_type, d.origin_id, d.premise_id, d.reference, d.cents, s.performed_on as done_on
      from given g join dunning_step_debts d on d.municipality_id = g.municipality join dunning_steps s on s.id = d.step_id
     where d.reference in (select reference from months) and s.state = 'performed'
       and s.kind in ('reminder', 'letter', 'extrajudicial', 'judicial')
    union all
    select case n.kind when 'letter' then 'letter' else 'notice' end, null, d.origin_type, d.origin_id, d.premise_id, d.reference, d.cents,
           n.issued_on
      from given g join dunning_notice_debts d on d.municipality_id = g.municipality join dunning_notices n on n.id = d.notice_id
     where d.reference in (select reference from months) and n.state <> 'cancelled' and (n.kind <> 'letter' or n.step is null)
    union all
    select 'cut_' || c.level, null, d.origin_type, d.origin_id, d.premise_id, d.reference, d.noticed_cents, c.executed_on
      from given g join dunning_case_debts d on d.municipality_id = g.municipality join dunning_cases c on c.id = d.case_id
     where d.reference in (select reference from months) and c.executed_on is not null
    union all
    select case m.kind when 'listed' then 'bureau' when 'inscribed' then 'register' else 'judicial' end, null, i.origin_type, i.origin_id,
           i.premise_id, i.reference, sum(i.amount_cents)::bigint, m.since
      from given g join receivables_marks m on m.municipality_id = g.municipality and m.kind in ('listed', 'inscribed', 'in_court')
      join receivables_items i on i.municipality_id = m.municipality_id and i.origin_type = m.origin_type and i.origin_id = m.origin_id
     where i.reference in (select reference from months) and i.component = 'principal' and i.premise_id is not null
     group by m.id, m.kind, m.since, i.origin_type, i.origin_id, i.premise_id, i.reference),
  hits as (
    select p.id, a.origin_type, a.origin_id, min(a.premise_id) as premise_id, min(a.done_on) as done_on, max(a.cents) as cents
      from planned p
      join asked a on a.kind = p.kind and a.reference = p.reference and (p.step is null or a.step is null or a.step = p.step)
      join registry_premises u on u.id = a.premise_id and u.billing_group_id = p.billing_group_id
     where a.done_on <= (select as_of from given)
     group by p.id, a.origin_type, a.origin_id),
  done as (
    select id, min(done_on) as executed_on, max(done_on) as last_on, count(distinct premise_id)::int as executed_units,
           sum(cents)::bigint as executed_cents
      from hits group by id),
  progress as (
    select p.*, d.executed_on, d.last_on, d.executed_units, d.executed_cents,
           case when d.executed_on is not null then d.executed_on - p.planned_on
                when p.planned_on < g.as_of then g.as_of - p.planned_on end as delay_days,
           case when d.executed_on > p.planned_on then 'done_late' when d.executed_on is not null then 'done'
                when p.planned_on < g.as_of then 'late' else 'planned' end as state
      from given g cross join planned p left join done d on d.id = p.id)`
