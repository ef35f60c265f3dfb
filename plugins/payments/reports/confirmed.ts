import type { EnumOption } from '#core/records/index'
import { type Report, periodFilters } from '#core/reports/index'
import type { ReportColumn } from '#core/reports/index'
import { agreedFee } from '../services/fees.ts'
import { AGENT, OF_AGENT, agentColumn, agentFilter } from './shared.ts'

const KINDS: readonly EnumOption[] = [
  { value: 'bank', label: 'Repasse do banco' },
  { value: 'transfer', label: 'Transferência entre documentos' },
]

const document = (name: string, label: string): ReportColumn => ({
  ...{ name, label, type: 'reference', record: 'receivables.documents' },
})
const premise = (name: string, label: string): ReportColumn => ({
  ...{ name, label, type: 'reference', record: 'registry.premises' },
})

/** Money that the bank credited: its day with that bank has nothing left to come. */
const PASSED = `
  select 'bank' as kind, r.id as receipt_id, null::bigint as from_premise_id, null::bigint as from_document_id, r.premise_id as to_premise_id,
         r.document_id as to_document_id, r.posted_on as confirmed_on, d.credited_on as moved_on, r.amount_cents, ${agreedFee('g', 'l.capture', 'coalesce(l.paid_on, l.credited_on)')}::bigint as fee_cents,
         g.account, null::text as reason, null::text as author, r.agent_code, r.municipality_id, r.state
    from payments_days d
    join payments_agreements g on g.id = d.agreement_id
    join payments_files f on f.agreement_id = g.id
    join payments_file_lines l on l.municipality_id = d.municipality_id and l.file_id = f.id and l.credited_on = d.credited_on
    join receivables_receipts r on r.id = l.receipt_id and r.state = 'identified'
   where d.municipality_id = :municipality and d.kind = 'file' and d.credited_on between :from_on and :until_on
     and d.credited_cents > 0 and d.difference_cents <= 0`

/** Money that a person moved and that still stands where it was moved to. */
const MOVED = `
  select 'transfer', r.id, c.from_premise_id, c.from_document_id, c.to_premise_id, c.to_document_id, r.posted_on, c.posted_on, c.amount_cents,
         0, null, c.reason, c.user_name, r.agent_code, r.municipality_id, r.state
    from receivables_receipt_changes c
    join receivables_receipts r on r.id = c.receipt_id and r.state = 'identified' and r.document_id = c.to_document_id
   where c.municipality_id = :municipality and c.kind = 'transferred' and c.posted_on between :from_on and :until_on
     and not exists (select from receivables_receipt_changes n where n.receipt_id = c.receipt_id and n.id > c.id)
     and c.from_document_id is distinct from (
       select coalesce(o.to_document_id, c.to_document_id) from receivables_receipt_changes o
        where o.receipt_id = c.receipt_id and o.id < c.id and o.kind = 'transferred' order by o.id limit 1)`

/** What banks credited, and what people moved from one document to another (TR-3.2.19.11). */
export const confirmed: Report = {
  name: 'payments.confirmed',
  title: 'Pagamentos confirmados e transferidos',
  help: 'Os pagamentos que o banco já creditou por inteiro, e os que uma pessoa passou de um documento a outro e continuam lá, com o motivo. Transferência desfeita não aparece.',
  permission: 'payments.read',
  section: 'Arrecadação',
  filters: [
    ...periodFilters,
    agentFilter,
    { name: 'kind', label: 'Tipo', type: 'enum', options: KINDS },
  ],
  columns: [
    { name: 'kind', label: 'Tipo', type: 'enum', options: KINDS },
    { name: 'receipt_id', label: 'Recebimento', type: 'reference', record: 'receivables.receipts' },
    agentColumn,
    premise('from_premise_id', 'Do imóvel'),
    document('from_document_id', 'Do documento'),
    premise('to_premise_id', 'Para o imóvel'),
    document('to_document_id', 'Para o documento'),
    { name: 'confirmed_on', label: 'Confirmado em', type: 'date' },
    { name: 'moved_on', label: 'Repassado ou transferido em', type: 'date' },
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'fee_cents', label: 'Tarifa', type: 'money', isTotal: true },
    { name: 'account', label: 'Conta creditada', type: 'text' },
    { name: 'author', label: 'Usuário', type: 'text' },
    { name: 'reason', label: 'Motivo', type: 'text' },
  ],
  sort: { column: 'moved_on', direction: 'asc' },
  groups: ['kind', 'agent'],
  sql: `select r.kind, r.receipt_id, ${AGENT} as agent, r.from_premise_id, r.from_document_id, r.to_premise_id, r.to_document_id,
               r.confirmed_on, r.moved_on, r.amount_cents, r.fee_cents, r.account, r.author, r.reason
          from (${PASSED} union all ${MOVED}) r
         where ${OF_AGENT} and (:kind::text is null or r.kind = :kind)`,
}
