import { type Report, monthFilter } from '#core/reports/index'
import { CHANNELS } from '#plugins/receivables/api'
import { groupFilter } from '#plugins/registry/api'
import { OF_AGENT, OF_CHANNEL, agentFilter, ofGroup } from './shared.ts'

/** The receipts of a month day by day, beside what it billed and what fell due (TR-3.2.19.10). */
export const daily: Report = {
  name: 'payments.daily',
  title: 'Acompanhamento diário da arrecadação',
  help: 'Quanto entrou em cada dia do mês, o acumulado, e quanto isso é do que foi faturado no mês.',
  permission: 'payments.read',
  section: 'Arrecadação',
  filters: [
    monthFilter,
    agentFilter,
    { name: 'channel', label: 'Forma', type: 'enum', options: CHANNELS },
    groupFilter,
  ],
  columns: [
    { name: 'day', label: 'Dia', type: 'date' },
    { name: 'weekend', label: 'Fim de semana', type: 'boolean' },
    { name: 'receipts', label: 'Recebimentos', type: 'integer', isTotal: true },
    { name: 'amount_cents', label: 'No dia', type: 'money', isTotal: true },
    { name: 'so_far_cents', label: 'Acumulado', type: 'money' },
    { name: 'billed_cents', label: 'Faturado no mês', type: 'money' },
    { name: 'billed_percent', label: 'Do faturado', type: 'decimal', unit: '%' },
    { name: 'due_cents', label: 'Vence no dia', type: 'money', isTotal: true },
    { name: 'before_cents', label: 'Mesmo dia do mês anterior', type: 'money', isTotal: true },
  ],
  sort: { column: 'day', direction: 'asc' },
  groups: ['weekend'],
  chart: { title: 'Acumulado no mês', category: 'day', value: 'so_far_cents' },
  sql: `with days as (
          select d::date as day from generate_series((:reference || '-01')::date,
            (:reference || '-01')::date + interval '1 month' - interval '1 day', interval '1 day') d),
        received as (
          select r.paid_on, count(*) as receipts, sum(r.amount_cents)::bigint as amount_cents
            from receivables_receipts r
           where r.municipality_id = :municipality and ${OF_AGENT} and ${OF_CHANNEL} and ${ofGroup('r')}
             and r.posted_on >= (:reference || '-01')::date - interval '1 month'
             and r.paid_on < (:reference || '-01')::date + interval '1 month'
           group by r.paid_on),
        due as (
          select d.due_on, sum(d.amount_cents)::bigint as due_cents from receivables_documents d
           where d.municipality_id = :municipality and d.kind = 'invoice' and d.state not in ('cancelled', 'replaced')
             and d.due_on >= (:reference || '-01')::date and d.due_on < (:reference || '-01')::date + interval '1 month'
             and ${ofGroup('d')}
           group by d.due_on),
        billed as (
          select coalesce(sum(d.amount_cents), 0)::bigint as cents from receivables_documents d
           where d.municipality_id = :municipality and d.kind = 'invoice' and d.state not in ('cancelled', 'replaced')
             and d.reference = :reference and ${ofGroup('d')})
        select day, extract(isodow from day) >= 6 as weekend, coalesce(now.receipts, 0) as receipts,
               coalesce(now.amount_cents, 0) as amount_cents,
               sum(coalesce(now.amount_cents, 0)) over (order by day)::bigint as so_far_cents, billed.cents as billed_cents,
               round(100.0 * sum(coalesce(now.amount_cents, 0)) over (order by day) / nullif(billed.cents, 0), 1) as billed_percent,
               coalesce(due.due_cents, 0) as due_cents, coalesce(before.amount_cents, 0) as before_cents
          from days cross join billed
          left join received now on now.paid_on = day
          left join received before on before.paid_on = (day - interval '1 month')::date
           and extract(day from before.paid_on) = extract(day from day)
          left join due on due.due_on = day`,
}
