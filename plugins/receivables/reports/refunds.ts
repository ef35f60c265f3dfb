import { type Report, periodFilters } from '#core/reports/index'
import { holderColumn, premiseColumn } from '#plugins/registry/api'
import { CREDIT_CAUSES } from '../records/options.ts'

const STATUSES = [
  { value: 'open', label: 'A devolver', tone: 'attention' as const },
  { value: 'partial', label: 'Devolvido em parte', tone: 'info' as const },
  { value: 'given', label: 'Devolvido', tone: 'good' as const },
]

const FORMS = [
  { value: 'money', label: 'Em dinheiro ou transferência' },
  { value: 'invoice', label: 'Em fatura' },
]

const GIVEN = [
  { value: 'cash', label: 'Em dinheiro, no caixa' },
  { value: 'transfer', label: 'Transferência bancária' },
]

/** What customers paid ahead or too much, and how it went back to them (TR-3.2.19.62). */
export const refunds: Report = {
  name: 'receivables.refunds',
  title: 'Devolução de adiantamentos',
  help: 'O que cada cliente pagou a mais, em dobro ou de fatura corrigida: quanto já voltou em dinheiro, quanto abateu faturas e quanto falta, com quem pediu e quem aprovou a devolução.',
  permission: 'receivables.read',
  personal: 'registry.personal_data',
  section: 'Arrecadação',
  filters: [
    { ...periodFilters[0]!, isRequired: false, initial: () => '' },
    periodFilters[1]!,
    { name: 'status', label: 'Situação', type: 'enum', options: STATUSES },
    { name: 'form', label: 'Forma', type: 'enum', options: FORMS },
    { name: 'cause', label: 'Origem', type: 'enum', options: CREDIT_CAUSES },
  ],
  columns: [
    { name: 'status', label: 'Situação', type: 'enum', options: STATUSES },
    holderColumn,
    premiseColumn,
    { name: 'cause', label: 'Origem', type: 'enum', options: CREDIT_CAUSES },
    { name: 'created_on', label: 'Data', type: 'date' },
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'money_cents', label: 'Devolvido em dinheiro', type: 'money', isTotal: true },
    { name: 'invoice_cents', label: 'Abatido em faturas', type: 'money', isTotal: true },
    { name: 'balance_cents', label: 'Saldo', type: 'money', isTotal: true },
    { name: 'requested_by', label: 'Pedido por', type: 'text' },
    { name: 'decided_by', label: 'Decidido por', type: 'text' },
    { name: 'given_how', label: 'Como', type: 'enum', options: GIVEN },
    { name: 'given_on', label: 'Devolvido em', type: 'date' },
    { name: 'given_proof', label: 'Comprovante', type: 'text' },
  ],
  sort: { column: 'created_on', direction: 'asc' },
  groups: ['status', 'cause'],
  chart: { title: 'Saldo por situação', category: 'status', value: 'balance_cents' },
  record: 'receivables.credits',
  sql: `select r.* from (
          select k.id as record_id, c.name as holder, k.premise_id, k.cause, k.created_on, k.amount_cents, k.refunded_cents as money_cents,
                 k.amount_cents - k.open_cents - k.refunded_cents as invoice_cents, k.open_cents as balance_cents,
                 case k.open_cents when 0 then 'given' when k.amount_cents then 'open' else 'partial' end as status,
                 q.requested_by, q.decided_by, q.given_how, q.given_on, q.given_proof
            from receivables_credits k
            join registry_customers c on c.id = k.customer_id
            left join receivables_refund_requests q on q.credit_id = k.id and q.state <> 'refused'
           where k.municipality_id = :municipality and k.withdrawn_on is null
             and k.created_on between coalesce(:from_on::date, '-infinity') and :until_on
             and (:cause::text is null or k.cause = :cause)) r
         where (:status::text is null or r.status = :status)
           and (:form::text is null or case :form when 'money' then r.money_cents > 0 else r.invoice_cents > 0 end)`,
}
