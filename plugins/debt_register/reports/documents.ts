import { type Report, type ReportColumn, periodFilters } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import type { EnumOption } from '#core/records/index'
import { PAPER_KINDS } from '../records/options.ts'
import {
  PERSONAL,
  SECTION,
  bookColumns,
  debtorColumn,
  entryColumn,
  sum,
  yearColumn,
  yearFilter,
} from './shared.ts'

const paperColumn: ReportColumn = {
  ...{ name: 'paper_id', label: 'Documento', type: 'reference', record: 'debt_register.papers' },
}

/** What was paid by the documents of the register themselves (TR-3.2.19.38). */
export const settledByDocument: Report = {
  name: 'debt_register.settled_by_document',
  title: 'Faturas baixadas por documentos da dívida ativa',
  help: 'Fatura a fatura, o que se pagou com os termos de confissão: principal, multa, juros e correção. O que se pagou por outro documento não aparece.',
  permission: 'debt_register.read',
  personal: PERSONAL,
  section: SECTION,
  filters: [
    ...periodFilters,
    { name: 'kind', label: 'Tipo de documento', type: 'enum', options: PAPER_KINDS },
    yearFilter,
  ],
  columns: [
    paperColumn,
    { name: 'kind', label: 'Tipo', type: 'enum', options: PAPER_KINDS },
    entryColumn,
    ...bookColumns,
    premiseColumn,
    debtorColumn,
    { name: 'bill_number', label: 'Fatura', type: 'text' },
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    yearColumn,
    sum('original_cents', 'Valor originário'),
    sum('fine_cents', 'Multa'),
    sum('interest_cents', 'Juros'),
    sum('correction_cents', 'Correção'),
    sum('paid_cents', 'Valor pago'),
    { name: 'settled_on', label: 'Pago em', type: 'date' },
    { name: 'agent', label: 'Agente', type: 'text' },
  ],
  sort: { column: 'settled_on', direction: 'asc' },
  groups: ['paper_id', 'agent'],
  sql: `select p.*, p.original_cents + p.fine_cents + p.interest_cents + p.correction_cents as paid_cents
          from (select d.id as paper_id, d.kind, e.id as entry_id, e.book_number, e.leaf, e.line, e.premise_id, c.name as debtor,
                       e.bill_number, e.reference, extract(year from e.due_on)::int as exercise, r.agent_code as agent, s.settled_on,
                       s.cents as original_cents, q.fine_cents, q.interest_cents, q.correction_cents
                  from debt_register_papers d
                  join receivables_receipts r on r.document_id = d.document_id and r.state = 'identified'
                  join debt_register_paper_entries l on l.paper_id = d.id
                  join debt_register_entries e on e.id = l.entry_id
                  join registry_customers c on c.id = e.debtor_id
                  join lateral (
                    select sum(x.amount_cents)::bigint as cents, max(x.settled_on) as settled_on from receivables_settlements x
                     where x.receipt_id = r.id and x.item_id = any(e.item_ids)
                    having sum(x.amount_cents) > 0) s on true
                  cross join lateral (
                    select coalesce(sum(amount_cents) filter (where component = 'fine'), 0)::bigint as fine_cents,
                           coalesce(sum(amount_cents) filter (where component = 'interest'), 0)::bigint as interest_cents,
                           coalesce(sum(amount_cents) filter (where component = 'correction'), 0)::bigint as correction_cents
                      from receivables_pending_charges
                     where source_receipt_id = r.id and source_item_id = any(e.item_ids) and state = 'paid') q
                 where d.municipality_id = :municipality and s.settled_on between :from_on and :until_on
                   and (:kind::text is null or d.kind = :kind)
                   and (:exercise::int is null or extract(year from e.due_on) = :exercise::int)) p`,
}

const STAGES: readonly EnumOption[] = [
  { value: 'registered', label: 'Inscrito', tone: 'attention' },
  { value: 'notified', label: 'Notificado', tone: 'info' },
  { value: 'certified', label: 'Com certidão', tone: 'info' },
  { value: 'instalments', label: 'Em acordo', tone: 'info' },
  { value: 'in_court', label: 'Em execução', tone: 'bad' },
  { value: 'paid', label: 'Pago', tone: 'good' },
  { value: 'cancelled', label: 'Baixado, cancelado ou excluído', tone: 'neutral' },
]

