import { type Report, monthFilter } from '#core/reports/index'
import { categoryColumn, categoryFilter, groupFilter, premiseColumn } from '#plugins/registry/api'
import { OF_ACCOUNT, accountFilter, invoiceColumn } from './shared.ts'

/** Each charge of a month's invoices with the account that it was posted to, and what has none (TR-3.2.19.54). */
export const billingDetail: Report = {
  name: 'accounting.billing_detail',
  title: 'Faturamento da contabilidade',
  help: 'Cada cobrança das faturas do mês com a conta em que foi contabilizada; o que não tem conta aparece à parte.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [monthFilter, accountFilter, categoryFilter, groupFilter],
  columns: [
    { name: 'account', label: 'Conta', type: 'text' },
    invoiceColumn,
    { name: 'issued_on', label: 'Emissão', type: 'date' },
    premiseColumn,
    categoryColumn,
    { name: 'rubric', label: 'Rubrica', type: 'text' },
    { name: 'posting_id', label: 'Lançamento', type: 'integer' },
    { name: 'water_cents', label: 'Água', type: 'money', isTotal: true },
    { name: 'sewage_cents', label: 'Esgoto', type: 'money', isTotal: true },
    { name: 'other_cents', label: 'Outros', type: 'money', isTotal: true },
    { name: 'total_cents', label: 'Faturado', type: 'money', isTotal: true },
    { name: 'posted_cents', label: 'Contabilizado', type: 'money', isTotal: true },
    { name: 'difference_cents', label: 'Diferença', type: 'money', isTotal: true },
  ],
  sort: { column: 'account', direction: 'asc' },
  groups: ['account', 'category', 'rubric'],
  chart: { title: 'Contabilizado por conta', category: 'account', value: 'posted_cents' },
  sql: `select n.credit_account as account, i.id as invoice_id, i.issued_on, i.premise_id, c.category,
               coalesce(t.name, c.charge_type) as rubric, n.id as posting_id,
               case when c.service = 'water' then c.amount_cents else 0 end as water_cents,
               case when c.service = 'sewage' then c.amount_cents else 0 end as sewage_cents,
               case when c.service = 'other' then c.amount_cents else 0 end as other_cents,
               c.amount_cents as total_cents, coalesce(n.amount_cents, 0) as posted_cents,
               c.amount_cents - coalesce(n.amount_cents, 0) as difference_cents
          from billing_invoices i
          join billing_charges c on c.municipality_id = i.municipality_id and c.invoice_id = i.id
          join registry_premises p on p.id = i.premise_id
          left join receivables_charge_types t on t.municipality_id = c.municipality_id and t.code = c.charge_type
          left join accounting_postings n on n.municipality_id = i.municipality_id and n.source_type = 'billing.invoices'
           and n.source_id = i.id and n.source_line = c.id
           and n.event in ('invoice_charge_issued', 'third_party_charge_issued')
         where i.municipality_id = :municipality and i.reference = :reference
           and i.settlement not in ('cancelled', 'replaced') and c.component = 'principal'
           and (:account::text is null or ${OF_ACCOUNT('n.credit_account')})
           and (:category::text is null or c.category = :category)
           and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)`,
}
