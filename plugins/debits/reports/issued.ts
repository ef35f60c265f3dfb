import type { Report } from '#core/reports/index'
import { monthOf } from '#core/calendar/index'
import { groupFilter, premiseColumn } from '#plugins/registry/api'
import { ORDER_STATES } from '../records/options.ts'
import { BANK, OF_BANK, bankColumn, bankFilter, customerColumn, invoiceColumn } from './shared.ts'

/** The invoices that were issued for debit in account (TR-3.2.19.69). */
export const issued: Report = {
  name: 'debits.issued',
  title: 'Faturas geradas para débito em conta',
  help: 'As faturas dos clientes que escolheram débito em conta, com a conta, a remessa em que foram e como estão.',
  permission: 'debits.read',
  section: 'Arrecadação',
  filters: [
    {
      ...{ name: 'reference', label: 'Competência', type: 'refmonth', isRequired: true },
      initial: ({ today }) => monthOf(today),
    },
    bankFilter,
    groupFilter,
    { name: 'status', label: 'Situação', type: 'enum', options: ORDER_STATES },
  ],
  columns: [
    bankColumn,
    { name: 'agency', label: 'Agência', type: 'text' },
    { name: 'account', label: 'Conta', type: 'text' },
    premiseColumn,
    customerColumn,
    invoiceColumn,
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
    {
      ...{ name: 'remittance_id', label: 'Remessa', type: 'reference' },
      record: 'debits.remittances',
    },
    { name: 'sent_on', label: 'Data da remessa', type: 'date' },
    { name: 'status', label: 'Situação', type: 'enum', options: ORDER_STATES },
  ],
  sort: { column: 'due_on', direction: 'asc' },
  groups: ['bank', 'status'],
  sql: `select ${BANK}, e.agency, '••••' || right(e.bank_client, 3) as account, o.premise_id, c.name as customer, o.invoice_id,
               o.due_on, o.amount_cents, last.remittance_id, last.sent_on, o.state as status
          from debits_orders o
          join debits_enrolments e on e.id = o.enrolment_id
          join payments_agreements g on g.id = o.agreement_id
          join payments_agents a on a.id = g.agent_id
          join registry_customers c on c.id = o.customer_id
          join registry_premises p on p.id = o.premise_id
          left join lateral (
            select s.remittance_id, r.generated_on as sent_on
              from debits_sendings s join debits_remittances r on r.id = s.remittance_id
             where s.order_id = o.id and s.kind = 'E' and s.movement = '0' order by s.attempt desc limit 1) last on true
         where o.municipality_id = :municipality and o.reference = :reference and ${OF_BANK}
           and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)
           and (:status::text is null or o.state = :status)`,
}
