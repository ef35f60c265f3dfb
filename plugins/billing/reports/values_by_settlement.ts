import { type Report, positionFilter } from '#core/reports/index'
import { SETTLEMENTS } from '../records/options.ts'
import { OF_CATEGORY, settledBy } from './shared.ts'
import { categoryFilter, groupFilter } from '#plugins/registry/api'

/** Invoices of a period with what each asks for and what payments have closed, by situation (TR-3.2.19.76). */
export const valuesBySettlement: Report = {
  name: 'billing.values_by_settlement',
  title: 'Valores das faturas por situação',
  help: 'As faturas de um período e quanto delas está em aberto, pago em parte, quitado, cancelado, parcelado ou substituído, na data da posição.',
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
    positionFilter,
    { name: 'settlement', label: 'Situação', type: 'enum', options: SETTLEMENTS },
    groupFilter,
    categoryFilter,
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
  sql: `select rows.number, rows.reference, rows.premise_id, rows.holder, rows.due_on, rows.settlement, rows.total_cents,
               rows.settled_cents,
               case when rows.settlement in ('open', 'partly_settled') then rows.total_cents - rows.settled_cents else 0 end as open_cents
          from (
            select known.*, case
                     when ended_on <= :position_on::date then settlement_now when agreed then 'arranged'
                     when settlement_now = 'written_off' then 'written_off'
                     when settled_cents = 0 and total_cents > 0 then 'open' when settled_cents < total_cents then 'partly_settled'
                     else 'settled' end as settlement
              from (
                select i.number, i.reference, i.premise_id, c.name as holder, i.due_on, i.settlement as settlement_now, i.total_cents,
                       e.corrected_on as ended_on, ${settledBy(':position_on')}::bigint as settled_cents,
                       coalesce((select sum(a.amount_cents) from receivables_items it
                                   join receivables_arranged_items a on a.item_id = it.id and a.arranged_on <= :position_on
                                  where it.municipality_id = i.municipality_id and it.origin_type = 'billing.invoice'
                                    and it.origin_id = i.id), 0) > 0 as agreed
                  from billing_invoices i
                  join registry_customers c on c.id = coalesce(i.owed_by_id, i.debtor_id)
                  join registry_premises p on p.id = i.premise_id
                  left join billing_corrections e on e.id = i.ended_by_id
                 where i.municipality_id = :municipality and i.issued_on <= :position_on::date
                   and i.reference between :from_reference and :until_reference and ${OF_CATEGORY}
                   and (:billing_group::bigint is null or p.billing_group_id = :billing_group::bigint)) known) rows
         where (:settlement::text is null or rows.settlement = :settlement)`,
}
