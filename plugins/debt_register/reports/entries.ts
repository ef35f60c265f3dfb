import { type Report, periodFilters } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { ENTRY_STATES } from '../records/options.ts'
import { PERSONAL, SECTION, bookColumns, debtorColumn, entryColumn, sum } from './shared.ts'

/** What was inscribed in a period (TR-3.2.9.18.9). */
export const inscriptions: Report = {
  name: 'debt_register.inscriptions',
  title: 'Valores inscritos em dívida ativa por período',
  help: 'Os débitos inscritos no período, com o valor originário e os encargos da inscrição, e a situação de hoje.',
  permission: 'debt_register.read',
  personal: PERSONAL,
  section: SECTION,
  filters: [
    ...periodFilters,
    { name: 'state', label: 'Situação', type: 'enum', options: ENTRY_STATES },
  ],
  columns: [
    entryColumn,
    { name: 'inscribed_on', label: 'Inscrito em', type: 'date' },
    { name: 'term_id', label: 'Termo', type: 'reference', record: 'debt_register.terms' },
    debtorColumn,
    premiseColumn,
    { name: 'bill_number', label: 'Fatura', type: 'text' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    ...bookColumns,
    { name: 'state', label: 'Situação', type: 'enum', options: ENTRY_STATES },
    sum('original_cents', 'Valor originário'),
    sum('charges_cents', 'Encargos'),
    sum('total_cents', 'Total inscrito'),
  ],
  sort: { column: 'inscribed_on', direction: 'asc' },
  groups: ['inscribed_on', 'state'],
  chart: { title: 'Inscrito por situação', category: 'state', value: 'total_cents' },
  sql: `select e.id as entry_id, e.inscribed_on, e.term_id, c.name as debtor, e.premise_id, e.bill_number, e.due_on, e.book_number,
               e.leaf, e.line, e.state, e.original_cents, e.total_cents - e.original_cents as charges_cents, e.total_cents
          from debt_register_entries e join registry_customers c on c.id = e.debtor_id
         where e.municipality_id = :municipality and e.inscribed_on between :from_on and :until_on
           and (:state::text is null or e.state = :state)`,
}

/** What was received for inscribed entries, by the day of the payment (TR-3.2.9.18.10). */
export const payments: Report = {
  name: 'debt_register.payments',
  title: 'Pagamentos de dívida ativa',
  help: 'O que se recebeu no período por lançamentos inscritos, pagos por qualquer documento, com o lugar no livro.',
  permission: 'debt_register.read',
  personal: PERSONAL,
  section: SECTION,
  filters: [...periodFilters],
  columns: [
    entryColumn,
    debtorColumn,
    premiseColumn,
    ...bookColumns,
    { name: 'bill_number', label: 'Fatura', type: 'text' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'settled_on', label: 'Pago em', type: 'date' },
    { name: 'agent', label: 'Agente', type: 'text' },
    { name: 'receipt_id', label: 'Recebimento', type: 'reference', record: 'receivables.receipts' },
    sum('paid_cents', 'Valor pago do débito'),
    sum('charges_cents', 'Encargos pagos'),
    sum('total_cents', 'Total pago'),
  ],
  sort: { column: 'settled_on', direction: 'asc' },
  groups: ['settled_on', 'agent'],
  sql: `select p.*, p.paid_cents + p.charges_cents as total_cents
          from (select e.id as entry_id, c.name as debtor, e.premise_id, e.book_number, e.leaf, e.line, e.bill_number, e.due_on,
                       s.settled_on, r.agent_code as agent, s.receipt_id, sum(s.amount_cents)::bigint as paid_cents,
                       coalesce((select sum(q.amount_cents) from receivables_pending_charges q
                                  where q.source_receipt_id = s.receipt_id and q.source_item_id = any(e.item_ids)
                                    and q.state = 'paid'), 0)::bigint as charges_cents
                  from debt_register_entries e
                  join registry_customers c on c.id = e.debtor_id
                  join receivables_settlements s on s.item_id = any(e.item_ids) and s.undoes_id is null
                   and not exists (select from receivables_settlements u where u.undoes_id = s.id)
                  join receivables_receipts r on r.id = s.receipt_id
                 where e.municipality_id = :municipality and e.number is not null and e.state <> 'excluded'
                   and s.settled_on between :from_on and :until_on and s.settled_on >= e.inscribed_on
                 group by e.id, c.name, s.settled_on, s.receipt_id, r.agent_code) p`,
}
