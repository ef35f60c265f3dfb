import { type Report, periodFilters } from '#core/reports/index'
import { holderColumn, premiseColumn } from '#plugins/registry/api'
import { CASE_STATES, DEGREES } from '../records/options.ts'

/** Frauds found in a period: how many, whose and how much (TR-3.2.7.22.5). */
export const frauds: Report = {
  name: 'irregularities.frauds',
  title: 'Fraudes por período',
  help: 'As fraudes constatadas no período, com o cliente, o grau, a multa, e até onde o caso foi.',
  permission: 'irregularities.read',
  personal: 'registry.personal_data',
  section: 'Serviços',
  filters: [
    ...periodFilters,
    { name: 'state', label: 'Situação', type: 'enum', options: CASE_STATES },
    { name: 'degree', label: 'Grau', type: 'enum', options: DEGREES },
  ],
  columns: [
    { name: 'case_id', label: 'Caso', type: 'reference', record: 'irregularities.cases' },
    { name: 'order_id', label: 'Ordem', type: 'reference', record: 'services.orders' },
    { name: 'found_on', label: 'Constatada em', type: 'date' },
    premiseColumn,
    { ...holderColumn, label: 'Cliente' },
    { name: 'fraud', label: 'Tipo de fraude', type: 'text' },
    { name: 'degree', label: 'Grau', type: 'enum', options: DEGREES },
    { name: 'state', label: 'Situação', type: 'enum', options: CASE_STATES },
    { name: 'frauds', label: 'Quantidade', type: 'integer', isTotal: true },
    { name: 'fine_cents', label: 'Multa', type: 'money', isTotal: true },
    { name: 'charged_cents', label: 'Cobrada', type: 'money', isTotal: true },
  ],
  sort: { column: 'found_on', direction: 'asc' },
  groups: ['fraud', 'degree', 'state'],
  chart: { title: 'Multas por tipo de fraude', category: 'fraud', value: 'fine_cents' },
  sql: `select c.id as case_id, c.order_id, c.found_on, c.premise_id, h.name as holder, t.title as fraud, c.degree, c.state,
               1 as frauds, c.fine_cents,
               coalesce(s.total_cents, 0) as charged_cents
          from irregularities_cases c
          join registry_customers h on h.id = c.customer_id
          join irregularities_fraud_types t on t.municipality_id = c.municipality_id and t.code = c.fraud_type
          left join billing_service_charges s on s.id = c.charge_id and s.state = 'charged'
         where c.municipality_id = :municipality and c.found_on between :from_on and :until_on
           and (:state::text is null or c.state = :state) and (:degree::text is null or c.degree = :degree)`,
}
