import type { EnumOption } from '#core/records/index'
import { type Report, periodFilters } from '#core/reports/index'
import { groupFilter, premiseColumn } from '#plugins/registry/api'
import { DELIVERIES, NOTICE_KINDS } from '../records/options.ts'

const RESULTS: readonly EnumOption[] = [
  { value: 'pending', label: 'Pendente', tone: 'attention' },
  { value: 'paid', label: 'Paga', tone: 'good' },
  { value: 'agreed', label: 'Negociada', tone: 'good' },
  { value: 'cut_order', label: 'Com ordem de corte', tone: 'bad' },
  { value: 'void', label: 'Sem efeito', tone: 'neutral' },
  { value: 'cancelled', label: 'Cancelada', tone: 'neutral' },
  { value: 'expired', label: 'Validade encerrada', tone: 'neutral' },
]

const STATUSES: readonly EnumOption[] = [
  { value: 'delivered', label: 'Entregue', tone: 'good' },
  { value: 'failed', label: 'Tentada e não entregue', tone: 'bad' },
  { value: 'none', label: 'Sem registro', tone: 'neutral' },
]

/** Notices and letters issued, with how each went and what came of it (TR-3.2.19.35). */
export const noticesSent: Report = {
  name: 'dunning.notices_sent',
  title: 'Notificações e cartas emitidas',
  help: 'Cada notificação ou carta emitida no período, com as faturas e o valor, como foi entregue e o que resultou: paga, negociada, ordem de corte ou pendente.',
  permission: 'dunning.read',
  personal: 'registry.personal_data',
  section: 'Cobrança',
  filters: [
    ...periodFilters,
    { name: 'kind', label: 'Tipo', type: 'enum', options: NOTICE_KINDS },
    { name: 'delivery', label: 'Como foi entregue', type: 'enum', options: DELIVERIES },
    { name: 'result', label: 'Resultado', type: 'enum', options: RESULTS },
    { name: 'status', label: 'Entrega', type: 'enum', options: STATUSES },
    groupFilter,
  ],
  columns: [
    { name: 'number', label: 'Número', type: 'text' },
    { name: 'kind', label: 'Tipo', type: 'enum', options: NOTICE_KINDS },
    premiseColumn,
    { name: 'customer', label: 'Cliente', type: 'text', isPersonal: true },
    { name: 'issued_on', label: 'Emitida em', type: 'date' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'delivery', label: 'Como foi entregue', type: 'enum', options: DELIVERIES },
    { name: 'status', label: 'Entrega', type: 'enum', options: STATUSES },
    { name: 'delivered_on', label: 'Entregue em', type: 'date' },
    { name: 'notices', label: 'Notificações', type: 'integer', isTotal: true },
    { name: 'debts', label: 'Faturas', type: 'integer', isTotal: true },
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'result', label: 'Resultado', type: 'enum', options: RESULTS },
  ],
  sort: { column: 'issued_on', direction: 'asc' },
  groups: ['result', 'delivery', 'kind', 'status'],
  chart: { title: 'Valor por resultado', category: 'result', value: 'amount_cents' },
  record: 'dunning.notices',
  sql: `select r.* from (
          select n.id as record_id, n.number, n.kind, n.premise_id, c.name as customer, n.issued_on, n.due_on, n.delivery, n.delivered_on,
                 1 as notices, n.amount_cents,
                 (select count(*) from dunning_notice_debts d where d.municipality_id = n.municipality_id and d.notice_id = n.id) as debts,
                 case when n.delivered_on is not null then 'delivered'
                      when exists (select from dunning_deliveries v where v.municipality_id = n.municipality_id and v.notice_id = n.id)
                      then 'failed' else 'none' end as status,
                 case when n.state in ('pending', 'expired') and exists (
                        select from dunning_cases k where k.notice_id = n.id and k.state not in ('recalled', 'not_done'))
                      then 'cut_order' else n.state end as result
            from dunning_notices n
            join registry_customers c on c.id = n.debtor_id
            join registry_premises p on p.id = n.premise_id
           where n.municipality_id = :municipality and n.issued_on between :from_on and :until_on
             and (:kind::text is null or n.kind = :kind) and (:delivery::text is null or n.delivery = :delivery)
             and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)) r
         where (:result::text is null or r.result = :result) and (:status::text is null or r.status = :status)`,
}
