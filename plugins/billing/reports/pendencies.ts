import { type Report, positionFilter } from '#core/reports/index'
import { categoryFilter, groupFilter, holderColumn, premiseColumn } from '#plugins/registry/api'
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
    { name: 'stage', label: 'Fase de cobrança', type: 'enum', options: STAGES },
    { name: 'arrangement', label: 'Acordo', type: 'enum', options: ARRANGEMENTS },
    ...LATE_COLUMNS,
  ],
  sort: { column: 'due_on', direction: 'asc' },
  groups: ['band', 'stage', 'reference'],
  chart: { title: 'Em aberto por faixa de atraso', category: 'band', value: 'open_cents' },
  sql: `select rows.*, open_cents + fine_cents + interest_cents as updated_cents
          from (select ${LATE_SUMS} from (
            select c.name as holder, p.id as premise_id, i.id as invoice_id, i.reference, i.due_on,
                   greatest(:position_on::date - i.due_on, 0) as days, ${AGING('(:position_on::date - i.due_on)')} as band,
                   i.stage, i.arrangement, (i.total_cents - ${settledBy(':position_on')})::bigint as open_cents
              from billing_invoices i
              join registry_premises p on p.id = i.premise_id
              join registry_customers c on c.id = i.debtor_id
             where i.municipality_id = :municipality and i.issued_on <= :position_on and ${standingOn(':position_on')}
               and (:stage::text is null or i.stage = :stage) and ${OF_GROUP} and ${OF_CATEGORY}) pending
           where open_cents > 0) rows`,
}
