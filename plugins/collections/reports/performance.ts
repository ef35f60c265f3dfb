import { type Report, monthFilters, positionFilter } from '#core/reports/index'
import type { ReportColumn, ReportFilter } from '#core/reports/index'
import { categoryFilter, groupFilter } from '#plugins/registry/api'
import { PLAN_SHARE, planMoney } from './shared.ts'

const SPANS = [30, 60, 90, 180, 360] as const

/** What money that came late is put down to: the last of these before it. */
const ACTIONS = [
  { name: 'notice', label: 'por notificação' },
  { name: 'cut', label: 'por corte' },
  { name: 'bureau', label: 'por negativação ou protesto' },
  { name: 'plan', label: 'por parcelamento' },
  { name: 'register', label: 'por dívida ativa ou juízo' },
  { name: 'contact', label: 'por contato da mesa' },
  { name: 'none', label: 'sem ação' },
] as const

const COSTS = [
  { name: 'notice', label: 'Custo de uma notificação' },
  { name: 'cut', label: 'Custo de um corte' },
  { name: 'bureau', label: 'Custo de uma negativação ou protesto' },
  { name: 'contact', label: 'Custo de um contato' },
] as const

const costFilters: readonly ReportFilter[] = COSTS.map(({ name, label }) => ({
  ...{ name: `${name}_cost`, label, type: 'money', isRequired: true, minimum: '0' },
  initial: () => '0,00',
}))

const percent = (name: string, label: string): ReportColumn => ({
  ...{ name, label, type: 'decimal', unit: '%' },
})
const money = (name: string, label: string): ReportColumn => ({
  ...{ name, label, type: 'money', isTotal: true },
})

const received = (until: string): string =>
  `coalesce((select sum(m.cents) from moneys m where m.reference = b.reference and ${until}), 0)`
const rate = (cents: string): string => `round(100.0 * ${cents} / nullif(b.billed_cents, 0), 1)`

/** A rate after so many days is told only once they have gone by. */
const RATES = SPANS.map(
  (days) =>
    `case when b.month_end + ${days} <= :position_on::date then ${rate(received(`m.settled_on <= m.month_end + ${days}`))} end as d${days}_percent`
).join(',\n           ')

const BY_ACTION = ACTIONS.map(
  ({ name }) => `${received(`m.action = '${name}'`)}::bigint as ${name}_cents`
).join(', ')

const COST = COSTS.map(
  ({ name }) =>
    `(select count(distinct source) from acts where acts.reference = b.reference and kind = '${name}') * :${name}_cost::bigint`
).join(' + ')

const BILLS = `
  bills as (
    select i.id, i.reference, i.issued_on, i.due_on, i.total_cents, i.premise_id, i.debtor_id,
           (date_trunc('month', i.due_on) + interval '1 month - 1 day')::date as month_end
      from billing_invoices i join registry_premises p on p.id = i.premise_id
     where i.municipality_id = :municipality and i.reference between :from_reference and :until_reference
       and i.settlement not in ('cancelled', 'replaced') and i.issued_on <= :position_on
       and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)
       and (:category::text is null or exists (
             select from registry_premise_economies e where e.municipality_id = p.municipality_id and e.premise_id = p.id
                and e.category = :category and e.until_on is null)))`

/** What was done to collect each bill, and when. */
const ACTS = `
  acts as (
    select b.id, b.reference, m.since as done_on, m.source_type || '/' || m.source_id as source,
           case when m.kind = 'noticed' then 'notice' when m.kind in ('listed', 'protested') then 'bureau' else 'register' end as kind
      from bills b join receivables_marks m on m.municipality_id = :municipality and m.origin_type = 'billing.invoice'
       and m.origin_id = b.id and m.kind in ('noticed', 'listed', 'protested', 'inscribed', 'in_court')
    union all
    select b.id, b.reference, c.executed_on, 'cut/' || c.id, 'cut'
      from bills b join dunning_case_debts d on d.municipality_id = :municipality and d.origin_type = 'billing.invoice'
       and d.origin_id = b.id
      join dunning_cases c on c.id = d.case_id and c.executed_on is not null
    union all
    select b.id, b.reference, c.made_on, 'contact/' || c.id, 'contact'
      from bills b join collections_contacts c on c.municipality_id = :municipality and c.premise_id = b.premise_id
       and c.debtor_id = b.debtor_id and c.made_on > b.due_on
      join collections_results r on r.municipality_id = c.municipality_id and r.code = c.result
       and r.meaning in ('answered', 'transferred'))`

