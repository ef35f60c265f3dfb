import { type Report, periodFilters } from '#core/reports/index'
import { groupFilter, premiseColumn } from '#plugins/registry/api'
import { OF_GROUP, STANDING } from './shared.ts'

/** Services charged on invoices, each with what a period billed of it and what is still to be billed (TR-3.2.19.82). */
export const servicesBilled: Report = {
  name: 'billing.services_billed',
  title: 'Serviços faturados por tipo',
  help: 'Cada serviço cobrado em faturas: quantidade, preço, parcelas, o que as faturas emitidas no período cobraram e o que ainda falta faturar hoje.',
  permission: 'billing.read',
  section: 'Faturamento',
  filters: [
    ...periodFilters,
    { name: 'service', label: 'Serviço (código)', type: 'text' },
    groupFilter,
  ],
  columns: [
    { name: 'title', label: 'Serviço', type: 'text' },
    {
      name: 'service_charge_id',
      label: 'Cobrança',
      type: 'reference',
      record: 'billing.service_charges',
    },
    premiseColumn,
    { name: 'executed_on', label: 'Feito em', type: 'date' },
    { name: 'quantity', label: 'Quantidade', type: 'integer', isTotal: true },
    { name: 'unit_cents', label: 'Preço', type: 'money' },
    { name: 'total_cents', label: 'Total', type: 'money', isTotal: true },
    { name: 'parcels', label: 'Parcelas', type: 'integer' },
    { name: 'billed_cents', label: 'Faturado no período', type: 'money', isTotal: true },
    { name: 'waiting_cents', label: 'A faturar', type: 'money', isTotal: true },
  ],
  sort: { column: 'executed_on', direction: 'asc' },
  groups: ['title', 'executed_on'],
  chart: { title: 'Faturado no período, por serviço', category: 'title', value: 'billed_cents' },
  sql: `select rows.* from (
          select s.title, s.id as service_charge_id, s.premise_id, s.executed_on, s.quantity, s.unit_cents, s.total_cents, s.parcels,
                 coalesce(sum(w.amount_cents) filter (where i.issued_on between :from_on and :until_on and ${STANDING}), 0)::bigint
                   as billed_cents,
                 coalesce(sum(w.amount_cents) filter (where w.state = 'pending'), 0)::bigint as waiting_cents
            from billing_service_charges s
            join registry_premises p on p.id = s.premise_id
            left join receivables_pending_charges w on w.municipality_id = s.municipality_id
             and w.source_type = 'billing.service_charges' and w.source_id = s.id
            left join billing_invoices i on w.state = 'billed' and i.id = w.billed_origin_id
           where s.municipality_id = :municipality and (:service::text is null or s.service_code = :service) and ${OF_GROUP}
           group by s.id) rows
         where rows.billed_cents > 0 or rows.waiting_cents > 0`,
}
