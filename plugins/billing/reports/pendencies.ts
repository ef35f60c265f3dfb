import { type Report, positionFilter } from '#core/reports/index'
import {
  categoryFilter,
  districtFilter,
  groupFilter,
  holderColumn,
  premiseColumn,
} from '#plugins/registry/api'
import { ARRANGEMENTS, STAGES } from '../records/options.ts'
import {
  AGING,
  LATE_COLUMNS,
  LATE_SUMS,
  OF_CATEGORY,
  OF_GROUP,
  invoiceColumn,
  lateFilters,
  settledBy,
  standingOn,
} from './shared.ts'

const STATES = [
  { value: 'due', label: 'A vencer', tone: 'info' },
  { value: 'overdue', label: 'Vencida', tone: 'bad' },
  { value: 'plan', label: 'Em acordo', tone: 'attention' },
  { value: 'process', label: 'Em processo', tone: 'attention' },
  { value: 'active_debt', label: 'Em dívida ativa', tone: 'bad' },
] as const

/** Where an invoice stands now, and whether it was due on the day. */
const STATUS = `case when i.hold is not null then 'process' when i.stage in ('inscribed', 'in_court') then 'active_debt'
  when i.arrangement <> 'none' then 'plan' when i.due_on < :position_on then 'overdue' else 'due' end`

/** Everything that customers owed at the end of a day, by age (TR-3.2.19.43). */
export const pendencies: Report = {
  name: 'billing.pendencies',
  title: 'Pendências de todos os clientes',
  help: 'O que cada cliente devia no fim de um dia: valor em aberto, multa, juros e idade da dívida.',
  permission: 'billing.read',
  personal: 'registry.personal_data',
  section: 'Cobrança',
  filters: [
    positionFilter,
    ...lateFilters,
    groupFilter,
    categoryFilter,
    districtFilter,
    { name: 'least_days', label: 'Atraso de, em dias', type: 'integer', minimum: '0' },
    { name: 'most_days', label: 'até', type: 'integer', minimum: '0' },
    { name: 'status', label: 'Situação', type: 'enum', options: STATES },
    { name: 'stage', label: 'Fase de cobrança', type: 'enum', options: STAGES },
  ],
  columns: [
    holderColumn,
    premiseColumn,
    invoiceColumn,
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'days', label: 'Dias de atraso', type: 'integer' },
    { name: 'band', label: 'Faixa de atraso', type: 'text' },
    { name: 'status', label: 'Situação', type: 'enum', options: STATES },
    { name: 'stage', label: 'Fase de cobrança', type: 'enum', options: STAGES },
    { name: 'arrangement', label: 'Acordo', type: 'enum', options: ARRANGEMENTS },
    ...LATE_COLUMNS,
  ],
  sort: { column: 'due_on', direction: 'asc' },
  groups: ['band', 'status', 'stage', 'reference', 'holder'],
  chart: { title: 'Em aberto por faixa de atraso', category: 'band', value: 'open_cents' },
  sql: `select rows.*, open_cents + fine_cents + interest_cents as updated_cents
          from (select ${LATE_SUMS} from (
            select c.name as holder, p.id as premise_id, i.id as invoice_id, i.reference, i.due_on,
                   greatest(:position_on::date - i.due_on, 0) as days, ${AGING('(:position_on::date - i.due_on)')} as band,
                   ${STATUS} as status, i.stage, i.arrangement, (i.total_cents - ${settledBy(':position_on')})::bigint as open_cents
              from billing_invoices i
              join registry_premises p on p.id = i.premise_id
              join registry_customers c on c.id = coalesce(i.owed_by_id, i.debtor_id)
             where i.municipality_id = :municipality and i.issued_on <= :position_on and ${standingOn(':position_on')}
               and (:stage::text is null or i.stage = :stage)
               and (:district::text is null or lower(p.district) = lower(:district)) and ${OF_GROUP} and ${OF_CATEGORY}) pending
           where open_cents > 0 and (:status::text is null or status = :status)
             and (:least_days::int is null or days >= :least_days::int)
             and (:most_days::int is null or days <= :most_days::int)) rows`,
}
