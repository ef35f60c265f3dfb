import { type Report, monthFilter } from '#core/reports/index'
import { chartOn } from './shared.ts'

const ISSUED = `('invoice_charge_issued', 'third_party_charge_issued')`

/** What is charged without an invoice of the month: services apart, final accounts, waste slips; posted, or waiting for an account. */
const APART = `
  select p.credit_account, p.amount_cents from accounting_postings p
   where p.municipality_id = :municipality and p.reference = :reference and p.event in ${ISSUED}
     and p.source_type <> 'billing.invoices'
     and not exists (select from accounting_postings r where r.reverses_id = p.id)
  union all
  select null, u.amount_cents from accounting_unposted u
   where u.municipality_id = :municipality and u.reference = :reference and u.event in ${ISSUED}
     and u.source_type <> 'billing.invoices' and u.state = 'waiting'`

/** The billing of a month by the account that it was posted to; what found none is a line of its own (TR-3.2.10.11). */
export const billingByAccount: Report = {
  name: 'accounting.billing_by_account',
  title: 'Faturamento por conta contábil',
  help: 'O faturamento de uma referência somado por conta; o que ficou sem conta é uma linha à parte.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [monthFilter],
  columns: [
    { name: 'account', label: 'Conta', type: 'text' },
    { name: 'title', label: 'Descrição', type: 'text' },
    { name: 'charges', label: 'Cobranças', type: 'integer', isTotal: true },
    { name: 'billed_cents', label: 'Faturado', type: 'money', isTotal: true },
  ],
  sort: { column: 'account', direction: 'asc' },
  chart: { title: 'Faturado por conta', category: 'account', value: 'billed_cents' },
  sql: `with chart as (${chartOn("((:reference || '-01')::date + interval '1 month' - interval '1 day')::date")})
        select billed.account, coalesce(ch.title, 'Sem conta contábil') as title, count(*) as charges,
               sum(billed.cents)::bigint as billed_cents
          from (
        select n.credit_account as account, c.amount_cents as cents
          from billing_invoices i
          join billing_charges c on c.municipality_id = i.municipality_id and c.invoice_id = i.id
          left join accounting_postings n on n.municipality_id = i.municipality_id and n.source_type = 'billing.invoices'
           and n.source_id = i.id and n.source_line = c.id
           and n.event in ${ISSUED}
         where i.municipality_id = :municipality and i.reference = :reference
           and i.settlement not in ('cancelled', 'replaced') and c.source <> 'waited' and c.amount_cents > 0
        union all ${APART}) billed
          left join chart ch on ch.code = billed.account
         group by 1, 2`,
}
