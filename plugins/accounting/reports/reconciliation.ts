import { type Report, monthFilter } from '#core/reports/index'
import { holderColumn, premiseColumn } from '#plugins/registry/api'
import { invoiceColumn } from './shared.ts'

/**
 * The invoices of a month whose charges and entries differ, each with what people said of it (TR-3.2.10.10b). Charges that
 * waited from before were posted when the right to them arose.
 */
export const reconciliation: Report = {
  name: 'accounting.reconciliation',
  title: 'Conciliação das contas a receber',
  help: 'As faturas de uma referência em que o valor comercial e o contabilizado diferem, com a causa e o que será feito.',
  permission: 'accounting.read',
  personal: 'registry.personal_data',
  section: 'Contabilidade',
  filters: [monthFilter, { name: 'only_unexplained', label: 'Só sem explicação', type: 'boolean' }],
  columns: [
    invoiceColumn,
    { name: 'number', label: 'Número', type: 'text' },
    premiseColumn,
    holderColumn,
    { name: 'charged_cents', label: 'No comercial', type: 'money', isTotal: true },
    { name: 'posted_cents', label: 'Na contabilidade', type: 'money', isTotal: true },
    { name: 'difference_cents', label: 'Diferença', type: 'money', isTotal: true },
    { name: 'found', label: 'O que o sistema sabe', type: 'text' },
    { name: 'cause', label: 'Causa', type: 'text' },
    { name: 'mitigation', label: 'O que será feito', type: 'text' },
    { name: 'explained_by', label: 'Explicado por', type: 'text' },
    { name: 'explained_at', label: 'Explicado', type: 'datetime' },
  ],
  sort: { column: 'number', direction: 'asc' },
  sql: `select rows.*, charged_cents - posted_cents as difference_cents from (
          select i.id as invoice_id, i.number, i.premise_id, cu.name as holder, c.cents as charged_cents,
                 coalesce(n.cents, 0)::bigint as posted_cents, u.reason as found, e.cause, e.mitigation,
                 e.written_by as explained_by, e.written_at as explained_at
            from billing_invoices i
            join registry_customers cu on cu.id = i.debtor_id
            join lateral (
              select coalesce(sum(c.amount_cents), 0)::bigint as cents from billing_charges c
               where c.municipality_id = i.municipality_id and c.invoice_id = i.id and c.source <> 'waited') c on true
            left join lateral (
              select sum(n.amount_cents) as cents from accounting_postings n
               where n.municipality_id = i.municipality_id and n.source_type = 'billing.invoices' and n.source_id = i.id
                 and n.event in ('invoice_charge_issued', 'third_party_charge_issued')) n on true
            left join lateral (
              select string_agg(distinct u.reason, '; ') as reason from accounting_unposted u
               where u.municipality_id = i.municipality_id and u.source_type = 'billing.invoices' and u.source_id = i.id
                 and u.state = 'waiting') u on true
            left join lateral (
              select e.* from accounting_explanations e
               where e.municipality_id = i.municipality_id and e.invoice_id = i.id order by e.id desc limit 1) e on true
           where i.municipality_id = :municipality and i.reference = :reference) rows
         where charged_cents <> posted_cents and (not coalesce(:only_unexplained::boolean, false) or cause is null)`,
}
