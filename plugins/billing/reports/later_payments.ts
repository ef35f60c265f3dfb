import { type Report, positionFilter } from '#core/reports/index'
import { categoryFilter, groupFilter, holderColumn, premiseColumn } from '#plugins/registry/api'
import { OF_CATEGORY, OF_GROUP, invoiceColumn, settledBy } from './shared.ts'

/** Invoices that were pending on a day and were paid after it (TR-3.2.19.50). */
export const laterPayments: Report = {
  name: 'billing.later_payments',
  title: 'Pendências com pagamento posterior',
  help: 'As faturas que estavam pendentes em um dia e foram pagas depois dele.',
  permission: 'billing.read',
  personal: 'registry.personal_data',
  section: 'Cobrança',
  filters: [
    { ...positionFilter, initial: ({ today }) => `${today.slice(0, 7)}-01` },
    {
      name: 'until_on',
      label: 'Pagamentos até',
      type: 'date',
      isRequired: true,
      initial: ({ today }) => today,
    },
    groupFilter,
    categoryFilter,
  ],
  columns: [
    premiseColumn,
    holderColumn,
    invoiceColumn,
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'pending_cents', label: 'Pendente na posição', type: 'money' },
    { name: 'paid_on', label: 'Pago em', type: 'date' },
    { name: 'paid_month', label: 'Mês do pagamento', type: 'refmonth' },
    { name: 'paid_cents', label: 'Baixado', type: 'money', isTotal: true },
    { name: 'left_cents', label: 'Diferença', type: 'money' },
    { name: 'agent', label: 'Agente', type: 'text' },
  ],
  sort: { column: 'paid_on', direction: 'asc' },
  groups: ['paid_month', 'agent'],
  chart: { title: 'Baixado por dia', category: 'paid_on', value: 'paid_cents' },
  sql: `select rows.*, pending_cents - sum(paid_cents) over (partition by invoice_id order by paid_on, receipt_id)::bigint as left_cents
          from (select p.id as premise_id, c.name as holder, i.id as invoice_id, i.due_on, r.id as receipt_id,
                       (i.total_cents - ${settledBy(':position_on')})::bigint as pending_cents, r.paid_on,
                       to_char(r.paid_on, 'YYYY-MM') as paid_month, r.agent_code as agent,
                       sum(s.amount_cents + s.transferred_cents + s.forgiven_cents + s.withheld_cents)::bigint as paid_cents
                  from receivables_settlements s
                  join receivables_receipts r on r.id = s.receipt_id
                  join receivables_items it on it.id = s.item_id and it.origin_type = 'billing.invoice'
                  join billing_invoices i on i.id = it.origin_id and i.issued_on <= :position_on
                  join registry_premises p on p.id = i.premise_id
                  join registry_customers c on c.id = i.debtor_id
                 where s.municipality_id = :municipality and s.posted_on > :position_on and s.posted_on <= :until_on
                   and ${OF_GROUP} and ${OF_CATEGORY}
                 group by i.id, i.municipality_id, i.due_on, i.total_cents, p.id, c.id, r.id
                having sum(s.amount_cents + s.transferred_cents + s.forgiven_cents + s.withheld_cents) <> 0) rows`,
}
