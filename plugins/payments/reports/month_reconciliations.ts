import type { EnumOption } from '#core/records/index'
import { type Report, positionFilter } from '#core/reports/index'
import { MONTHS } from '../services/reconciled_months.ts'

const STATES: readonly EnumOption[] = [
  { value: 'approved', label: 'Aprovada', tone: 'good' },
  { value: 'concluded', label: 'Concluída', tone: 'good' },
  { value: 'late', label: 'Atrasada', tone: 'bad' },
  { value: 'waiting', label: 'No prazo', tone: 'info' },
]

/** Which months were reconciled, by whom, and which are late (AC-020). */
export const monthReconciliations: Report = {
  name: 'payments.month_reconciliations',
  title: 'Conciliações mensais: situação',
  help: 'Os meses desde o primeiro recebimento: quais foram conciliados com o banco e a contabilidade, por quem e com que justificativa, e quais passaram do prazo.',
  permission: 'payments.read',
  section: 'Arrecadação',
  filters: [positionFilter, { name: 'only_late', label: 'Só os atrasados', type: 'boolean' }],
  columns: [
    { name: 'reference', label: 'Mês', type: 'refmonth' },
    { name: 'state', label: 'Situação', type: 'enum', options: STATES },
    { name: 'received_cents', label: 'Recebido', type: 'money' },
    { name: 'credited_cents', label: 'Creditado', type: 'money' },
    { name: 'booked_cents', label: 'Na contabilidade', type: 'money' },
    { name: 'open_items', label: 'Itens justificados', type: 'integer' },
    { name: 'open_cents', label: 'Valor justificado', type: 'money' },
    { name: 'justification', label: 'Justificativa', type: 'text' },
    { name: 'concluded_by', label: 'Concluída por', type: 'text' },
    { name: 'concluded_at', label: 'Concluída em', type: 'datetime' },
    { name: 'approved_by', label: 'Aprovada por', type: 'text' },
  ],
  sort: { column: 'reference', direction: 'desc' },
  groups: ['state'],
  sql: `select * from (${MONTHS}) months where state = 'late' or not coalesce(:only_late::boolean, false)`,
}
