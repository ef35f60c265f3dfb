import { type Report, positionFilter } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { SPHERES } from '../records/options.ts'

const band = (name: string, label: string) =>
  ({ name, label, type: 'money', isTotal: true }) as const

const sumOf = (condition: string): string =>
  `coalesce(sum(d.cents) filter (where ${condition}), 0)::bigint`

/** What public bodies owe, unit by unit, by sphere and age (CM-26). */
export const publicBodies: Report = {
  name: 'collections.public_bodies',
  title: 'Dívida de órgãos públicos',
  help: 'O que as unidades de cada órgão público devem vencido, por esfera e idade, com a última ação feita junto ao órgão.',
  permission: 'collections.read',
  section: 'Mesa de cobrança',
  filters: [
    { ...positionFilter, label: 'Idade até' },
    { name: 'sphere', label: 'Esfera', type: 'enum', options: SPHERES },
    { name: 'body', label: 'Órgão', type: 'reference', record: 'collections.bodies' },
  ],
  columns: [
    { name: 'sphere', label: 'Esfera', type: 'enum', options: SPHERES },
    { name: 'body_id', label: 'Órgão', type: 'reference', record: 'collections.bodies' },
    premiseColumn,
    { name: 'debts', label: 'Débitos', type: 'integer', isTotal: true },
    { name: 'since', label: 'Desde', type: 'date' },
    band('until_30_cents', 'Até 30 dias'),
    band('until_90_cents', '31 a 90 dias'),
    band('until_365_cents', '91 a 365 dias'),
    band('above_365_cents', 'Mais de um ano'),
    band('overdue_cents', 'Vencido'),
    { name: 'last_action', label: 'Última ação', type: 'text' },
  ],
  sort: { column: 'overdue_cents', direction: 'desc' },
  groups: ['sphere', 'body_id'],
  chart: { title: 'Vencido por esfera', category: 'sphere', value: 'overdue_cents' },
  sql: `with units as (
      select b.id as body_id, b.sphere, l.premise_id, r.customer_id, h.customer_id as holder_id
        from collections_bodies b
        join registry_paying_bodies r on r.id = b.body_id
        join registry_paying_body_premises l on l.body_id = r.id and l.from_on <= :position_on
         and coalesce(l.until_on, :position_on) >= :position_on
        left join registry_holdings h on h.premise_id = l.premise_id and h.role = 'holder' and h.from_on <= :position_on
         and coalesce(h.until_on, :position_on) >= :position_on
       where b.municipality_id = :municipality and (:sphere::text is null or b.sphere = :sphere)
         and (:body::bigint is null or b.id = :body::bigint)),
    debts as (
      select u.body_id, u.sphere, u.premise_id, i.origin_type, i.origin_id, min(i.due_on) as due_on,
             :position_on::date - min(i.due_on) as days, sum(i.open_cents - i.withheld_cents) as cents
        from units u
        join receivables_items i on i.municipality_id = :municipality and i.premise_id = u.premise_id and i.state = 'open'
         and i.due_on < :position_on and i.debtor_id in (u.customer_id, u.holder_id)
       group by 1, 2, 3, 4, 5)
    select u.sphere, u.body_id, u.premise_id, count(d.cents) as debts, min(d.due_on) as since,
           ${sumOf('d.days <= 30')} as until_30_cents, ${sumOf('d.days between 31 and 90')} as until_90_cents,
           ${sumOf('d.days between 91 and 365')} as until_365_cents, ${sumOf('d.days > 365')} as above_365_cents,
           coalesce(sum(d.cents), 0)::bigint as overdue_cents,
           (select to_char(a.made_on, 'DD/MM/YYYY') || ': ' || a.what from collections_body_actions a
             where a.public_body_id = u.body_id order by a.made_on desc, a.id desc limit 1) as last_action
      from units u left join debts d on d.body_id = u.body_id and d.premise_id = u.premise_id
     group by u.sphere, u.body_id, u.premise_id`,
}
