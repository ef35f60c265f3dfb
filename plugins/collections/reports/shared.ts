import type { ReportFilter } from '#core/reports/index'

/** Due dates of the debts that a report follows, in the SQL as `:from_on` and `:until_on`. */
export const dueFilters: readonly ReportFilter[] = [
  {
    ...{ name: 'from_on', label: 'Vencidos de', type: 'date', isRequired: true },
    initial: ({ today }) => `${today.slice(0, 4)}-01-01`,
  },
  {
    ...{ name: 'until_on', label: 'até', type: 'date', isRequired: true },
    initial: ({ today }) => today,
  },
]

export const collectorFilter: ReportFilter = {
  ...{ name: 'collector', label: 'Cobrador', type: 'reference' },
  record: 'collections.people',
}

export const campaignFilter: ReportFilter = {
  ...{ name: 'campaign', label: 'Campanha', type: 'reference' },
  record: 'collections.campaigns',
}

/** How many days after an action a payment counts as its effect, in the SQL as `:days`. */
export const daysFilter = (initial: string): ReportFilter => ({
  ...{ name: 'days', label: 'Conta pagamento até, em dias', type: 'integer', isRequired: true },
  ...{ minimum: '1', maximum: '365', initial: () => initial },
})

/** Money on the instalments of a plan until a day: slips, early payments, and instalments that invoices asked for. */
export const planMoney = (day: string): string => `
  plan_items as (
    select s.agreement_id, s.item_id from plans_slips s where s.municipality_id = :municipality
    union
    select e.agreement_id, i.id from plans_early_payments e
      join receivables_items i on i.municipality_id = e.municipality_id and i.origin_type = 'plans.early_payments'
       and i.origin_id = e.id
     where e.municipality_id = :municipality
    union
    select p.source_id, i.id from receivables_pending_charges p
      join receivables_items i on i.municipality_id = p.municipality_id and i.origin_type = p.billed_origin_type
       and i.origin_id = p.billed_origin_id and i.charge_type = p.charge_type and i.component = p.component
       and i.amount_cents = p.amount_cents
     where p.municipality_id = :municipality and p.source_type = 'plans.agreements' and p.state = 'billed'),
  plan_money as (
    select k.agreement_id, s.settled_on, sum(s.amount_cents)::bigint as cents
      from plan_items k join receivables_settlements s on s.item_id = k.item_id and s.settled_on <= ${day}
     group by k.agreement_id, s.settled_on)`

/** Of money on a plan, the part that is of one of its debts, `d` of agreement `a`. */
export const PLAN_SHARE = `d.total_cents::numeric / (a.debt_cents + a.fine_cents + a.interest_cents + a.correction_cents)`
