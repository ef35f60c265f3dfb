import { type Report, monthFilter, positionFilter } from '#core/reports/index'
import { categoryFilter, groupFilter } from '#plugins/registry/api'
import { LAST_PAID, OF_CATEGORY, OF_GROUP, settledBy, standingOn } from './shared.ts'

/** Whether some due days are paid better than others (TR-3.2.19.74). */
export const overdueByDueDay: Report = {
  name: 'billing.overdue_by_due_day',
  title: 'Faturas vencidas por dia de vencimento',
  help: 'Em cada dia de vencimento, quantas faturas foram pagas em dia, com atraso ou estão vencidas.',
  permission: 'billing.read',
  section: 'Cobrança',
  filters: [monthFilter, positionFilter, groupFilter, categoryFilter],
  columns: [
    { name: 'due_day', label: 'Dia de vencimento', type: 'integer' },
    { name: 'invoices', label: 'Faturas', type: 'integer', isTotal: true },
    { name: 'on_time', label: 'Pagas em dia', type: 'integer', isTotal: true },
    { name: 'late', label: 'Pagas com atraso', type: 'integer', isTotal: true },
    { name: 'overdue', label: 'Vencidas', type: 'integer', isTotal: true },
    { name: 'overdue_percent', label: 'Vencidas', type: 'decimal', unit: '%' },
    { name: 'total_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'overdue_cents', label: 'Valor vencido', type: 'money', isTotal: true },
  ],
  sort: { column: 'due_day', direction: 'asc' },
  groups: ['due_day'],
  chart: {
    title: 'Valor vencido por dia de vencimento',
    category: 'due_day',
    value: 'overdue_cents',
  },
  sql: `select due_day, count(*) as invoices,
               count(*) filter (where is_paid and paid_on <= due_on) as on_time,
               count(*) filter (where is_paid and paid_on > due_on) as late,
               count(*) filter (where is_overdue) as overdue,
               round(100.0 * count(*) filter (where is_overdue) / count(*), 1) as overdue_percent,
               sum(total_cents)::bigint as total_cents,
               coalesce(sum(open_cents) filter (where is_overdue), 0)::bigint as overdue_cents
          from (select extract(day from due_on)::int as due_day, due_on, total_cents, open_cents, paid_on, open_cents <= 0 as is_paid,
                       open_cents > 0 and settlement <> 'written_off' and due_on < :position_on as is_overdue
                  from (select i.due_on, i.settlement, i.total_cents, ${LAST_PAID} as paid_on,
                               i.total_cents - ${settledBy(':position_on')} as open_cents
                          from billing_invoices i
                          join registry_premises p on p.id = i.premise_id
                         where i.municipality_id = :municipality and i.reference = :reference and ${standingOn(':position_on')}
                           and (i.version = 1 or i.issued_on <= :position_on)
                           and i.total_cents > 0 and ${OF_GROUP} and ${OF_CATEGORY}) invoices) rows
         group by due_day`,
}
