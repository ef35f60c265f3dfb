import { type Report, periodFilters } from '#core/reports/index'
import { groupFilter, holderColumn, premiseColumn } from '#plugins/registry/api'
import { CORRECTION_KINDS } from '../domain/correction_kinds.ts'
import { OF_GROUP, invoiceColumn } from './shared.ts'

/** Invoices that corrections ended, with what took the place of each (TR-3.2.19.78). */
export const corrections: Report = {
  name: 'billing.corrections',
  title: 'Faturas canceladas e substituídas',
  help: 'Cada fatura cancelada ou substituída, com o motivo, quem a corrigiu, e a fatura que tomou o seu lugar.',
  permission: 'billing.read',
  personal: 'registry.personal_data',
  section: 'Faturamento',
  filters: [
    ...periodFilters,
    { name: 'kind', label: 'Correção', type: 'enum', options: CORRECTION_KINDS },
    { name: 'reason', label: 'Motivo (código)', type: 'text' },
    { name: 'author', label: 'Usuário', type: 'text' },
    groupFilter,
  ],
  columns: [
    { name: 'corrected_on', label: 'Corrigida em', type: 'date' },
    { name: 'kind', label: 'Correção', type: 'enum', options: CORRECTION_KINDS },
    premiseColumn,
    holderColumn,
    invoiceColumn,
    { name: 'reference', label: 'Competência', type: 'refmonth' },
    { name: 'issued_on', label: 'Emissão', type: 'date' },
    { name: 'reason_title', label: 'Motivo', type: 'text' },
    { name: 'reason', label: 'Parecer', type: 'text' },
    { name: 'ended_cents', label: 'Valor estornado', type: 'money', isTotal: true },
    { name: 'successor_id', label: 'Nova fatura', type: 'reference', record: 'billing.invoices' },
    { name: 'reissued_cents', label: 'Valor reemitido', type: 'money', isTotal: true },
    { name: 'difference_cents', label: 'Diferença', type: 'money', isTotal: true },
    { name: 'author', label: 'Usuário', type: 'text' },
    { name: 'authorised_by', label: 'Autorizada por', type: 'text' },
  ],
  sort: { column: 'corrected_on', direction: 'asc' },
  groups: ['reason_title', 'kind', 'author'],
  chart: { title: 'Diferença por motivo', category: 'reason_title', value: 'difference_cents' },
  sql: `select c.corrected_on, c.kind, i.premise_id, p.holder_name as holder, i.id as invoice_id, i.reference, i.issued_on,
               coalesce(a.title, b.title, c.reason_code) as reason_title, c.reason,
               i.total_cents + i.credits_cents as ended_cents, n.id as successor_id,
               coalesce(n.total_cents + n.credits_cents, 0) as reissued_cents,
               coalesce(n.total_cents + n.credits_cents, 0) - (i.total_cents + i.credits_cents) as difference_cents,
               c.author_name as author, e.payload::jsonb #>> '{authority,name}' as authorised_by
          from billing_corrections c
          join billing_invoices i on i.ended_by_id = c.id
          join registry_premises p on p.id = i.premise_id
          left join billing_invoices n on n.correction_id = c.id and n.replaces_id = i.id
          left join billing_cancellation_reasons a on c.kind = 'cancel' and a.municipality_id = c.municipality_id
           and a.code = c.reason_code
          left join billing_correction_reasons b on c.kind <> 'cancel' and b.municipality_id = c.municipality_id
           and b.code = c.reason_code
          left join lateral (
            select e.payload from audit_entries e
             where e.municipality_id = c.municipality_id and e.subject_type = 'billing.invoices' and e.subject_id = c.invoice_id
               and e.at = c.corrected_at order by e.id limit 1) e on true
         where c.municipality_id = :municipality and c.corrected_on between :from_on and :until_on
           and (:kind::text is null or c.kind = :kind) and (:reason::text is null or c.reason_code = :reason)
           and (:author::text is null or c.author_name = :author) and ${OF_GROUP}`,
}
