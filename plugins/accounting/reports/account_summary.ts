import { type Report, monthFilter } from '#core/reports/index'
import { OF_ACCOUNT, accountFilter, chartOn, processOf } from './shared.ts'

const FIRST = `(:reference || '-01')::date`
const NEXT = `((:reference || '-01')::date + interval '1 month')::date`

const side = (own: string, sign: string) => `
  select ${own} as account, posted_on, event, ${sign}amount_cents as cents from accounting_postings
   where municipality_id = :municipality and posted_on < ${NEXT} and ${OF_ACCOUNT(own)}`

/** In which column what an event moved stands; the rest by its process. */
const COLUMN = `case
  when e.event in ('credit_refunded', 'correction_credit', 'third_party_returned', 'receipt_reversed', 'third_party_receipt_reversed',
                   'overpayment_credit_reversed', 'unidentified_receipt_reversed') then 'returned'
  when e.event in ('tax_withheld', 'tax_withholding_reversed') then 'tax'
  when e.event = 'collection_fee_kept' then 'fee'
  else ${processOf('e.event')} end`

const moved = (...columns: readonly string[]) =>
  `coalesce(sum(cents) filter (where posted_on >= ${FIRST} and place in ('${columns.join("', '")}')), 0)::bigint`

/** Each account of the books in a month, by what moved it (TR-3.2.10.15). */
export const accountSummary: Report = {
  name: 'accounting.account_summary',
  title: 'Resumo dos lançamentos por conta',
  help: 'O saldo de cada conta no começo e no fim do mês e o que o mudou: faturado, pago, parcelado, cancelado, devolvido, tributos retidos, tarifas de arrecadação e o resto. O saldo cresce do lado da natureza da conta; o que o diminui é negativo.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [monthFilter, accountFilter],
  columns: [
    { name: 'account', label: 'Conta', type: 'text' },
    { name: 'title', label: 'Título', type: 'text' },
    { name: 'description', label: 'Descrição', type: 'text' },
    { name: 'opening_cents', label: 'Saldo anterior', type: 'money' },
    { name: 'billed_cents', label: 'Faturado no mês', type: 'money' },
    { name: 'paid_cents', label: 'Pago', type: 'money' },
    { name: 'agreed_cents', label: 'Parcelado', type: 'money' },
    { name: 'cancelled_cents', label: 'Cancelado ou corrigido', type: 'money' },
    { name: 'returned_cents', label: 'Devolvido', type: 'money' },
    { name: 'tax_cents', label: 'Tributos retidos', type: 'money' },
    { name: 'fee_cents', label: 'Tarifas', type: 'money' },
    { name: 'late_cents', label: 'Encargos por atraso', type: 'money' },
    { name: 'other_cents', label: 'Outros', type: 'money' },
    { name: 'closing_cents', label: 'Saldo atual', type: 'money' },
  ],
  sort: { column: 'account', direction: 'asc' },
  sql: `with chart as (${chartOn(`${NEXT} - 1`)}),
        entries as (${side('debit_account', '')} union all ${side('credit_account', '-')}),
        known as (
          select e.account, e.posted_on, ${COLUMN} as place,
                 case when c.nature = 'credit' then -e.cents else e.cents end as cents, c.title, up.title as above
            from entries e
            left join chart c on c.code = e.account
            left join chart up on up.code = regexp_replace(e.account, '[.][^.]*$', ''))
        select account, coalesce(max(title), 'Conta fora do plano em vigor') as title, max(above) as description,
               coalesce(sum(cents) filter (where posted_on < ${FIRST}), 0)::bigint as opening_cents,
               ${moved('billing')} as billed_cents, ${moved('receipt')} as paid_cents, ${moved('plan')} as agreed_cents,
               ${moved('correction')} as cancelled_cents, ${moved('returned')} as returned_cents, ${moved('tax')} as tax_cents,
               ${moved('fee')} as fee_cents, ${moved('late')} as late_cents,
               ${moved('loss', 'provision', 'manual', 'opening', 'active_debt')} as other_cents, sum(cents)::bigint as closing_cents
          from known group by account`,
}
