import { type Report, periodFilters } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { END_CAUSES, MOVEMENT_STATES, OPERATIONS } from '../records/options.ts'

/**
 * Each inclusion, cancellation and exclusion asked of a bureau in a period, with what it answered (TR-3.2.9.17.2,
 * TR-3.2.19.51).
 */
export const movementsReport: Report = {
  name: 'bureaus.movements',
  title: 'Inclusões e exclusões em órgãos',
  help: 'Cada inclusão, atualização, cancelamento e exclusão pedida ao SPC, à SERASA e ao cartório no período, com a resposta e os dias entre o pagamento e a exclusão.',
  permission: 'bureaus.read',
  personal: 'registry.personal_data',
  section: 'Cobrança',
  filters: [
    ...periodFilters,
    { name: 'bureau', label: 'Órgão', type: 'reference', record: 'bureaus.bureaus' },
    { name: 'operation', label: 'Operação', type: 'enum', options: OPERATIONS },
    { name: 'state', label: 'Situação', type: 'enum', options: MOVEMENT_STATES },
  ],
  columns: [
    { name: 'bureau_id', label: 'Órgão', type: 'reference', record: 'bureaus.bureaus' },
    { name: 'lot_id', label: 'Lote', type: 'reference', record: 'bureaus.lots' },
    { name: 'made_on', label: 'Data', type: 'date' },
    { name: 'operation', label: 'Operação', type: 'enum', options: OPERATIONS },
    premiseColumn,
    { name: 'customer', label: 'Devedor', type: 'text', isPersonal: true },
    { name: 'taxpayer', label: 'CPF ou CNPJ', type: 'taxpayer', isPersonal: true },
    { name: 'documents', label: 'Débitos', type: 'text' },
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'reason', label: 'Motivo', type: 'enum', options: END_CAUSES },
    { name: 'file', label: 'Arquivo', type: 'text' },
    { name: 'codes', label: 'Código de retorno', type: 'text' },
    { name: 'answer', label: 'Resposta do órgão', type: 'text' },
    { name: 'state', label: 'Situação', type: 'enum', options: MOVEMENT_STATES },
    { name: 'days', label: 'Dias do pagamento à exclusão', type: 'integer' },
    { name: 'movements', label: 'Movimentos', type: 'integer', isTotal: true },
  ],
  sort: { column: 'made_on', direction: 'asc' },
  groups: ['operation', 'bureau_id'],
  record: 'bureaus.movements',
  sql: `select m.id as record_id, m.bureau_id, m.lot_id, m.created_on as made_on, m.operation, m.premise_id, c.name as customer,
               c.taxpayer_id as taxpayer, d.documents, m.amount_cents, m.reason, f.file_name as file, m.answer_codes as codes,
               m.answer, m.state, (m.created_on - m.paid_on) as days, 1 as movements
          from bureaus_movements m
          join registry_customers c on c.id = m.customer_id
          left join bureaus_files f on f.id = m.file_id
          cross join lateral (
            select string_agg(right(b.reference, 2) || '/' || left(b.reference, 4), ', ' order by b.due_on, b.id) as documents
              from bureaus_debts b where b.municipality_id = m.municipality_id and b.listing_id = m.listing_id) d
         where m.municipality_id = :municipality and m.created_on between :from_on and :until_on
           and (:bureau::bigint is null or m.bureau_id = :bureau::bigint)
           and (:operation::text is null or m.operation = :operation)
           and (:state::text is null or m.state = :state)`,
}
