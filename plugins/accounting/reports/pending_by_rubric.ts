import { type Report, positionFilter } from '#core/reports/index'
import { categoryColumn, categoryFilter, holderColumn, premiseColumn } from '#plugins/registry/api'
import { RUBRIC, invoiceColumn } from './shared.ts'

/** What was owed at the end of a day, by what it is owed for (TR-3.2.19.59). */
export const pendingByRubric: Report = {
  name: 'accounting.pending_by_rubric',
  title: 'Pendências por rubrica',
  help: 'O que os clientes deviam no fim de um dia, por rubrica: água, esgoto, serviços, multa e juros.',
  permission: 'accounting.read',
  personal: 'registry.personal_data',
  section: 'Contabilidade',
  filters: [
    positionFilter,
    { name: 'rubric', label: 'Rubrica (código)', type: 'text' },
    categoryFilter,
    { name: 'least_days', label: 'Atraso mínimo (dias)', type: 'integer' },
  ],
  columns: [
    { name: 'rubric', label: 'Rubrica', type: 'text' },
    { name: 'account', label: 'Conta a receber', type: 'text' },
    premiseColumn,
    holderColumn,
    invoiceColumn,
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    categoryColumn,
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'days', label: 'Dias de atraso', type: 'integer' },
    { name: 'open_cents', label: 'Em aberto', type: 'money', isTotal: true },
  ],
  sort: { column: 'rubric', direction: 'asc' },
  groups: ['rubric', 'account', 'category', 'reference'],
  chart: { title: 'Em aberto por rubrica', category: 'rubric', value: 'open_cents' },
  sql: `select rows.* from (
          select ${RUBRIC} as rubric, n.debit_account as account, it.premise_id, c.name as holder, i.id as invoice_id,
                 it.reference, it.category, it.due_on, greatest(:position_on::date - it.due_on, 0) as days,
                 (it.amount_cents - coalesce((
                   select sum(s.amount_cents + s.transferred_cents + s.forgiven_cents + s.withheld_cents) from receivables_settlements s
                    where s.item_id = it.id and s.posted_on <= :position_on), 0)::bigint - coalesce((
                   select sum(u.amount_cents) from receivables_credit_uses u
                    where u.item_id = it.id and u.used_on <= :position_on), 0)::bigint)::bigint as open_cents
            from receivables_items it
            join registry_customers c on c.id = it.debtor_id
            left join receivables_charge_types t on t.municipality_id = it.municipality_id and t.code = it.charge_type
            left join billing_invoices i on it.origin_type = 'billing.invoice' and i.id = it.origin_id
            left join lateral (
              select n.debit_account from accounting_postings n
                join billing_charges b on b.municipality_id = n.municipality_id and b.invoice_id = i.id and b.number = n.source_line
                 and b.charge_type = it.charge_type
               where n.municipality_id = it.municipality_id and n.source_type = 'billing.invoices' and n.source_id = i.id
               limit 1) n on true
           where it.municipality_id = :municipality and (it.withdrawn_on is null or it.withdrawn_on > :position_on)
             and coalesce(i.issued_on, it.due_on) <= :position_on
             and (:rubric::text is null or it.charge_type = :rubric)
             and (:category::text is null or it.category = :category)
             and it.due_on <= :position_on::date - coalesce(:least_days::int, -100000)) rows
         where rows.open_cents > 0`,
}
