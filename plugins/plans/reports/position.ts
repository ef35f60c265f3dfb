import { firstDay, monthOf } from '#core/calendar/index'
import type { Report } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { KINDS, METHODS, STATES } from '../records/options.ts'

/** What documents asked for of each plan: instalments in invoices, in the offer of an early payment, and slips of the down payment. */
const ASKED = `
  select p.source_id as plan, p.amount_cents,
         case when p.billed_origin_type = 'plans.early_payments'
              then case (select e.state from plans_early_payments e where e.id = p.billed_origin_id) when 'offered' then p.amount_cents else 0 end
              else coalesce(i.open_cents, 0) end as open_cents, i.due_on
    from chosen a
    join receivables_pending_charges p on p.municipality_id = :municipality and p.source_type = 'plans.agreements'
         and p.source_id = a.id and p.state = 'billed'
    left join lateral (
      select i.open_cents, i.due_on from receivables_items i
       where i.municipality_id = p.municipality_id and i.origin_type = p.billed_origin_type and i.origin_id = p.billed_origin_id
         and i.charge_type = p.charge_type and i.component = p.component and i.amount_cents = p.amount_cents limit 1) i on true
  union all
  select s.agreement_id, s.amount_cents, case when s.state = 'open' then i.open_cents else 0 end, s.due_on
    from chosen a join plans_slips s on s.agreement_id = a.id and s.state <> 'cancelled'
    join receivables_items i on i.id = s.item_id`

const WAITING = `
  select p.source_id as plan, sum(p.amount_cents) as cents,
         sum(p.amount_cents) filter (where p.cause = 'plan') as principal,
         sum(p.amount_cents) filter (where p.cause = 'plan_interest') as interest,
         sum(p.amount_cents) filter (where p.from_reference > :long_from) as long_term
    from chosen a
    join receivables_pending_charges p on p.municipality_id = :municipality and p.source_type = 'plans.agreements'
         and p.source_id = a.id and p.state in ('pending', 'held')
   group by p.source_id`

/**
 * What each plan negotiated and where it stands: to be billed, paid, overdue; its principal to be billed is what the books carry of
 * it (TR-3.2.10.12, TR-3.2.19.63).
 */
export const position: Report = {
  name: 'plans.position',
  title: 'Posição contábil dos parcelamentos',
  help: 'De cada parcelamento assinado no período: os débitos de origem, o que já foi faturado e o que foi pago (no sistema anterior também, sem os juros), o que venceu e o que falta faturar, com os juros à parte. O saldo contábil é o principal a faturar: os juros só entram nos livros quando uma fatura os cobra.',
  permission: 'plans.read',
  personal: 'registry.personal_data',
  section: 'Cobrança',
  filters: [
    {
      ...{ name: 'signed_from', label: 'Assinados de', type: 'date', isRequired: true },
      initial: ({ today }) => firstDay(monthOf(today)),
    },
    {
      ...{ name: 'signed_until', label: 'até', type: 'date', isRequired: true },
      initial: ({ today }) => today,
    },
    {
      ...{ name: 'on', label: 'Vencido em', type: 'date', isRequired: true },
      initial: ({ today }) => today,
    },
    {
      ...{ name: 'long_from', label: 'Longo prazo depois de', type: 'refmonth', isRequired: true },
      initial: ({ today }) => `${Number(today.slice(0, 4)) + 1}-${today.slice(5, 7)}`,
    },
    { name: 'status', label: 'Situação', type: 'enum', options: STATES },
    { name: 'method', label: 'Juros', type: 'enum', options: METHODS },
  ],
  columns: [
    { name: 'number', label: 'Número', type: 'text' },
    { name: 'kind', label: 'Tipo', type: 'enum', options: KINDS },
    { name: 'signed_on', label: 'Assinado em', type: 'date' },
    premiseColumn,
    { name: 'customer', label: 'Cliente', type: 'text', isPersonal: true },
    { name: 'origins', label: 'Débitos de origem', type: 'text' },
    { name: 'debt_cents', label: 'Débitos', type: 'money', isTotal: true },
    { name: 'negotiated_cents', label: 'Parcelado', type: 'money', isTotal: true },
    { name: 'instalments', label: 'Parcelas', type: 'integer' },
    { name: 'total_cents', label: 'Com juros', type: 'money', isTotal: true },
    { name: 'billed_cents', label: 'Faturado', type: 'money', isTotal: true },
    { name: 'paid_cents', label: 'Pago', type: 'money', isTotal: true },
    { name: 'overdue_cents', label: 'Vencido', type: 'money', isTotal: true },
    { name: 'to_bill_cents', label: 'A faturar', type: 'money', isTotal: true },
    { name: 'interest_cents', label: 'Juros a faturar', type: 'money', isTotal: true },
    { name: 'books_cents', label: 'Saldo contábil', type: 'money', isTotal: true },
    { name: 'short_cents', label: 'A faturar, curto prazo', type: 'money', isTotal: true },
    { name: 'long_cents', label: 'A faturar, longo prazo', type: 'money', isTotal: true },
    { name: 'status', label: 'Situação', type: 'enum', options: STATES },
  ],
  sort: { column: 'signed_on', direction: 'asc' },
  groups: ['status', 'kind'],
  sql: `with chosen as (
          select * from plans_agreements a
           where a.municipality_id = :municipality and a.signed_on between :signed_from and :signed_until
             and (:status::text is null or a.state = :status) and (:method::text is null or a.method = :method)),
        asked as (
          select plan, sum(amount_cents) as billed, sum(amount_cents - open_cents) as paid,
                 sum(open_cents) filter (where due_on < :on::date) as overdue
            from (${ASKED}) asked group by plan),
        waiting as (${WAITING})
        select a.number, a.kind, a.signed_on, a.premise_id, c.name as customer,
               (select string_agg(d.title, ', ' order by d.place) from plans_debts d
                 where d.municipality_id = a.municipality_id and d.agreement_id = a.id) as origins,
               a.debt_cents, a.negotiated_cents, a.instalments, a.total_cents,
               (coalesce(k.billed, 0) + a.paid_before_cents)::bigint as billed_cents, (coalesce(k.paid, 0) + a.paid_before_cents)::bigint as paid_cents,
               coalesce(k.overdue, 0)::bigint as overdue_cents, coalesce(w.cents, 0)::bigint as to_bill_cents,
               coalesce(w.interest, 0)::bigint as interest_cents, coalesce(w.principal, 0)::bigint as books_cents,
               (coalesce(w.cents, 0) - coalesce(w.long_term, 0))::bigint as short_cents,
               coalesce(w.long_term, 0)::bigint as long_cents, a.state as status
          from chosen a
          join registry_customers c on c.id = a.debtor_id
          left join asked k on k.plan = a.id
          left join waiting w on w.plan = a.id`,
}
