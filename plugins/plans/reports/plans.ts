import { firstDay, monthOf } from '#core/calendar/index'
import type { Report } from '#core/reports/index'
import { groupFilter, premiseColumn } from '#plugins/registry/api'
import { CAUSES, KINDS, STATES } from '../records/options.ts'

/** The plans signed in a period, with what was negotiated, what is left and why they ended. */
export const plansReport: Report = {
  name: 'plans.signed',
  title: 'Parcelamentos assinados',
  help: 'Os parcelamentos e reparcelamentos assinados no período: o que se negociou, a entrada, o que falta faturar e como terminaram.',
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
    groupFilter,
    { name: 'status', label: 'Situação', type: 'enum', options: STATES },
  ],
  columns: [
    { name: 'number', label: 'Número', type: 'text' },
    { name: 'kind', label: 'Tipo', type: 'enum', options: KINDS },
    { name: 'signed_on', label: 'Assinado em', type: 'date' },
    premiseColumn,
    { name: 'customer', label: 'Cliente', type: 'text', isPersonal: true },
    { name: 'debt_cents', label: 'Débitos', type: 'money', isTotal: true },
    { name: 'charges_cents', label: 'Encargos', type: 'money', isTotal: true },
    { name: 'discount_cents', label: 'Desconto', type: 'money', isTotal: true },
    { name: 'down_cents', label: 'Entrada', type: 'money', isTotal: true },
    { name: 'instalments', label: 'Parcelas', type: 'integer' },
    { name: 'total_cents', label: 'Total', type: 'money', isTotal: true },
    { name: 'left_cents', label: 'Falta faturar', type: 'money', isTotal: true },
    { name: 'status', label: 'Situação', type: 'enum', options: STATES },
    { name: 'end_cause', label: 'Por que terminou', type: 'enum', options: CAUSES },
  ],
  sort: { column: 'signed_on', direction: 'asc' },
  groups: ['status', 'kind'],
  sql: `select a.number, a.kind, a.signed_on, a.premise_id, c.name as customer, a.debt_cents,
               a.fine_cents + a.interest_cents + a.correction_cents as charges_cents, a.discount_cents, a.down_cents,
               a.instalments, a.total_cents,
               (select coalesce(sum(p.amount_cents), 0)::bigint from receivables_pending_charges p
                 where p.municipality_id = a.municipality_id and p.source_type = 'plans.agreements' and p.source_id = a.id
                   and p.state in ('pending', 'held')) as left_cents,
               a.state as status, a.end_cause
          from plans_agreements a
          join registry_customers c on c.id = a.debtor_id
          join registry_premises p on p.id = a.premise_id
         where a.municipality_id = :municipality and a.signed_on between :signed_from and :signed_until
           and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)
           and (:status::text is null or a.state = :status)`,
}
