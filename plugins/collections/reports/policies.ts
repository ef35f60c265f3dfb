import { type Report, periodFilters } from '#core/reports/index'
import { daysFilter } from './shared.ts'

/** Which version of the policy, and which of its steps, brings more back. */
export const policies: Report = {
  name: 'collections.policies',
  title: 'Recuperação por versão da política',
  help: 'Das notificações e cartas emitidas no período: quanto pediram e quanto dos seus débitos entrou nos dias seguintes, por versão e etapa da política de cobrança que as decidiu.',
  permission: 'collections.read',
  section: 'Mesa de cobrança',
  filters: [...periodFilters, daysFilter('30')],
  columns: [
    { name: 'policy', label: 'Versão da política', type: 'text' },
    { name: 'step', label: 'Etapa', type: 'text' },
    { name: 'notices', label: 'Notificações', type: 'integer', isTotal: true },
    { name: 'asked_cents', label: 'Pedido', type: 'money', isTotal: true },
    { name: 'recovered_cents', label: 'Recuperado', type: 'money', isTotal: true },
    { name: 'percent', label: 'Recuperado', type: 'decimal', unit: '%' },
  ],
  sort: { column: 'percent', direction: 'desc' },
  groups: ['policy', 'step'],
  chart: { title: 'Recuperado por versão', category: 'policy', value: 'recovered_cents' },
  sql: `with issued as (
      select n.id, n.policy_version_id, n.step, n.kind, n.amount_cents,
             coalesce((select sum(s.amount_cents) from dunning_notice_debts d
                join receivables_items i on i.municipality_id = d.municipality_id and i.origin_type = d.origin_type
                 and i.origin_id = d.origin_id and i.debtor_id = n.debtor_id
                join receivables_settlements s on s.item_id = i.id and s.settled_on between n.issued_on and n.issued_on + :days::int
               where d.notice_id = n.id), 0) as recovered
        from dunning_notices n
       where n.municipality_id = :municipality and n.issued_on between :from_on and :until_on)
    select coalesce('Versão ' || v.number || ', desde ' || to_char(v.in_force_from, 'DD/MM/YYYY'), 'Fora da política') as policy,
           coalesce(i.step, case i.kind when 'letter' then 'Carta avulsa' else 'Notificação avulsa' end) as step,
           count(*) as notices, sum(i.amount_cents)::bigint as asked_cents, sum(i.recovered)::bigint as recovered_cents,
           round(100.0 * sum(i.recovered) / nullif(sum(i.amount_cents), 0), 1) as percent
      from issued i left join configuration_versions v on v.id = i.policy_version_id
     group by v.id, i.step, i.kind`,
}
