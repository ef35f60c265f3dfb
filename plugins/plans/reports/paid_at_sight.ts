import type { Report } from '#core/reports/index'
import { monthFilter } from '#core/reports/index'
import type { EnumOption } from '#core/records/index'

const ORIGINS: readonly EnumOption[] = [
  { value: 'plan', label: 'Parcelamento' },
  { value: 'replan', label: 'Reparcelamento' },
  { value: 'service', label: 'Serviço' },
]

/** A plan is of a service when nothing else is owed under it. */
const ORIGIN = `case when not exists (select from plans_debts d where d.agreement_id = a.id and d.kind <> 'service')
  then 'service' else a.kind end`

const WITHIN = (day: string) =>
  `${day} >= (:reference || '-01')::date and ${day} < (:reference || '-01')::date + interval '1 month'`

/** Down payments and early payments that were paid, day by day (TR-3.2.19.66). */
export const paidAtSight: Report = {
  name: 'plans.paid_at_sight',
  title: 'Parcelas quitadas à vista',
  help: 'Em cada dia do mês, as entradas e as quitações antecipadas que foram pagas. O que se emitiu e não foi pago não aparece.',
  permission: 'plans.read',
  section: 'Cobrança',
  filters: [
    monthFilter,
    { name: 'origin', label: 'Origem', type: 'enum', options: ORIGINS },
    { name: 'agent', label: 'Agente', type: 'text' },
  ],
  columns: [
    { name: 'day', label: 'Dia', type: 'date' },
    { name: 'origin', label: 'Origem', type: 'enum', options: ORIGINS },
    { name: 'quantity', label: 'Quantidade', type: 'integer', isTotal: true },
    { name: 'billed_cents', label: 'Faturado', type: 'money', isTotal: true },
    { name: 'paid_cents', label: 'Pago', type: 'money', isTotal: true },
  ],
  sort: { column: 'day', direction: 'asc' },
  groups: ['day', 'origin'],
  sql: `with papers as (
          select s.agreement_id, s.paid_on as day, s.amount_cents, s.document_id from plans_slips s
           where s.municipality_id = :municipality and s.state = 'paid' and ${WITHIN('s.paid_on')}
          union all
          select e.agreement_id, e.ended_on, e.amount_cents, e.document_id from plans_early_payments e
           where e.municipality_id = :municipality and e.state = 'paid' and ${WITHIN('e.ended_on')})
        select p.day, ${ORIGIN} as origin, count(*) as quantity, sum(p.amount_cents)::bigint as billed_cents,
               sum(coalesce(r.cents, 0))::bigint as paid_cents
          from papers p
          join plans_agreements a on a.id = p.agreement_id
          left join lateral (
            select sum(r.applied_cents) as cents, min(r.agent_code) as agent_code from receivables_receipts r
             where r.municipality_id = :municipality and r.document_id = p.document_id and r.state <> 'reversed') r on true
         where (:origin::text is null or ${ORIGIN} = :origin) and (:agent::text is null or r.agent_code = :agent)
         group by 1, 2`,
}
