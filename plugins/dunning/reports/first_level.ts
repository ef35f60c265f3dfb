import { type Report, periodFilters } from '#core/reports/index'
import { districtFilter, premiseColumn } from '#plugins/registry/api'
import { CASE_STATES } from '../records/cut_options.ts'

/** The parameter of cuts in force on the last day of the period. */
const POLICY = `
  select v.content::jsonb->'value' as value
    from configuration_versions v join configuration_items t on t.id = v.item_id
   where t.kind = 'parameter' and t.key = 'dunning.cut_orders' and coalesce(t.municipality_id, :municipality) = :municipality
     and v.status = 'approved' and v.in_force_from <= :until_on::date and coalesce(v.in_force_until, 'infinity') >= :until_on::date
   order by t.municipality_id nulls last, v.in_force_from desc limit 1`

/** What became of each cut at the standpipe, and when the next level may come (TR-3.2.19.37). */
export const firstLevel: Report = {
  name: 'dunning.first_level',
  title: 'Acompanhamento do corte no cavalete',
  help: 'As ordens do primeiro nível de corte, com o que aconteceu a cada uma e por quê, quantas foram executadas e, nas executadas sem pagamento, o dia previsto do segundo nível.',
  permission: 'dunning.read',
  personal: 'registry.personal_data',
  section: 'Cobrança',
  filters: [
    ...periodFilters,
    { name: 'state', label: 'Situação', type: 'enum', options: CASE_STATES },
    districtFilter,
    { name: 'least_cents', label: 'Débito de', type: 'money' },
    { name: 'most_cents', label: 'Débito até', type: 'money' },
  ],
  columns: [
    premiseColumn,
    { name: 'customer', label: 'Cliente', type: 'text', isPersonal: true },
    { name: 'notice_id', label: 'Notificação', type: 'reference', record: 'dunning.notices' },
    { name: 'due_on', label: 'Vencimento dela', type: 'date' },
    { name: 'order_id', label: 'Ordem', type: 'reference', record: 'services.orders' },
    { name: 'opened_on', label: 'Gerada em', type: 'date' },
    { name: 'executed_on', label: 'Executada em', type: 'date' },
    { name: 'team', label: 'Equipe', type: 'lookup', lookup: 'services.teams' },
    { name: 'state', label: 'Situação', type: 'enum', options: CASE_STATES },
    { name: 'why', label: 'Por que não', type: 'text' },
    { name: 'amount_cents', label: 'Débito', type: 'money', isTotal: true },
    { name: 'executed', label: 'Executadas', type: 'integer', isTotal: true },
    { name: 'executed_percent', label: 'Executadas (%)', type: 'decimal', total: 'average' },
    { name: 'paid_later', label: 'Paga depois', type: 'boolean' },
    { name: 'next_on', label: 'Segundo nível previsto', type: 'date' },
  ],
  sort: { column: 'opened_on', direction: 'asc' },
  groups: ['state'],
  sql: `with policy as (${POLICY})
        select k.premise_id, c.name as customer, k.notice_id, n.due_on, k.order_id, k.opened_on, k.executed_on, o.team, k.state,
               case when k.executed_on is null then k.ended_why end as why, k.amount_cents, (k.executed_on is not null)::int as executed,
               case when k.executed_on is null then 0 else 100 end as executed_percent,
               k.executed_on is not null and k.state in ('reconnecting', 'reconnected') as paid_later,
               case when k.state = 'cut' and (policy.value #>> '{level_2,is_used}')::boolean
                    then k.executed_on + (policy.value #>> '{level_2,days_after}')::int end as next_on
          from dunning_cases k
          join dunning_notices n on n.id = k.notice_id
          join registry_customers c on c.id = k.debtor_id
          join registry_premises p on p.id = k.premise_id
          left join services_orders o on o.id = k.order_id
          left join policy on true
         where k.municipality_id = :municipality and k.level = 1 and k.opened_on between :from_on and :until_on
           and (:state::text is null or k.state = :state) and (:district::text is null or lower(p.district) = lower(:district))
           and k.amount_cents between coalesce(:least_cents::bigint, 0) and coalesce(:most_cents::bigint, 9223372036854775807)`,
}
