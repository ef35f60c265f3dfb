import type { Report } from '#core/reports/index'
import { SETTLEMENTS } from '../records/options.ts'
import { groupFilter } from '#plugins/registry/api'

/** Invoices of a period with what each asks for and what payments have closed, by situation (TR-3.2.19.76). */
export const valuesBySettlement: Report = {
  name: 'billing.values_by_settlement',
  title: 'Valores das faturas por situação',
  help: 'As faturas de um período e quanto delas está em aberto, pago em parte, quitado, cancelado ou substituído.',
  permission: 'billing.read',
  personal: 'registry.personal_data',
  section: 'Faturamento',
  filters: [
    {
      name: 'from_reference',
      label: 'Da referência',
      type: 'refmonth',
      isRequired: true,
      initial: ({ today }) => today.slice(0, 7),
    },
    {
      name: 'until_reference',
      label: 'Até a referência',
      type: 'refmonth',
      isRequired: true,
      initial: ({ today }) => today.slice(0, 7),
    },
    { name: 'settlement', label: 'Situação', type: 'enum', options: SETTLEMENTS },
    groupFilter,
  ],
  columns: [
    { name: 'number', label: 'Fatura', type: 'text' },
    { name: 'reference', label: 'Referência', type: 'refmonth' },
    { name: 'premise_id', label: 'Imóvel', type: 'reference', record: 'registry.premises' },
    { name: 'holder', label: 'Devedor', type: 'text', isPersonal: true },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'settlement', label: 'Situação', type: 'enum', options: SETTLEMENTS },
    { name: 'total_cents', label: 'Total', type: 'money', isTotal: true },
    { name: 'settled_cents', label: 'Quitado', type: 'money', isTotal: true },
    { name: 'open_cents', label: 'Em aberto', type: 'money', isTotal: true },
  ],
  sort: { column: 'number', direction: 'asc' },
  groups: ['settlement', 'reference'],
  chart: { title: 'Total por situação', category: 'settlement', value: 'total_cents' },
  sql: `select i.number, i.reference, i.premise_id, c.name as holder, i.due_on, i.settlement,
               i.total_cents, i.settled_cents,
               case when i.settlement in ('open', 'partly_settled') then i.total_cents - i.settled_cents else 0 end as open_cents
          from billing_invoices i
          join registry_customers c on c.id = i.debtor_id
          join registry_premises p on p.id = i.premise_id
         where i.municipality_id = :municipality
           and i.reference between :from_reference and :until_reference
           and (:settlement::text is null or i.settlement = :settlement)
           and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)`,
}
