import { type Report, periodFilters } from '#core/reports/index'
import { RUBRIC, invoiceColumn } from './shared.ts'

const COMPONENT = (name: string) =>
  `case when it.component = '${name}' then s.amount_cents else 0 end`

/** What receipts paid, by what it was owed for (TR-3.2.19.60). */
export const settledByRubric: Report = {
  name: 'accounting.settled_by_rubric',
  title: 'Quitação por rubrica',
  help: 'O que cada pagamento quitou de cada rubrica, com multa e juros à parte.',
  permission: 'accounting.read',
  section: 'Contabilidade',
  filters: [
    ...periodFilters,
    { name: 'rubric', label: 'Rubrica (código)', type: 'text' },
    { name: 'agent', label: 'Agente (código do banco)', type: 'text' },
  ],
  columns: [
    { name: 'rubric', label: 'Rubrica', type: 'text' },
    { name: 'month', label: 'Mês', type: 'refmonth' },
    invoiceColumn,
    { name: 'paid_on', label: 'Pago em', type: 'date' },
    { name: 'agent', label: 'Agente', type: 'text' },
    { name: 'billed_cents', label: 'Cobrado na rubrica', type: 'money' },
    { name: 'principal_cents', label: 'Débito', type: 'money', isTotal: true },
    { name: 'fine_cents', label: 'Multa', type: 'money', isTotal: true },
    { name: 'interest_cents', label: 'Juros e correção', type: 'money', isTotal: true },
    { name: 'paid_cents', label: 'Quitado', type: 'money', isTotal: true },
  ],
  sort: { column: 'rubric', direction: 'asc' },
  groups: ['rubric', 'month', 'agent'],
  chart: { title: 'Quitado por rubrica', category: 'rubric', value: 'paid_cents' },
  sql: `select ${RUBRIC} as rubric, to_char(r.paid_on, 'YYYY-MM') as month,
               case when it.origin_type = 'billing.invoice' then it.origin_id end as invoice_id, r.paid_on, r.agent_code as agent,
               it.amount_cents as billed_cents, ${COMPONENT('principal')} as principal_cents, ${COMPONENT('fine')} as fine_cents,
               ${COMPONENT('interest')} + ${COMPONENT('correction')} as interest_cents, s.amount_cents as paid_cents
          from receivables_settlements s
          join receivables_receipts r on r.id = s.receipt_id
          join receivables_items it on it.id = s.item_id
          left join receivables_charge_types t on t.municipality_id = it.municipality_id and t.code = it.charge_type
         where s.municipality_id = :municipality and s.undoes_id is null
           and not exists (select from receivables_settlements u where u.undoes_id = s.id) and s.posted_on >= :from_on and r.paid_on between :from_on and :until_on
           and (:rubric::text is null or it.charge_type = :rubric)
           and (:agent::text is null or r.agent_code = :agent)`,
}
