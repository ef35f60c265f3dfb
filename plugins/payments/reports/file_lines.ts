import { type Report, periodFilters } from '#core/reports/index'
import { agreedFee } from '../services/fees.ts'
import { LINE_FATES } from '../records/options.ts'
import { documentColumn, withinDays } from './shared.ts'

/** Every line of the bank files that were imported, with what became of it (TR-3.2.19.3). */
export const fileLines: Report = {
  name: 'payments.file_lines',
  title: 'Importação de arquivos bancários, linha a linha',
  help: 'Cada linha dos arquivos dos bancos, com o documento, o valor e o que foi feito dela.',
  permission: 'payments.read',
  section: 'Arrecadação',
  filters: [
    ...periodFilters,
    { name: 'agent_id', label: 'Agente', type: 'reference', record: 'payments.agents' },
    { name: 'file', label: 'Arquivo', type: 'reference', record: 'payments.files' },
    { name: 'fate', label: 'Resultado', type: 'enum', options: LINE_FATES },
  ],
  columns: [
    { name: 'file_id', label: 'Arquivo', type: 'reference', record: 'payments.files' },
    { name: 'agent', label: 'Agente', type: 'text' },
    { name: 'agreement', label: 'Convênio', type: 'text' },
    { name: 'sequence', label: 'NSA', type: 'text' },
    { name: 'generated_on', label: 'Gerado em', type: 'date' },
    { name: 'imported_at', label: 'Importado em', type: 'datetime' },
    { name: 'imported_by', label: 'Por', type: 'text' },
    { name: 'line', label: 'Linha', type: 'integer' },
    documentColumn,
    { name: 'paid_on', label: 'Pago em', type: 'date' },
    { name: 'fate', label: 'Resultado', type: 'enum', options: LINE_FATES },
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'agreed_fee_cents', label: 'Tarifa do convênio', type: 'money', isTotal: true },
    { name: 'fee_cents', label: 'Tarifa do banco', type: 'money', isTotal: true },
    { name: 'is_outside_validity', label: 'Fora da vigência', type: 'boolean' },
    { name: 'reason', label: 'Mensagem', type: 'text' },
  ],
  sort: { column: 'line', direction: 'asc' },
  groups: ['fate', 'file_id', 'agent'],
  chart: { title: 'Valor por resultado', category: 'fate', value: 'amount_cents' },
  sql: `select f.id as file_id, a.code || ' ' || a.name as agent, g.code as agreement, f.sequence::text as sequence,
               f.generated_on, f.imported_at, f.imported_by, l.number as line, l.document_id, l.paid_on, l.fate,
               l.amount_cents, l.reason, l.fee_cents, l.is_outside_validity,
               case when l.paid_on is not null then ${agreedFee('g', 'l.capture', 'l.paid_on')} end as agreed_fee_cents
          from payments_files f
          join payments_agreements g on g.id = f.agreement_id
          join payments_agents a on a.id = g.agent_id
          join payments_file_lines l on l.file_id = f.id
         where f.municipality_id = :municipality
           and ${withinDays('f.imported_at')}
           and (:agent_id::bigint is null or a.id = :agent_id::bigint)
           and (:file::bigint is null or f.id = :file::bigint)
           and (:fate::text is null or l.fate = :fate)`,
}
