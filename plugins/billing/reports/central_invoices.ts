import { type Report, monthFilter } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { SETTLEMENTS } from '../records/options.ts'
import { SERVICE_COLUMNS, SERVICE_SUMS, STANDING, invoiceColumn } from './shared.ts'

/** Invoices of the premises that a body pays for together (TR-3.2.19.72). */
export const centralInvoices: Report = {
  name: 'billing.central_invoices',
  title: 'Faturas de órgãos pagadores',
  help: 'As faturas do mês dos imóveis que cada órgão pagador reúne, com o total de cada órgão.',
  permission: 'billing.read',
  section: 'Faturamento',
  filters: [
    monthFilter,
    { name: 'body', label: 'Órgão pagador', type: 'reference', record: 'registry.paying_bodies' },
    { name: 'settlement', label: 'Situação', type: 'enum', options: SETTLEMENTS },
  ],
  columns: [
    { name: 'body', label: 'Órgão pagador', type: 'text' },
    { name: 'grouped', label: 'Fatura agrupada', type: 'text' },
    premiseColumn,
    invoiceColumn,
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    ...SERVICE_COLUMNS,
    { name: 'withheld_cents', label: 'Retido', type: 'money', isTotal: true },
    { name: 'asked_cents', label: 'A pagar', type: 'money', isTotal: true },
    { name: 'settlement', label: 'Situação', type: 'enum', options: SETTLEMENTS },
  ],
  sort: { column: 'body', direction: 'asc' },
  groups: ['body', 'settlement'],
  chart: { title: 'Total por órgão', category: 'body', value: 'total_cents' },
  sql: `select o.code || ' ' || o.name as body,
               (select max(g.number) from billing_grouped_members m join billing_grouped_invoices g on g.id = m.grouped_id
                 where m.municipality_id = i.municipality_id and m.invoice_id = i.id) as grouped, i.premise_id, i.id as invoice_id, i.due_on, i.settlement,
               i.withheld_cents, i.total_cents as asked_cents, ${SERVICE_SUMS}
          from billing_invoices i
          join registry_paying_body_premises b on b.municipality_id = i.municipality_id and b.premise_id = i.premise_id
           and i.issued_on between b.from_on and coalesce(b.until_on, 'infinity')
          join registry_paying_bodies o on o.id = b.body_id
          join billing_charges c on c.municipality_id = i.municipality_id and c.invoice_id = i.id
         where i.municipality_id = :municipality and i.reference = :reference and ${STANDING}
           and (:body::bigint is null or o.id = :body::bigint)
           and (:settlement::text is null or i.settlement = :settlement)
         group by o.id, i.id, i.municipality_id, i.premise_id, i.due_on, i.settlement, i.withheld_cents, i.total_cents`,
}
