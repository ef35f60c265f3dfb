import type { Report } from '#core/reports/index'
import { previousMonth } from '#core/calendar/index'
import { CHANNELS } from '#plugins/receivables/api'
import { categoryFilter, groupFilter } from '#plugins/registry/api'
import {
  AGENT,
  OF_AGENT,
  OF_CATEGORY,
  OF_CHANNEL,
  agentColumn,
  agentFilter,
  ofGroup,
} from './shared.ts'

const sums = (name: string, month: string) =>
  `count(*) filter (where ${month}) as ${name}_receipts,
   coalesce(sum(r.amount_cents) filter (where ${month}), 0)::bigint as ${name}_cents`

/** Two months of receipts side by side, and the same month of the year before (TR-3.2.19.5). */
export const collectedComparison: Report = {
  name: 'payments.collected_comparison',
  title: 'Comparativo de valores arrecadados',
  help: 'O que entrou em um mês, no mês com que se compara e no mesmo mês do ano anterior, por agente e forma.',
  permission: 'payments.read',
  section: 'Arrecadação',
  filters: [
    {
      name: 'month',
      label: 'Mês',
      type: 'refmonth',
      isRequired: true,
      initial: ({ today }) => today.slice(0, 7),
    },
    {
      name: 'other',
      label: 'Comparar com',
      type: 'refmonth',
      isRequired: true,
      initial: ({ today }) => previousMonth(today.slice(0, 7) as never),
    },
    agentFilter,
    { name: 'channel', label: 'Forma', type: 'enum', options: CHANNELS },
    groupFilter,
    categoryFilter,
  ],
  columns: [
    agentColumn,
    { name: 'channel', label: 'Forma', type: 'enum', options: CHANNELS },
    { name: 'month_receipts', label: 'Recebimentos no mês', type: 'integer', isTotal: true },
    { name: 'month_cents', label: 'No mês', type: 'money', isTotal: true },
    { name: 'other_receipts', label: 'Recebimentos na comparação', type: 'integer', isTotal: true },
    { name: 'other_cents', label: 'Na comparação', type: 'money', isTotal: true },
    { name: 'difference_cents', label: 'Diferença', type: 'money', isTotal: true },
    { name: 'change', label: 'Variação', type: 'text' },
    { name: 'share_percent', label: 'Do mês', type: 'decimal', unit: '%' },
    {
      name: 'year_receipts',
      label: 'Recebimentos no ano anterior',
      type: 'integer',
      isTotal: true,
    },
    { name: 'year_cents', label: 'Mesmo mês do ano anterior', type: 'money', isTotal: true },
  ],
  sort: { column: 'month_cents', direction: 'desc' },
  groups: ['agent', 'channel'],
  chart: { title: 'No mês, por agente', category: 'agent', value: 'month_cents' },
  sql: `select rows.*, month_cents - other_cents as difference_cents,
               case when other_cents = 0 then 'n/d'
                    else replace(round(100.0 * (month_cents - other_cents) / other_cents, 1)::text, '.', ',') || ' %' end as change,
               round(100.0 * month_cents / nullif(sum(month_cents) over (), 0), 1) as share_percent
          from (select ${AGENT} as agent, r.channel,
                       ${sums('month', "r.paid_on >= m.day and r.paid_on < m.day + interval '1 month'")},
                       ${sums('other', "r.paid_on >= m.other and r.paid_on < m.other + interval '1 month'")},
                       ${sums('year', "r.paid_on >= m.day - interval '1 year' and r.paid_on < m.day - interval '11 months'")}
                  from receivables_receipts r
                 cross join (select (:month || '-01')::date as day, (:other || '-01')::date as other) m
                 where r.municipality_id = :municipality and ${OF_AGENT}
                   and ${OF_CHANNEL} and ${ofGroup('r')} and ${OF_CATEGORY}
                   and (r.paid_on >= m.day and r.paid_on < m.day + interval '1 month'
                     or r.paid_on >= m.other and r.paid_on < m.other + interval '1 month'
                     or r.paid_on >= m.day - interval '1 year' and r.paid_on < m.day - interval '11 months')
                 group by 1, r.channel) rows`,
}
