import { type Report, monthFilter } from '#core/reports/index'

/** Units of legal persons whose invoices had taxes withheld in a month, tax by tax (TR-3.2.10.16). */
export const withheldByUnit: Report = {
  name: 'accounting.withheld_by_unit',
  title: 'Tributos retidos por unidade consumidora',
  help: 'As unidades de pessoas jurídicas cujas faturas do mês tiveram retenção de tributos: matrícula, cliente, CNPJ, tributo, alíquota, base e valor.',
  permission: 'accounting.read',
  personal: 'registry.personal_data',
  section: 'Contabilidade',
  filters: [monthFilter],
  columns: [
    { name: 'registration', label: 'Matrícula', type: 'registration' },
    { name: 'customer', label: 'Cliente', type: 'text' },
    { name: 'taxpayer_id', label: 'CNPJ', type: 'text' },
    { name: 'number', label: 'Fatura', type: 'text' },
    { name: 'tax', label: 'Código', type: 'text' },
    { name: 'title', label: 'Tributo', type: 'text' },
    { name: 'percent', label: 'Alíquota', type: 'decimal', unit: '%' },
    { name: 'base_cents', label: 'Base', type: 'money' },
    { name: 'amount_cents', label: 'Retido', type: 'money', isTotal: true },
  ],
  sort: { column: 'registration', direction: 'asc' },
  groups: ['tax', 'customer'],
  sql: `select p.registration_number as registration, c.name as customer, c.taxpayer_id, i.number, w.tax, w.title, w.percent,
               w.base_cents, w.amount_cents
          from billing_invoices i
          join billing_withholdings w on w.municipality_id = i.municipality_id and w.invoice_id = i.id
          join registry_customers c on c.id = i.debtor_id and c.kind in ('company', 'public_body')
          join registry_premises p on p.id = i.premise_id
         where i.municipality_id = :municipality and i.reference = :reference and i.settlement not in ('cancelled', 'replaced')`,
}
