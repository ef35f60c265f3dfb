import type { EnumOption } from '#core/records/index'
import { type Report, periodFilters } from '#core/reports/index'
import { groupFilter, premiseColumn } from '#plugins/registry/api'
import { NOTICE_KINDS } from '../records/options.ts'

const BANDS: readonly EnumOption[] = [
  { value: '1', label: 'Até 5 dias' },
  { value: '2', label: '6 a 10 dias' },
  { value: '3', label: '11 a 30 dias' },
  { value: '4', label: 'Mais de 30 dias' },
]

/** Bills that were paid by the paper of a notice; what was paid by its own paper is not there (TR-3.2.19.49). */
export const settledByNotice: Report = {
  name: 'dunning.settled_by_notice',
  title: 'Faturas quitadas por notificação',
  help: 'As faturas que o pagamento do documento de cada notificação ou carta quitou, com o dia, o agente e quantos dias depois da emissão. A fatura paga pelo código dela não aparece.',
  permission: 'dunning.read',
  personal: 'registry.personal_data',
  section: 'Cobrança',
  filters: [
    ...periodFilters,
    { name: 'kind', label: 'Tipo', type: 'enum', options: NOTICE_KINDS },
    groupFilter,
  ],
  columns: [
    { name: 'notice_id', label: 'Notificação', type: 'reference', record: 'dunning.notices' },
    { name: 'kind', label: 'Tipo', type: 'enum', options: NOTICE_KINDS },
    premiseColumn,
    { name: 'customer', label: 'Cliente', type: 'text', isPersonal: true },
    { name: 'number', label: 'Fatura', type: 'text' },
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    { name: 'paid_on', label: 'Pago em', type: 'date' },
    { name: 'agent', label: 'Agente', type: 'text' },
    { name: 'days', label: 'Dias', type: 'integer' },
    { name: 'band', label: 'Faixa', type: 'enum', options: BANDS },
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
  ],
  sort: { column: 'paid_on', direction: 'asc' },
  groups: ['kind', 'band'],
  chart: { title: 'Valor por faixa', category: 'band', value: 'amount_cents' },
  sql: `select rows.*, case when days <= 5 then '1' when days <= 10 then '2' when days <= 30 then '3' else '4' end as band
          from (
            select n.id as notice_id, n.kind, n.premise_id, c.name as customer, coalesce(k.number, i.origin_type || ' ' || i.origin_id) as number,
                   i.reference, r.paid_on, r.agent_code as agent, r.paid_on - n.issued_on as days, sum(s.amount_cents)::bigint as amount_cents
              from receivables_receipts r
              join dunning_notices n on n.document_id = r.document_id and n.municipality_id = r.municipality_id
              join registry_premises p on p.id = n.premise_id
              join registry_customers c on c.id = n.debtor_id
              join receivables_settlements s on s.municipality_id = r.municipality_id and s.receipt_id = r.id
              join receivables_items i on i.id = s.item_id
              left join dunning_notice_debts k on k.municipality_id = n.municipality_id and k.notice_id = n.id
                   and k.origin_type = i.origin_type and k.origin_id = i.origin_id
             where r.municipality_id = :municipality and r.state = 'identified' and r.posted_on >= :from_on
               and r.paid_on between :from_on and :until_on
               and (:kind::text is null or n.kind = :kind)
               and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)
             group by n.id, c.name, k.number, i.origin_type, i.origin_id, i.reference, r.id
            having sum(s.amount_cents) > 0) rows`,
}
