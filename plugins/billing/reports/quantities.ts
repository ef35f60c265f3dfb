import type { EnumOption } from '#core/records/index'
import { type Report, periodFilters } from '#core/reports/index'
import { groupFilter } from '#plugins/registry/api'
import { OF_GROUP } from './shared.ts'

const KINDS: readonly EnumOption[] = [
  { value: 'invoice', label: 'Fatura' },
  { value: 'grouped', label: 'Fatura agrupada' },
  { value: 'notice', label: 'Notificação de cobrança' },
  { value: 'plan', label: 'Entrada ou quitação de parcelamento' },
  { value: 'customer', label: 'Fatura de serviço sem unidade' },
  { value: 'waste', label: 'Carnê de resíduos' },
  { value: 'second_copy', label: 'Segunda via' },
  { value: 'extract', label: 'Extrato de débitos' },
  { value: 'service', label: 'Serviço executado' },
]

/** Papers of collection by their kind; invoices are told by their own versions. */
const PAPERS = `
  select d.kind, count(*) as issued, count(*) filter (where d.state = 'cancelled') as cancelled, 0::bigint as reissued,
         sum(d.amount_cents) as cents
    from receivables_documents d left join registry_premises p on p.id = d.premise_id
   where d.municipality_id = :municipality and d.issued_on between :from_on and :until_on
     and d.kind in ('notice', 'plan', 'second_copy', 'extract') and ${OF_GROUP}
   group by d.kind`

/** How many invoices, other charges and services there were in a period (TR-3.2.19.86). */
export const quantities: Report = {
  name: 'billing.quantities',
  title: 'Quantidade de faturas, cobranças e serviços',
  help: 'Quantos documentos de cada tipo foram emitidos, cancelados e reemitidos em um período de emissão, e quantos serviços foram executados e lançados.',
  permission: 'billing.read',
  section: 'Faturamento',
  filters: [
    ...periodFilters,
    groupFilter,
    { name: 'kind', label: 'Tipo', type: 'enum', options: KINDS },
  ],
  columns: [
    { name: 'kind', label: 'Tipo', type: 'enum', options: KINDS },
    { name: 'issued', label: 'Emitidos', type: 'integer' },
    { name: 'cancelled', label: 'Cancelados', type: 'integer' },
    { name: 'reissued', label: 'Reemitidos', type: 'integer' },
    { name: 'amount_cents', label: 'Valor', type: 'money' },
  ],
  sort: { column: 'kind', direction: 'asc' },
  sql: `with counted as (
          select 'invoice' as kind, count(*) as issued, count(*) filter (where i.settlement in ('cancelled', 'replaced')) as cancelled,
                 count(*) filter (where i.replaces_id is not null) as reissued,
                 sum(i.total_cents) filter (where i.settlement not in ('cancelled', 'replaced')) as cents
            from billing_invoices i join registry_premises p on p.id = i.premise_id
           where i.municipality_id = :municipality and i.issued_on between :from_on and :until_on and ${OF_GROUP}
          union all ${PAPERS}
          union all
          select 'grouped', count(*), 0, 0, sum(g.total_cents) from billing_grouped_invoices g
           where g.municipality_id = :municipality and g.issued_on between :from_on and :until_on and :billing_group::bigint is null
          union all
          select 'customer', count(*), 0, 0, sum(k.total_cents) from billing_customer_charges k
           where k.municipality_id = :municipality and k.issued_on between :from_on and :until_on and :billing_group::bigint is null
          union all
          select 'waste', count(*), count(*) filter (where w.state = 'cancelled'), 0, sum(w.annual_cents) from billing_waste_booklets w
            join registry_premises p on p.id = w.premise_id
           where w.municipality_id = :municipality and w.issued_on between :from_on and :until_on and ${OF_GROUP}
          union all
          select 'service', count(*), count(*) filter (where s.state = 'cancelled'), 0, sum(s.total_cents) from billing_service_charges s
            join registry_premises p on p.id = s.premise_id
           where s.municipality_id = :municipality and s.executed_on between :from_on and :until_on and ${OF_GROUP})
        select kind, issued, cancelled, reissued, coalesce(cents, 0)::bigint as amount_cents from counted
         where issued > 0 and (:kind::text is null or kind = :kind)`,
}
