import { type Report, periodFilters } from '#core/reports/index'
import { holderColumn, premiseColumn } from '#plugins/registry/api'
import { CREDIT_CAUSES } from '../records/options.ts'

const SITUATIONS = [
  { value: 'open', label: 'A compensar' },
  { value: 'partial', label: 'Compensado em parte' },
  { value: 'used', label: 'Compensado' },
]

/** What customers have to be given back on their next invoices (TR-3.2.19.1). */
export const credits: Report = {
  name: 'receivables.credits',
  title: 'Valores a compensar',
  help: 'Os créditos dos clientes para as próximas faturas, por tipo de cliente e de compensação.',
  permission: 'receivables.read',
  personal: 'registry.personal_data',
  section: 'Arrecadação',
  filters: [
    { ...periodFilters[0]!, isRequired: false, initial: () => '' },
    periodFilters[1]!,
    { name: 'only_open', label: 'Só com saldo', type: 'boolean', initial: () => 'true' },
    { name: 'cause', label: 'Tipo de compensação', type: 'enum', options: CREDIT_CAUSES },
    {
      name: 'customer_type',
      label: 'Tipo de cliente',
      type: 'lookup',
      lookup: 'registry.customer_types',
    },
  ],
  columns: [
    {
      name: 'customer_type',
      label: 'Tipo de cliente',
      type: 'lookup',
      lookup: 'registry.customer_types',
    },
    { name: 'cause', label: 'Tipo de compensação', type: 'enum', options: CREDIT_CAUSES },
    premiseColumn,
    holderColumn,
    { name: 'receipt_id', label: 'Origem', type: 'reference', record: 'receivables.receipts' },
    { name: 'created_on', label: 'Criado em', type: 'date' },
    { name: 'held_until', label: 'Usável desde', type: 'date' },
    { name: 'amount_cents', label: 'Valor', type: 'money', isTotal: true },
    { name: 'used_cents', label: 'Já compensado', type: 'money', isTotal: true },
    { name: 'open_cents', label: 'Saldo', type: 'money', isTotal: true },
    { name: 'situation', label: 'Situação', type: 'enum', options: SITUATIONS },
  ],
  sort: { column: 'created_on', direction: 'asc' },
  groups: ['customer_type', 'cause', 'situation'],
  chart: { title: 'Saldo por tipo de compensação', category: 'cause', value: 'open_cents' },
  sql: `select c.customer_type, k.cause, k.premise_id, c.name as holder, k.receipt_id, k.created_on, k.held_until,
               k.amount_cents, k.amount_cents - k.open_cents as used_cents, k.open_cents,
               case k.open_cents when 0 then 'used' when k.amount_cents then 'open' else 'partial' end as situation
          from receivables_credits k
          join registry_customers c on c.id = k.customer_id
         where k.municipality_id = :municipality and k.withdrawn_on is null
           and k.created_on between coalesce(:from_on::date, '-infinity') and :until_on
           and (not coalesce(:only_open::boolean, false) or k.open_cents > 0)
           and (:cause::text is null or k.cause = :cause)
           and (:customer_type::text is null or c.customer_type = :customer_type)`,
}
