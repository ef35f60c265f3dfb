import { type Report, monthFilter } from '#core/reports/index'
import { categoryColumn, categoryFilter, holderColumn, premiseColumn } from '#plugins/registry/api'
import { invoiceColumn } from './shared.ts'

/** Each debt that a month's provision counts, with its rate (TR-3.2.10.13). */
export const provision: Report = {
  name: 'accounting.provision',
  title: 'Provisão de devedores duvidosos, analítica',
  help: 'Cada débito da provisão do mês: cliente, vencimento, dias de atraso, saldo, percentual e valor provisionado.',
  permission: 'accounting.read',
  personal: 'registry.personal_data',
  section: 'Contabilidade',
  filters: [monthFilter, categoryFilter],
  columns: [
    holderColumn,
    premiseColumn,
    invoiceColumn,
    { name: 'document', label: 'Documento', type: 'text' },
    categoryColumn,
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    { name: 'days', label: 'Dias de atraso', type: 'integer' },
    { name: 'open_cents', label: 'Saldo', type: 'money', isTotal: true },
    { name: 'percent', label: 'Percentual', type: 'decimal', unit: '%' },
    { name: 'provision_cents', label: 'Provisão', type: 'money', isTotal: true },
  ],
  sort: { column: 'due_on', direction: 'asc' },
  groups: ['category', 'percent'],
  chart: { title: 'Provisão por percentual', category: 'percent', value: 'provision_cents' },
  sql: `select c.name as holder, l.premise_id, i.id as invoice_id, coalesce(i.number, l.origin_id::text) as document, l.category,
               l.due_on, l.days, l.open_cents, trim_scale(l.percent) as percent, l.provision_cents
          from accounting_provisions p
          join accounting_provision_lines l on l.municipality_id = p.municipality_id and l.provision_id = p.id
          join registry_customers c on c.id = l.debtor_id
          left join billing_invoices i on l.origin_type = 'billing.invoice' and i.id = l.origin_id
         where p.municipality_id = :municipality and p.reference = :reference and p.state <> 'discarded'
           and (:category::text is null or l.category = :category)`,
}
