import { type Report, positionFilter } from '#core/reports/index'
import { categoryFilter, groupFilter, holderColumn, premiseColumn } from '#plugins/registry/api'
import {
  AGING,
  LATE_COLUMNS,
  LATE_SUMS,
  OF_CATEGORY,
  OF_GROUP,
  invoiceColumn,
  lateFilters,
} from './shared.ts'

/** What open invoices will have grown to on a chosen day (TR-3.2.19.45). */
export const overdueProjection: Report = {
  name: 'billing.overdue_projection',
  title: 'Projeção de faturas vencidas',
  help: 'Quanto cada fatura em aberto valerá, com multa e juros, no dia escolhido.',
  permission: 'billing.read',
  personal: 'registry.personal_data',
  section: 'Cobrança',
  filters: [
    { ...positionFilter, label: 'Projetar para' },
    ...lateFilters,
    {
      name: 'least_days',
      label: 'Atraso mínimo (dias)',
      type: 'integer',
      isRequired: true,
      initial: () => '1',
    },
    groupFilter,
    categoryFilter,
  ],
  columns: [
    premiseColumn,
    holderColumn,
    invoiceColumn,
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'days', label: 'Dias de atraso', type: 'integer' },
    { name: 'band', label: 'Faixa de atraso', type: 'text' },
    ...LATE_COLUMNS,
  ],
  sort: { column: 'days', direction: 'desc' },
  groups: ['band'],
  chart: { title: 'Atualizado por faixa de atraso', category: 'band', value: 'updated_cents' },
  sql: `select rows.*, open_cents + fine_cents + interest_cents as updated_cents
          from (select ${LATE_SUMS} from (
            select p.id as premise_id, c.name as holder, i.id as invoice_id, i.due_on, :position_on::date - i.due_on as days,
                   ${AGING('(:position_on::date - i.due_on)')} as band, i.total_cents - i.settled_cents as open_cents
              from billing_invoices i
              join registry_premises p on p.id = i.premise_id
              join registry_customers c on c.id = coalesce(i.owed_by_id, i.debtor_id)
             where i.municipality_id = :municipality and i.settlement in ('open', 'partly_settled')
               and i.due_on <= :position_on::date - :least_days::int and ${OF_GROUP} and ${OF_CATEGORY}) pending) rows`,
}
