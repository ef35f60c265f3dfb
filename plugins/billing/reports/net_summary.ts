import { type Report, monthFilter } from '#core/reports/index'
import type { ReportColumn } from '#core/reports/index'
import { categoryColumn, groupFilter } from '#plugins/registry/api'
import { IN_MONTH, OF_CHARGE, OF_GROUP, datedFilter } from './shared.ts'

const money = (name: string, label: string): ReportColumn => ({
  ...{ name: `${name}_cents`, label, type: 'money', isTotal: true },
})

/** Of what stands in a service: all of it, or of the invoices that a condition chooses. */
const sum = (service: 'water' | 'sewage' | 'other', where: string) =>
  `coalesce(sum(l.cents) filter (where l.service = '${service}' and ${where}), 0)::bigint`

const FIRST = 'l.is_first'
const STANDS = `l.settlement not in ('cancelled', 'replaced')`

/**
 * What was billed in a month, less what was cancelled and taken off of it, by category. The first version of each invoice is the
 * gross; the last one that stands is the net; what a correction changed is a discount (TR-3.2.19.81).
 */
export const netSummary: Report = {
  name: 'billing.net_summary',
  title: 'Faturamento líquido por categoria',
  help: 'Quanto se faturou no mês em cada categoria, o que se cancelou, o que as correções descontaram e o que restou. O tributo retido pelo pagador é dito à parte e não diminui o líquido.',
  permission: 'billing.read',
  section: 'Faturamento',
  filters: [monthFilter, datedFilter, groupFilter],
  columns: [
    categoryColumn,
    money('gross_water', 'Água, bruto'),
    money('gross_sewage', 'Esgoto, bruto'),
    money('gross_other', 'Serviços, bruto'),
    money('gross', 'Bruto'),
    money('cancelled', 'Cancelado'),
    money('discount', 'Descontos e correções'),
    money('water', 'Água'),
    money('sewage', 'Esgoto'),
    money('other', 'Serviços'),
    money('net', 'Líquido'),
    money('withheld', 'Retido por pagadores'),
  ],
  sort: { column: 'category', direction: 'asc' },
  groups: ['category'],
  chart: { title: 'Líquido por categoria', category: 'category', value: 'net_cents' },
  sql: `with lines as (
          select i.id, i.settlement, i.replaces_id is null as is_first, i.withheld_cents, k.category, c.service,
                 sum(c.amount_cents) as cents,
                 row_number() over (partition by i.id order by sum(c.amount_cents) desc, k.category, c.service) = 1 as is_main
            from billing_invoices i
            join billing_charges c on c.municipality_id = i.municipality_id and c.invoice_id = i.id
            cross join lateral (select ${OF_CHARGE} as category) k
            join registry_premises p on p.id = i.premise_id
           where i.municipality_id = :municipality and ${IN_MONTH} and ${OF_GROUP}
           group by i.id, i.settlement, i.replaces_id, i.withheld_cents, k.category, c.service)
        select sums.*, gross_cents - cancelled_cents - net_cents as discount_cents from (
          select l.category, ${sum('water', FIRST)} as gross_water_cents, ${sum('sewage', FIRST)} as gross_sewage_cents,
                 ${sum('other', FIRST)} as gross_other_cents, coalesce(sum(l.cents) filter (where ${FIRST}), 0)::bigint as gross_cents,
                 coalesce(sum(l.cents) filter (where l.settlement = 'cancelled'), 0)::bigint as cancelled_cents,
                 ${sum('water', STANDS)} as water_cents, ${sum('sewage', STANDS)} as sewage_cents, ${sum('other', STANDS)} as other_cents,
                 coalesce(sum(l.cents) filter (where ${STANDS}), 0)::bigint as net_cents,
                 coalesce(sum(l.withheld_cents) filter (where ${STANDS} and l.is_main), 0)::bigint as withheld_cents
            from lines l group by l.category) sums`,
}
