import { type Report, periodFilters } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import {
  BANK,
  OF_BANK,
  bankColumn,
  bankFilter,
  customerColumn,
  invoiceColumn,
  occurrenceColumn,
} from './shared.ts'

/** Each debit that was sent, with what the bank paid of it (TR-3.2.19.8). What was paid by other means is not its. */
export const remitted: Report = {
  name: 'debits.remitted',
  title: 'Pagamentos em remessas, detalhado',
  help: 'Cada débito enviado ao banco, com o que ele debitou e o que ficou. O que o cliente pagou por outro meio não conta como pago pela remessa.',
  permission: 'debits.read',
  section: 'Arrecadação',
  filters: [
    {
      ...{ name: 'remittance', label: 'Remessa', type: 'reference' },
      record: 'debits.remittances',
    },
    bankFilter,
    ...periodFilters,
    { ...occurrenceColumn, name: 'code' },
  ],
  columns: [
    {
      ...{ name: 'remittance_id', label: 'Remessa', type: 'reference' },
      record: 'debits.remittances',
    },
    { name: 'sequence', label: 'NSA', type: 'text' },
    bankColumn,
    { name: 'sent_on', label: 'Data da remessa', type: 'date' },
    premiseColumn,
    customerColumn,
    invoiceColumn,
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'debits', label: 'Enviadas', type: 'integer', isTotal: true },
    { name: 'sent_cents', label: 'Valor enviado', type: 'money', isTotal: true },
    { name: 'paid', label: 'Pagas', type: 'integer', isTotal: true },
    { name: 'paid_cents', label: 'Valor pago', type: 'money', isTotal: true },
    { name: 'paid_on', label: 'Pago em', type: 'date' },
    { name: 'outstanding', label: 'Não pagas', type: 'integer', isTotal: true },
    { name: 'outstanding_cents', label: 'Valor não pago', type: 'money', isTotal: true },
    occurrenceColumn,
  ],
  sort: { column: 'sent_on', direction: 'asc' },
  groups: ['remittance_id', 'bank', 'occurrence'],
  sql: `select s.remittance_id, r.sequence::text as sequence, ${BANK}, r.generated_on as sent_on, o.premise_id,
               c.name as customer, o.invoice_id, o.due_on, 1 as debits, s.amount_cents as sent_cents,
               (s.paid_on is not null)::int as paid, s.paid_cents, s.paid_on, (s.paid_on is null)::int as outstanding,
               s.amount_cents - s.paid_cents as outstanding_cents, s.occurrence
          from debits_remittances r
          join payments_agreements g on g.id = r.agreement_id
          join payments_agents a on a.id = g.agent_id
          join debits_sendings s on s.remittance_id = r.id and s.kind = 'E' and s.movement = '0'
          join debits_orders o on o.id = s.order_id
          join registry_customers c on c.id = o.customer_id
         where r.municipality_id = :municipality and r.generated_on between :from_on and :until_on
           and (:remittance::bigint is null or r.id = :remittance::bigint)
           and ${OF_BANK} and (:code::text is null or s.occurrence = :code)`,
}
