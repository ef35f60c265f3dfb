import { parts } from '#core/calendar/index'
import type { EnumOption } from '#core/records/index'
import type { Report } from '#core/reports/index'
import { groupFilter, premiseColumn } from '#plugins/registry/api'
import { CLEARANCE_MEANS, REASONS } from '../records/clearance_options.ts'
import { IN_THE_WAY, standingOfDebts } from '../services/judge_year.ts'

const STATES: readonly EnumOption[] = [
  { value: 'issued', label: 'Emitida', tone: 'good' },
  { value: 'issuable', label: 'Já pode ser emitida', tone: 'info' },
  { value: 'withheld', label: 'Ainda não cabe', tone: 'attention' },
]

const owed = standingOfDebts({
  where: `t.municipality_id = c.municipality_id and t.premise_id = c.premise_id and t.debtor_id = c.customer_id`,
  ...{ until: 'make_date(c.year, 12, 31)', on: 'greatest(c.judged_on, current_date)' },
})

/** What stands in the way today of what was not issued. */
const NOW = `
  select case when c.state = 'issued' then 'issued'
              when exists (select from (${owed}) o where o.standing = any(${IN_THE_WAY})) then 'withheld'
              when c.reason = 'court' then 'withheld' else 'issuable' end as status`

/** Annual statements that a year is paid, and why others have none yet (TR-3.2.19.68). */
export const clearancesReport: Report = {
  name: 'certificates.clearances',
  title: 'Declarações anuais de quitação',
  help: 'De cada imóvel e pessoa faturada no ano: a declaração emitida e como chega ao cliente, ou por que ainda não cabe. Quem pagou depois da última conferência aparece como já podendo ser emitida.',
  permission: 'certificates.read',
  personal: 'registry.personal_data',
  section: 'Contas a receber',
  filters: [
    {
      ...{ name: 'year', label: 'Ano', type: 'integer', isRequired: true },
      initial: ({ today }) => String(parts(today).year - 1),
    },
    { name: 'status', label: 'Situação', type: 'enum', options: STATES },
    { name: 'means', label: 'Como é entregue', type: 'enum', options: CLEARANCE_MEANS },
    groupFilter,
  ],
  columns: [
    { name: 'year', label: 'Ano', type: 'integer' },
    premiseColumn,
    { name: 'customer', label: 'Cliente', type: 'text', isPersonal: true },
    { name: 'number', label: 'Número', type: 'text' },
    { name: 'months', label: 'Meses faturados', type: 'integer' },
    { name: 'disputed', label: 'Em discussão judicial', type: 'text' },
    { name: 'issued_on', label: 'Emitida em', type: 'date' },
    { name: 'means', label: 'Como é entregue', type: 'enum', options: CLEARANCE_MEANS },
    { name: 'status', label: 'Situação', type: 'enum', options: STATES },
    { name: 'reason', label: 'Por que não foi emitida', type: 'enum', options: REASONS },
    { name: 'statements', label: 'Quantidade', type: 'integer', isTotal: true },
  ],
  sort: { column: 'number', direction: 'asc' },
  groups: ['status', 'reason', 'means'],
  record: 'certificates.clearances',
  sql: `select c.id as record_id, c.year, c.premise_id, k.name as customer, c.number, c.months, c.disputed, c.issued_on, c.means, n.status,
               c.reason, 1 as statements
          from certificates_clearances c
          join registry_customers k on k.id = c.customer_id
          join registry_premises p on p.id = c.premise_id
         cross join lateral (${NOW}) n
         where c.municipality_id = :municipality and c.year = :year::int
           and (:status::text is null or n.status = :status) and (:means::text is null or c.means = :means)
           and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)`,
}
