import { type Report, periodFilters } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { ORDER_STATES } from '../records/options.ts'
import {
  BANK,
  OF_BANK,
  bankColumn,
  bankFilter,
  customerColumn,
  invoiceColumn,
  occurrenceColumn,
} from './shared.ts'

/** Why banks did not debit (TR-3.2.19.70). */
export const occurrences: Report = {
  name: 'debits.occurrences',
  title: 'Ocorrências de débito em conta',
  help: 'Os débitos que os bancos não fizeram no período do retorno, por que, e o que se fez de cada fatura.',
  permission: 'debits.read',
  section: 'Arrecadação',
  filters: [...periodFilters, bankFilter, { ...occurrenceColumn, name: 'code' }],
  columns: [
    bankColumn,
    { name: 'answered_on', label: 'Retorno em', type: 'date' },
    premiseColumn,
    customerColumn,
    invoiceColumn,
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'code', label: 'Código', type: 'text' },
    { ...occurrenceColumn, label: 'Ocorrência' },
    { name: 'resent', label: 'Reenviada', type: 'boolean' },
    { name: 'new_on', label: 'Nova data', type: 'date' },
    { name: 'action', label: 'Como está', type: 'enum', options: ORDER_STATES },
  ],
  sort: { column: 'answered_on', direction: 'asc' },
  groups: ['bank', 'occurrence'],
  chart: {
    title: 'Valor não debitado por ocorrência',
    category: 'occurrence',
    value: 'amount_cents',
  },
  sql: `select ${BANK}, s.answered_on, o.premise_id, c.name as customer, o.invoice_id, s.amount_cents, s.occurrence as code,
               s.occurrence, s.is_resent as resent, case when s.is_resent then coalesce(next.debit_on, o.debit_on) end as new_on,
               o.state as action
          from debits_sendings s
          join debits_orders o on o.id = s.order_id
          join debits_remittances r on r.id = s.remittance_id
          join payments_agreements g on g.id = r.agreement_id
          join payments_agents a on a.id = g.agent_id
          join registry_customers c on c.id = o.customer_id
          left join debits_sendings next
            on next.order_id = s.order_id and next.attempt = s.attempt + 1 and next.kind = 'E' and next.movement = '0'
         where s.municipality_id = :municipality and s.answered_on between :from_on and :until_on
           and s.kind = 'E' and s.movement = '0' and s.paid_on is null and ${OF_BANK}
           and (:code::text is null or s.occurrence = :code)`,
}
