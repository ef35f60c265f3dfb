import { type Report, monthFilter } from '#core/reports/index'
import { categoryColumn } from '#plugins/registry/api'
import { OF_ACCOUNT, accountFilter, chartOn } from './shared.ts'

const NEXT = `((:reference || '-01')::date + interval '1 month')`
const ISSUED = `('invoice_charge_issued', 'third_party_charge_issued', 'late_charge', 'third_party_late_charge')`
const REVERSED = `('invoice_charge_reversed', 'third_party_charge_reversed', 'late_charge_reversed', 'third_party_late_charge_reversed')`

const sum = (where: string) => `coalesce(sum(cents) filter (where ${where}), 0)::bigint`

/**
 * What the books of a month say was billed, by account and category: an invoice of the month before that was cancelled in it is less of
 * this month and changes nothing of the other (TR-3.2.19.85).
 */
export const billingView: Report = {
  name: 'accounting.billing_view',
  title: 'Faturamento, visão contábil',
  help: 'O que os lançamentos do mês dizem que se faturou em cada conta e categoria. O cancelamento de faturas de meses anteriores diminui o mês em que foi lançado, e o mês da fatura não muda.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [monthFilter, accountFilter],
  columns: [
    { name: 'account', label: 'Conta', type: 'text' },
    { name: 'title', label: 'Descrição', type: 'text' },
    categoryColumn,
    { name: 'water_cents', label: 'Água', type: 'money', isTotal: true },
    { name: 'sewage_cents', label: 'Esgoto', type: 'money', isTotal: true },
    { name: 'other_cents', label: 'Serviços', type: 'money', isTotal: true },
    { name: 'late_cents', label: 'Multas e juros', type: 'money', isTotal: true },
    { name: 'before_cents', label: 'Cancelado de meses anteriores', type: 'money', isTotal: true },
    { name: 'total_cents', label: 'Total', type: 'money', isTotal: true },
  ],
  sort: { column: 'account', direction: 'asc' },
  groups: ['account', 'category'],
  sql: `with chart as (${chartOn(`${NEXT}::date - 1`)}),
        moved as (
          select case when p.event in ${REVERSED} then p.debit_account else p.credit_account end as account,
                 case when p.event in ${REVERSED} then -p.amount_cents else p.amount_cents end as cents,
                 f.facts::jsonb->>'category' as category,
                 case when p.event like '%late%' then 'late' else coalesce(f.facts::jsonb->>'service', 'other') end as part,
                 coalesce(u.posted_on < (:reference || '-01')::date, false) as is_before
            from accounting_postings p
            join accounting_facts f on f.id = p.facts_id
            left join accounting_postings u on u.id = p.reverses_id
           where p.municipality_id = :municipality and p.posted_on >= (:reference || '-01')::date and p.posted_on < ${NEXT}
             and (p.event in ${ISSUED} or p.event in ${REVERSED}))
        select m.account, coalesce(max(c.title), 'Conta fora do plano em vigor') as title, m.category,
               ${sum(`part = 'water' and not is_before`)} as water_cents, ${sum(`part = 'sewage' and not is_before`)} as sewage_cents,
               ${sum(`part = 'other' and not is_before`)} as other_cents, ${sum(`part = 'late' and not is_before`)} as late_cents,
               ${sum('is_before')} as before_cents, sum(cents)::bigint as total_cents
          from moved m left join chart c on c.code = m.account
         where ${OF_ACCOUNT('m.account')}
         group by m.account, m.category`,
}
