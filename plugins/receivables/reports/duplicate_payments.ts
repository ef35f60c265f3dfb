import { type Report, periodFilters } from '#core/reports/index'
import { holderColumn, premiseColumn } from '#plugins/registry/api'

const SITUATIONS = [
  { value: 'open', label: 'A compensar', tone: 'attention' as const },
  { value: 'partial', label: 'Compensado em parte', tone: 'info' as const },
  { value: 'used', label: 'Compensado', tone: 'good' as const },
]

/** Invoices that were paid again after they were paid (TR-3.2.19.14). */
export const duplicatePayments: Report = {
  name: 'receivables.duplicate_payments',
  title: 'Faturas pagas em dobro',
  help: 'Os dois pagamentos de cada fatura paga de novo, o crédito que nasceu e se já foi compensado.',
  permission: 'receivables.read',
  personal: 'registry.personal_data',
  section: 'Arrecadação',
  filters: [
    ...periodFilters,
    { name: 'agent', label: 'Agente (código do banco)', type: 'text' },
    { name: 'situation', label: 'Situação do crédito', type: 'enum', options: SITUATIONS },
    {
      name: 'billing_group',
      label: 'Grupo de faturamento',
      type: 'reference',
      record: 'registry.billing_groups',
    },
  ],
  columns: [
    premiseColumn,
    holderColumn,
    { name: 'document_id', label: 'Documento', type: 'reference', record: 'receivables.documents' },
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    { name: 'first_on', label: 'Primeiro pagamento', type: 'date' },
    { name: 'first_agent', label: 'Agente', type: 'text' },
    { name: 'first_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'second_on', label: 'Segundo pagamento', type: 'date' },
    { name: 'second_agent', label: 'Agente', type: 'text' },
    { name: 'second_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'credit_cents', label: 'Crédito', type: 'money', isTotal: true },
    { name: 'open_cents', label: 'A compensar', type: 'money', isTotal: true },
    { name: 'situation', label: 'Situação', type: 'enum', options: SITUATIONS },
  ],
  sort: { column: 'second_on', direction: 'asc' },
  groups: ['situation', 'second_agent'],
  chart: { title: 'Crédito por situação', category: 'situation', value: 'credit_cents' },
  sql: `select rows.* from (
          select r.premise_id, c.name as holder, r.document_id, d.reference, f.paid_on as first_on, f.agent_code as first_agent,
                 f.amount_cents as first_cents, r.paid_on as second_on, r.agent_code as second_agent,
                 r.amount_cents as second_cents, k.amount_cents as credit_cents, k.open_cents,
                 case k.open_cents when 0 then 'used' when k.amount_cents then 'open' else 'partial' end as situation
            from receivables_receipts r
            join receivables_documents d on d.id = r.document_id
            join registry_customers c on c.id = d.debtor_id
            left join registry_premises p on p.id = r.premise_id
            left join receivables_credits k on k.receipt_id = r.id and k.withdrawn_on is null
            left join lateral (
              select * from receivables_receipts f
               where f.municipality_id = r.municipality_id and f.document_id = r.document_id and f.class <> 'duplicate'
                 and f.state = 'identified'
               order by f.paid_on, f.id limit 1) f on true
           where r.municipality_id = :municipality and r.class = 'duplicate' and r.state = 'identified'
             and r.posted_on >= :from_on and r.paid_on between :from_on and :until_on
             and (:agent::text is null or r.agent_code = :agent)
             and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)) rows
         where (:situation::text is null or rows.situation = :situation)`,
}
