import { type Report, positionFilter } from '#core/reports/index'
import { LEGACY_ORIGIN } from '#plugins/receivables/api'
import { placesSql } from '#plugins/registry/api'
import { planMoney } from './shared.ts'

/** Items of configuration that are commercial policies, as the view `collections_policies` has them. */
const POLICIES: readonly string[] = [
  ...['parameter/plans.policy', 'parameter/plans.utility_fault', 'parameter/dunning.notices'],
  ...['parameter/dunning.cut_orders', 'dunning-policy/default'],
]

/**
 * The equal periods on both sides of a version's start: as many days as have gone by of it until the position, or as it was in
 * force, or as asked, whichever is fewest.
 */
const SPANS = `
  version as (
    select v.place, v.starts_on, least(:days::int, least(:position_on::date, v.ends_on) - v.starts_on + 1) as days
      from collections_policies v
     where v.municipality_id = :municipality and v.id = :policy::bigint and v.starts_on <= :position_on),
  spans as (
    select v.place, s.part, s.from_on, s.from_on + v.days - 1 as until_on
      from version v
     cross join lateral (values ('antes', v.starts_on - v.days), ('depois', v.starts_on)) s (part, from_on)
     where v.days > 0),
  sides as (
    select s.*, case when s.place = '' then 'Todo o município' else side.title end as title, side.is_inside from spans s
     cross join (values ('Dentro', true), ('Fora', false)) side (title, is_inside)
     where side.is_inside or s.place <> '')`

/** The localities where the version is in force. */
const INSIDE = `
  inside as (
    select x.locality_id from version v
      join (select id as locality_id from registry_localities where municipality_id = :municipality) x
        on v.place = '' or v.place = any(${placesSql('x')}::text[]))`
const IS_INSIDE = 'p.locality_id in (select locality_id from inside)'

/** Plans signed in each period, with the money that came in on them and whether they were undone, within it. */
const SIGNED = `
  signed as (
    select s.part, ${IS_INSIDE} as is_inside, count(*) as plans, sum(a.negotiated_cents) as negotiated,
           count(*) filter (where a.state = 'cancelled' and a.ended_on <= s.until_on) as undone,
           coalesce(sum((select sum(m.cents) from plan_money m where m.agreement_id = a.id and m.settled_on <= s.until_on)), 0) as received
      from spans s
      join plans_agreements a on a.municipality_id = :municipality and a.signed_on between s.from_on and s.until_on
      join registry_premises p on p.id = a.premise_id
     group by 1, 2)`

/** Money that came in late, in each period, for bills outside of plans. */
const LATE = `
  late as (
    select s.part, ${IS_INSIDE} as is_inside, sum(t.amount_cents) as received
      from spans s
      join receivables_settlements t on t.municipality_id = :municipality and t.posted_on >= s.from_on
       and t.settled_on between s.from_on and s.until_on
      join receivables_items i on i.id = t.item_id and i.due_on < t.settled_on
       and i.origin_type in ('billing.invoice', '${LEGACY_ORIGIN}') and i.charge_type not in ('plan', 'plan_interest')
      join registry_premises p on p.id = i.premise_id
     group by 1, 2)`

const AGAINST = (column: string) =>
  `round(100.0 * (${column} - lag(${column}) over sides) / nullif(lag(${column}) over sides, 0), 1)`

/** What a policy brought: equal periods before and after its start, where it is in force and elsewhere (CM-04). */
export const policyEvaluation: Report = {
  name: 'collections.policy_evaluation',
  title: 'Avaliação de uma política comercial',
  help: 'De uma versão de política de parcelamento, cobrança, notificação ou corte, em períodos de iguais dias antes e depois do seu início, onde ela vale e fora dali: acordos de parcelamento assinados no período, quanto negociaram, o que entrou deles até o fim do período e quantos se desfizeram; fora deles, o que entrou em atraso. Recuperado é a soma.',
  permission: 'collections.read',
  section: 'Mesa de cobrança',
  filters: [
    {
      ...{ name: 'policy', label: 'Política', type: 'reference', isRequired: true },
      record: 'collections.policies',
    },
    {
      ...{ name: 'days', label: 'Dias de cada período', type: 'integer', minimum: '1' },
      ...{ maximum: '1100' },
      help: 'Vazio: os dias desde o início, enquanto esteve em vigor.',
    },
    positionFilter,
  ],
  columns: [
    { name: 'period', label: 'Onde e quando', type: 'text' },
    { name: 'from_on', label: 'De', type: 'date' },
    { name: 'until_on', label: 'Até', type: 'date' },
    { name: 'plans', label: 'Acordos', type: 'integer' },
    { name: 'plans_percent', label: 'Variação', type: 'decimal', unit: '%' },
    { name: 'negotiated_cents', label: 'Negociado', type: 'money' },
    { name: 'plan_cents', label: 'Recebido deles', type: 'money' },
    { name: 'undone', label: 'Desfeitos', type: 'integer' },
    { name: 'late_cents', label: 'Recebido fora deles', type: 'money' },
    { name: 'recovered_cents', label: 'Recuperado', type: 'money' },
    { name: 'recovered_percent', label: 'Variação', type: 'decimal', unit: '%' },
  ],
  sort: { column: 'period', direction: 'asc' },
  chart: { title: 'Recuperado por período', category: 'period', value: 'recovered_cents' },
  ofVersion: {
    filter: 'policy',
    concerns: ({ kind, key }) => POLICIES.includes(`${kind}/${key}`),
  },
  sql: `with ${planMoney(':position_on')}, ${SPANS}, ${INSIDE}, ${SIGNED}, ${LATE},
    compared as (
      select d.title, d.part, d.from_on, d.until_on, coalesce(g.plans, 0) as plans,
             coalesce(g.negotiated, 0)::bigint as negotiated_cents, coalesce(g.received, 0)::bigint as plan_cents,
             coalesce(g.undone, 0) as undone, coalesce(l.received, 0)::bigint as late_cents,
             (coalesce(g.received, 0) + coalesce(l.received, 0))::bigint as recovered_cents
        from sides d
        left join signed g on g.part = d.part and g.is_inside = d.is_inside
        left join late l on l.part = d.part and l.is_inside = d.is_inside)
    select title || ', ' || part as period, from_on, until_on, plans, ${AGAINST('plans')} as plans_percent,
           negotiated_cents, plan_cents, undone, late_cents, recovered_cents,
           ${AGAINST('recovered_cents')} as recovered_percent
      from compared window sides as (partition by title order by from_on)`,
}
