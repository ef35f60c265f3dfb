import { addDays } from '#core/calendar/index'
import type { Report } from '#core/reports/index'
import { categoryFilter, groupFilter } from '#plugins/registry/api'
import { LAST_PAID, OF_CATEGORY, OF_GROUP, STANDING } from './shared.ts'

/** What falls due on each day, and how much of it is likely to come in time (TR-3.2.19.44). */
export const dueForecast: Report = {
  name: 'billing.due_forecast',
  title: 'Previsão de faturas a vencer',
  help: 'Quanto vence em cada dia e quanto se espera receber em dia, pela pontualidade dos últimos meses.',
  permission: 'billing.read',
  section: 'Arrecadação',
  filters: [
    {
      name: 'from_on',
      label: 'Vencimento de',
      type: 'date',
      isRequired: true,
      initial: ({ today }) => today,
    },
    {
      name: 'until_on',
      label: 'Vencimento até',
      type: 'date',
      isRequired: true,
      initial: ({ today }) => addDays(today, 60),
    },
    {
      name: 'history_months',
      label: 'Meses da pontualidade',
      type: 'integer',
      isRequired: true,
      initial: () => '3',
    },
    groupFilter,
    categoryFilter,
  ],
  columns: [
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'billing_group', label: 'Grupo', type: 'text' },
    { name: 'invoices', label: 'Faturas', type: 'integer', isTotal: true },
    { name: 'total_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'central_cents', label: 'De órgãos pagadores', type: 'money', isTotal: true },
    { name: 'punctual_percent', label: 'Pontualidade', type: 'decimal', unit: '%' },
    { name: 'expected_cents', label: 'Esperado em dia', type: 'money', isTotal: true },
  ],
  sort: { column: 'due_on', direction: 'asc' },
  groups: ['due_on', 'billing_group'],
  chart: { title: 'Valor por vencimento', category: 'due_on', value: 'total_cents' },
  sql: `with history as (
          select sum(i.total_cents) as total,
                 sum(i.total_cents) filter (where i.settlement = 'settled' and ${LAST_PAID} <= i.due_on) as punctual
            from billing_invoices i join registry_premises p on p.id = i.premise_id
           where i.municipality_id = :municipality
             and i.settlement in ('open', 'partly_settled', 'settled', 'written_off')
             and i.due_on < :from_on and i.due_on >= (:from_on::date - make_interval(months => :history_months::int))
             and i.total_cents > 0 and ${OF_GROUP} and ${OF_CATEGORY})
        select i.due_on, g.code || ' ' || g.name as billing_group, count(*) as invoices,
               sum(i.total_cents)::bigint as total_cents,
               coalesce(sum(i.total_cents) filter (where exists (
                 select from registry_paying_body_premises b where b.municipality_id = i.municipality_id
                    and b.premise_id = i.premise_id and i.issued_on between b.from_on and coalesce(b.until_on, 'infinity'))), 0)::bigint
                 as central_cents,
               round(100 * coalesce(h.punctual, 0) / h.total, 1) as punctual_percent,
               round(sum(i.total_cents) * coalesce(h.punctual, 0) / h.total)::bigint as expected_cents
          from billing_invoices i
          join registry_premises p on p.id = i.premise_id
          join registry_billing_groups g on g.id = p.billing_group_id
         cross join history h
         where i.municipality_id = :municipality and ${STANDING} and i.due_on between :from_on and :until_on
           and i.total_cents > 0 and ${OF_GROUP} and ${OF_CATEGORY}
         group by i.due_on, g.code, g.name, h.total, h.punctual`,
}
