import { type Report, monthFilter } from '#core/reports/index'
import { OF_ACCOUNT, accountFilter, chartOn, processOf } from './shared.ts'

const FIRST = `(:reference || '-01')::date`
const NEXT = `((:reference || '-01')::date + interval '1 month')::date`

const side = (own: string, sign: string) => `
  select ${own} as account, posted_on, event, ${sign}amount_cents as cents from accounting_postings
   where municipality_id = :municipality and posted_on < ${NEXT} and ${OF_ACCOUNT(own)}`

const moved = (processes: string) =>
  `coalesce(sum(cents) filter (where posted_on >= ${FIRST} and process in (${processes})), 0)`

/** Each account of the books in a month, by what moved it (TR-3.2.10.15). */
export const accountSummary: Report = {
  name: 'accounting.account_summary',
  title: 'Resumo dos lançamentos por conta',
  help: 'O saldo de cada conta no começo e no fim do mês e o que o mudou: faturado, pago, cancelado, devolvido e o resto. O saldo cresce do lado da natureza da conta; o que o diminui é negativo.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [monthFilter, accountFilter],
  columns: [
    { name: 'account', label: 'Conta', type: 'text' },
    { name: 'title', label: 'Título', type: 'text' },
    { name: 'opening_cents', label: 'Saldo anterior', type: 'money' },
    { name: 'billed_cents', label: 'Faturado no mês', type: 'money' },
    { name: 'paid_cents', label: 'Pago', type: 'money' },
    { name: 'cancelled_cents', label: 'Cancelado ou corrigido', type: 'money' },
    { name: 'late_cents', label: 'Encargos por atraso', type: 'money' },
    { name: 'other_cents', label: 'Outros', type: 'money' },
    { name: 'closing_cents', label: 'Saldo atual', type: 'money' },
  ],
  sort: { column: 'account', direction: 'asc' },
  sql: `with chart as (${chartOn(`${NEXT} - 1`)}),
        entries as (${side('debit_account', '')} union all ${side('credit_account', '-')}),
        known as (
          select e.account, e.posted_on, ${processOf('e.event')} as process,
                 case when c.nature = 'credit' then -e.cents else e.cents end as cents, c.title
            from entries e left join chart c on c.code = e.account)
        select account, coalesce(max(title), 'Conta fora do plano em vigor') as title,
               coalesce(sum(cents) filter (where posted_on < ${FIRST}), 0)::bigint as opening_cents,
               ${moved(`'billing'`)}::bigint as billed_cents, ${moved(`'receipt'`)}::bigint as paid_cents,
               ${moved(`'correction'`)}::bigint as cancelled_cents, ${moved(`'late'`)}::bigint as late_cents,
               ${moved(`'loss', 'provision', 'manual', 'opening'`)}::bigint as other_cents, sum(cents)::bigint as closing_cents
          from known group by account`,
}