const DOCUMENT_KINDS: readonly EnumOption[] = [
  { value: 'book', label: 'Livro' },
  { value: 'term', label: 'Termo de inscrição' },
  ...PAPER_KINDS,
]

/** Where each inscribed debt is, by its newest document (TR-3.2.19.39). */
export const documents: Report = {
  name: 'debt_register.documents',
  title: 'Acompanhamento de documentos da dívida ativa',
  help: 'Cada débito inscrito com o documento mais novo que o cita e a fase em que está. O valor atualizado é o desse documento, ou o da inscrição.',
  permission: 'debt_register.read',
  personal: PERSONAL,
  section: SECTION,
  filters: [
    { name: 'stage', label: 'Fase', type: 'enum', options: STAGES },
    yearFilter,
    { name: 'from_cents', label: 'Valor desde', type: 'money' },
    { name: 'until_cents', label: 'Valor até', type: 'money' },
    { name: 'issued_from', label: 'Emitido desde', type: 'date' },
    { name: 'issued_until', label: 'Emitido até', type: 'date' },
  ],
  columns: [
    entryColumn,
    { name: 'kind', label: 'Documento', type: 'enum', options: DOCUMENT_KINDS },
    { name: 'number', label: 'Número', type: 'text' },
    ...bookColumns,
    debtorColumn,
    premiseColumn,
    yearColumn,
    { name: 'issued_on', label: 'Emitido em', type: 'date' },
    { name: 'received_on', label: 'Recebido em', type: 'date' },
    sum('original_cents', 'Valor originário'),
    sum('updated_cents', 'Valor atualizado'),
    { name: 'stage', label: 'Fase', type: 'enum', options: STAGES },
  ],
  sort: { column: 'issued_on', direction: 'asc' },
  groups: ['stage', 'kind', 'exercise'],
  chart: { title: 'Valor por fase', category: 'stage', value: 'updated_cents' },
  sql: `select * from (
          select e.id as entry_id, coalesce(d.kind, case when e.book_id is null then 'term' else 'book' end) as kind,
                 coalesce(d.number, e.book_number::text, t.number) as number, e.book_number, e.leaf, e.line, c.name as debtor,
                 e.premise_id, extract(year from e.due_on)::int as exercise,
                 coalesce(d.issued_on, b.generated_on, e.inscribed_on) as issued_on,
                 coalesce(d.received_on, e.notified_on) as received_on, e.original_cents,
                 coalesce(d.total_cents, e.total_cents) as updated_cents,
                 case when e.state = 'paid' then 'paid'
                      when e.state <> 'inscribed' then 'cancelled'
                      when e.court_case_id is not null then 'in_court'
                      when e.arrangement <> 'none' then 'instalments'
                      when e.certified_on is not null then 'certified'
                      when e.notified_on is not null then 'notified'
                      else 'registered' end as stage
            from debt_register_entries e
            join debt_register_terms t on t.id = e.term_id
            join registry_customers c on c.id = e.debtor_id
            left join debt_register_books b on b.id = e.book_id
            left join lateral (
              select p.kind, p.number, p.issued_on, p.received_on, l.total_cents
                from debt_register_paper_entries l join debt_register_papers p on p.id = l.paper_id
               where l.municipality_id = e.municipality_id and l.entry_id = e.id order by l.id desc limit 1) d on true
           where e.municipality_id = :municipality and e.number is not null) r
         where (:stage::text is null or stage = :stage) and (:exercise::int is null or exercise = :exercise::int)
           and (:from_cents::bigint is null or updated_cents >= :from_cents::bigint)
           and (:until_cents::bigint is null or updated_cents <= :until_cents::bigint)
           and (:issued_from::date is null or issued_on >= :issued_from::date)
           and (:issued_until::date is null or issued_on <= :issued_until::date)`,
}