const MONEYS = `
  moneys as (
    select b.reference, b.month_end, b.issued_on, s.settled_on, s.amount_cents as cents,
           case when s.settled_on <= b.due_on then 'in_time' else coalesce((
             select a.kind from acts a where a.id = b.id and a.done_on <= s.settled_on
              order by a.done_on desc, array_position(array['cut', 'register', 'bureau', 'contact', 'notice'], a.kind) limit 1), 'none')
           end as action
      from bills b
      join receivables_items i on i.municipality_id = :municipality and i.origin_type = 'billing.invoice' and i.origin_id = b.id
      join receivables_settlements s on s.item_id = i.id and s.settled_on <= :position_on
     where i.charge_type not in ('plan', 'plan_interest')
    union all
    select b.reference, b.month_end, b.issued_on, m.settled_on, round(m.cents * ${PLAN_SHARE})::bigint, 'plan'
      from bills b
      join plans_debts d on d.municipality_id = :municipality and d.origin_type = 'billing.invoice' and d.origin_id = b.id
      join plans_agreements a on a.id = d.agreement_id
      join plan_money m on m.agreement_id = a.id)`

/** How much of each month's bills came in, when, and by which action (TR-3.2.19.41). */
export const performance: Report = {
  name: 'collections.performance',
  title: 'Indicadores de desempenho da cobrança',
  help: 'De cada mês faturado: quanto entrou até o mês do vencimento e 30, 60, 90, 180 e 360 dias depois, a inadimplência, o que voltou por cada ação de cobrança (a última antes do pagamento), o que as ações custaram e os dias até receber.',
  permission: 'collections.read',
  section: 'Mesa de cobrança',
  filters: [...monthFilters, positionFilter, groupFilter, categoryFilter, ...costFilters],
  columns: [
    { name: 'reference', label: 'Mês', type: 'refmonth' },
    money('billed_cents', 'Faturado'),
    money('received_cents', 'Recebido'),
    percent('due_percent', 'Até o mês do vencimento'),
    ...SPANS.map((days) => percent(`d${days}_percent`, `${days} dias depois`)),
    percent('default_percent', 'Inadimplência'),
    ...ACTIONS.map(({ name, label }) => money(`${name}_cents`, `Recuperado ${label}`)),
    money('cost_cents', 'Custo das ações'),
    { name: 'average_days', label: 'Dias até receber', type: 'decimal' },
  ],
  sort: { column: 'reference', direction: 'asc' },
  chart: {
    title: 'Inadimplência por mês',
    category: 'reference',
    value: 'default_percent',
    kind: 'line',
  },
  sql: `with ${planMoney(':position_on')}, ${BILLS}, ${ACTS}, ${MONEYS},
    months as (
      select reference, sum(total_cents)::bigint as billed_cents, max(month_end) as month_end from bills group by reference)
    select b.reference, b.billed_cents, ${received('true')}::bigint as received_cents,
           ${rate(received('m.settled_on <= m.month_end'))} as due_percent,
           ${RATES},
           ${rate(`(b.billed_cents - ${received('true')})`)} as default_percent,
           ${BY_ACTION},
           (${COST})::bigint as cost_cents,
           (select round(sum(m.cents * (m.settled_on - m.issued_on)) / nullif(sum(m.cents), 0), 1)
              from moneys m where m.reference = b.reference) as average_days
      from months b`,
}
