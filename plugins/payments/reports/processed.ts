import { type Report, periodFilters } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { CHANNELS, DOCUMENT_KINDS, RECEIPT_CLASSES } from '#plugins/receivables/api'
import { AGENT, OF_AGENT, agentColumn, agentFilter, documentColumn } from './shared.ts'

/** Receipts that found their document and settled something of it (TR-3.2.19.9). */
export const processed: Report = {
  name: 'payments.processed',
  title: 'Pagamentos processados com sucesso',
  help: 'Os pagamentos que acharam o seu documento e baixaram débitos dele.',
  permission: 'payments.read',
  section: 'Arrecadação',
  filters: [
    ...periodFilters,
    agentFilter,
    { name: 'channel', label: 'Forma', type: 'enum', options: CHANNELS },
    { name: 'kind', label: 'Tipo de documento', type: 'enum', options: DOCUMENT_KINDS },
  ],
  columns: [
    { name: 'paid_on', label: 'Pago em', type: 'date' },
    { name: 'posted_on', label: 'Processado em', type: 'date' },
    agentColumn,
    { name: 'channel', label: 'Forma', type: 'enum', options: CHANNELS },
    premiseColumn,
    documentColumn,
    { name: 'kind', label: 'Tipo', type: 'enum', options: DOCUMENT_KINDS },
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'class', label: 'Como foi pago', type: 'enum', options: RECEIPT_CLASSES },
    { name: 'nominal_cents', label: 'Valor do documento', type: 'money' },
    { name: 'applied_cents', label: 'Baixado', type: 'money', isTotal: true },
    { name: 'credit_cents', label: 'Virou crédito', type: 'money', isTotal: true },
    { name: 'amount_cents', label: 'Pago', type: 'money', isTotal: true },
  ],
  sort: { column: 'paid_on', direction: 'asc' },
  groups: ['agent', 'paid_on', 'channel', 'class'],
  chart: { title: 'Pago por dia', category: 'paid_on', value: 'amount_cents' },
  sql: `select r.paid_on, r.posted_on, ${AGENT} as agent, r.channel, r.premise_id, r.document_id, d.kind, d.reference,
               d.due_on, r.class, d.amount_cents as nominal_cents, r.applied_cents, r.credit_cents, r.amount_cents
          from receivables_receipts r
          join receivables_documents d on d.id = r.document_id
         where r.municipality_id = :municipality and r.posted_on >= :from_on and r.posted_on <= :until_on
           and r.class <> 'duplicate' and ${OF_AGENT}
           and (:channel::text is null or r.channel = :channel) and (:kind::text is null or d.kind = :kind)`,
}
