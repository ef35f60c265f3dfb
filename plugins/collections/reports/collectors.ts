import { type Report, periodFilters } from '#core/reports/index'
import { daysFilter } from './shared.ts'

const count = (name: string, label: string) =>
  ({ name, label, type: 'integer', isTotal: true }) as const

/** What each collector did, and what came of it. */
export const collectors: Report = {
  name: 'collections.collectors',
  title: 'Produtividade dos cobradores',
  help: 'De cada cobrador no período: contatos, atendidos, promessas feitas, cumpridas e quebradas, e quanto dos débitos vencidos entrou nos dias seguintes ao último contato atendido antes do pagamento.',
  permission: 'collections.manage',
  section: 'Mesa de cobrança',
  filters: [...periodFilters, daysFilter('10')],
  columns: [
    { name: 'collector_id', label: 'Cobrador', type: 'reference', record: 'collections.people' },
    count('open_cases', 'Casos abertos'),
    count('contacts', 'Contatos'),
    count('answered', 'Atendidos'),
    count('promises', 'Promessas'),
    count('kept', 'Cumpridas'),
    count('broken', 'Quebradas'),
    { name: 'kept_percent', label: 'Cumprimento', type: 'decimal', unit: '%' },
    { name: 'promised_cents', label: 'Prometido', type: 'money', isTotal: true },
    { name: 'recovered_cents', label: 'Recuperado', type: 'money', isTotal: true },
  ],
  sort: { column: 'recovered_cents', direction: 'desc' },
  chart: { title: 'Recuperado por cobrador', category: 'collector_id', value: 'recovered_cents' },
  sql: `with made as (
      select c.*, r.meaning in ('answered', 'transferred') as is_answered
        from collections_contacts c
        join collections_results r on r.municipality_id = c.municipality_id and r.code = c.result
       where c.municipality_id = :municipality and c.made_on between :from_on and :until_on and c.collector_id is not null),
    talked as (
      select collector_id, count(*) as contacts, count(*) filter (where is_answered) as answered from made group by 1),
    promised as (
      select collector_id, count(*) as promises, count(*) filter (where state = 'kept') as kept,
             count(*) filter (where state = 'broken') as broken, sum(amount_cents)::bigint as cents
        from collections_promises
       where municipality_id = :municipality and made_on between :from_on and :until_on and collector_id is not null group by 1),
    money as (
      select distinct on (s.id) s.id, m.collector_id, s.amount_cents
        from made m
        join receivables_items i on i.municipality_id = :municipality and i.premise_id = m.premise_id and i.debtor_id = m.debtor_id
         and i.due_on < m.made_on
        join receivables_settlements s on s.item_id = i.id and s.settled_on between m.made_on and m.made_on + :days::int
       where m.is_answered order by s.id, m.made_on desc, m.id desc),
    recovered as (select collector_id, sum(amount_cents)::bigint as cents from money group by 1),
    queue as (
      select collector_id, count(*) as cases from collections_cases
       where municipality_id = :municipality and state = 'open' and collector_id is not null group by 1)
    select p.id as collector_id, coalesce(q.cases, 0) as open_cases, coalesce(t.contacts, 0) as contacts,
           coalesce(t.answered, 0) as answered, coalesce(r.promises, 0) as promises, coalesce(r.kept, 0) as kept,
           coalesce(r.broken, 0) as broken, round(100.0 * r.kept / nullif(r.kept + r.broken, 0), 1) as kept_percent,
           coalesce(r.cents, 0) as promised_cents, coalesce(m.cents, 0) as recovered_cents
      from collections_people p
      left join talked t on t.collector_id = p.id
      left join promised r on r.collector_id = p.id
      left join recovered m on m.collector_id = p.id
      left join queue q on q.collector_id = p.id
     where p.municipality_id = :municipality and coalesce(q.cases, t.contacts, r.promises) is not null`,
}
