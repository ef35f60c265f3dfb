import { type Report, positionFilter } from '#core/reports/index'
import { categoryFilter, groupFilter } from '#plugins/registry/api'
import { PLAN_SHARE, campaignFilter, collectorFilter, dueFilters, planMoney } from './shared.ts'

/** Each stage with its words; in the order of the way. */
const STAGES = [
  { value: '1_overdue', label: 'Vencido' },
  { value: '2_noticed', label: 'Notificado' },
  { value: '3_negotiated', label: 'Negociado (promessa ou acordo)' },
  { value: '4_agreed', label: 'Em acordo em dia, ou pago por acordo' },
  { value: '5_defaulted', label: 'Acordo quebrado ou com parcela vencida' },
  { value: '6_recovered', label: 'Recuperado' },
]

/** Items of debts that fell due and were not paid by then; what plans ask for is told by their debts. */
const DEBTS = `
  overdue as (
    select i.origin_type, i.origin_id, i.premise_id, i.debtor_id,
           sum(i.amount_cents - coalesce(m.in_time, 0))::bigint as cents, sum(coalesce(m.late, 0))::bigint as late_cents
      from receivables_items i
      join registry_premises p on p.id = i.premise_id
      left join lateral (
        select sum(s.amount_cents + s.transferred_cents + s.forgiven_cents + s.withheld_cents)
                 filter (where s.settled_on <= i.due_on) as in_time,
               sum(s.amount_cents) filter (where s.settled_on > i.due_on) as late
          from receivables_settlements s where s.item_id = i.id and s.settled_on <= :position_on) m on true
     where i.municipality_id = :municipality and i.due_on between :from_on and :until_on and i.due_on < :position_on
       and i.state not in ('cancelled', 'replaced') and i.charge_type not in ('plan', 'plan_interest')
       and i.origin_type not in ('plans.slips', 'plans.early_payments', 'plans.debts')
       and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)
       and (:category::text is null or i.category = :category)
       and (:collector::bigint is null or exists (
             select from collections_contacts c where c.municipality_id = i.municipality_id and c.premise_id = i.premise_id
                and c.debtor_id = i.debtor_id and c.collector_id = :collector::bigint and c.made_on <= :position_on))
       and (:campaign::bigint is null or exists (
             select from collections_contacts c where c.municipality_id = i.municipality_id and c.premise_id = i.premise_id
                and c.debtor_id = i.debtor_id and c.campaign_id = :campaign::bigint and c.made_on <= :position_on))
     group by i.origin_type, i.origin_id, i.premise_id, i.debtor_id
    having sum(i.amount_cents - coalesce(m.in_time, 0)) > 0)`

/** The last plan of each debt on the day: with money, and whether it failed. */
const PLANS = `
  planned as (
    select distinct on (d.origin_type, d.origin_id) d.origin_type, d.origin_id, a.id as agreement_id,
           round((select coalesce(sum(m.cents), 0) from plan_money m where m.agreement_id = a.id) * ${PLAN_SHARE})::bigint as paid_cents,
           coalesce(a.end_cause in ('default', 'unpaid_down') and a.ended_on <= :position_on, false)
             or exists (select from plan_items k join receivables_items i on i.id = k.item_id
                         where k.agreement_id = a.id and i.due_on < :position_on and i.state not in ('cancelled', 'replaced')
                           and i.amount_cents > coalesce((select sum(s.amount_cents + s.transferred_cents + s.forgiven_cents)
                                 from receivables_settlements s where s.item_id = i.id and s.settled_on <= :position_on), 0))
             as is_defaulted
      from plans_debts d join plans_agreements a on a.id = d.agreement_id
     where d.municipality_id = :municipality and a.signed_on <= :position_on
     order by d.origin_type, d.origin_id, a.id desc)`

/** From what fell due to what came back, with amounts and rates (CM-28). */
export const funnel: Report = {
  name: 'collections.funnel',
  title: 'Funil da recuperação',
  help: 'Do que venceu e não foi pago: quanto foi notificado, negociado, está em acordo em dia, quebrou o acordo e voltou. Por grupo, categoria, campanha ou cobrador que falou com o devedor.',
  permission: 'collections.read',
  section: 'Mesa de cobrança',
  filters: [
    ...dueFilters,
    positionFilter,
    groupFilter,
    categoryFilter,
    collectorFilter,
    campaignFilter,
  ],
  columns: [
    { name: 'stage', label: 'Etapa', type: 'enum', options: STAGES },
    { name: 'debts', label: 'Débitos', type: 'integer' },
    { name: 'cents', label: 'Valor', type: 'money' },
    { name: 'percent', label: 'Do vencido', type: 'decimal', unit: '%' },
  ],
  sort: { column: 'stage', direction: 'asc' },
  chart: { title: 'Valor por etapa', category: 'stage', value: 'cents' },
  sql: `with ${planMoney(':position_on')}, ${DEBTS}, ${PLANS},
    told as (
      select o.cents, o.late_cents + coalesce(l.paid_cents, 0) as recovered, l.agreement_id is not null as is_planned,
             coalesce(l.is_defaulted, false) as is_defaulted,
             exists (select from dunning_notice_debts d join dunning_notices n on n.id = d.notice_id
                      where d.municipality_id = :municipality and d.origin_type = o.origin_type and d.origin_id = o.origin_id
                        and n.issued_on <= :position_on) as is_noticed,
             exists (select from collections_promise_debts d join collections_promises r on r.id = d.promise_id
                      where d.municipality_id = :municipality and d.origin_type = o.origin_type and d.origin_id = o.origin_id
                        and r.made_on <= :position_on and r.state <> 'cancelled') as is_promised
        from overdue o left join planned l on l.origin_type = o.origin_type and l.origin_id = o.origin_id),
    stages as (
      select s.stage, count(t.cents) as debts, coalesce(sum(t.amount), 0)::bigint as cents
        from (values ('1_overdue'), ('2_noticed'), ('3_negotiated'), ('4_agreed'), ('5_defaulted'), ('6_recovered')) as s (stage)
        left join (
          select '1_overdue' as stage, cents, cents as amount from told
          union all select '2_noticed', cents, cents from told where is_noticed
          union all select '3_negotiated', cents, cents from told where is_planned or is_promised
          union all select '4_agreed', cents, cents from told where is_planned and not is_defaulted
          union all select '5_defaulted', cents, cents from told where is_defaulted
          union all select '6_recovered', cents, recovered from told where recovered > 0) t on t.stage = s.stage
       group by s.stage)
    select stage, debts, cents,
           coalesce(round(100.0 * cents / nullif(max(cents) filter (where stage = '1_overdue') over (), 0), 1), 0) as percent
      from stages`,
}
