import type { Report } from '#core/reports/index'
import { premiseColumn } from '#plugins/registry/api'
import { STANDING, STANDS } from './shared.ts'

/** Taxes that public payers keep, tax by tax (TR-3.2.7.10, TR-3.2.19.2, TR-3.2.19.83): what the utility compensates, and what it declares. */
export const withheldTaxes: Report = {
  name: 'billing.withheld_taxes',
  title: 'Tributos retidos por órgãos pagadores',
  help: 'Cada tributo que as faturas mostram como retido, com base e alíquota, e quando o pagamento o reteve. Quem pagou sem reter tudo não aparece como retido.',
  permission: 'billing.read',
  section: 'Faturamento',
  filters: [
    {
      name: 'dated',
      label: 'Período por',
      type: 'enum',
      isRequired: true,
      options: [
        { value: 'issued', label: 'Emissão da fatura' },
        { value: 'paid', label: 'Pagamento' },
      ],
      initial: () => 'issued',
    },
    {
      name: 'from_on',
      label: 'De',
      type: 'date',
      isRequired: true,
      initial: ({ today }) => `${today.slice(0, 7)}-01`,
    },
    {
      name: 'until_on',
      label: 'Até',
      type: 'date',
      isRequired: true,
      initial: ({ today }) => today,
    },
    { name: 'tax', label: 'Tributo', type: 'text' },
    {
      ...{ name: 'customer_type', label: 'Tipo de cliente', type: 'lookup' },
      lookup: 'registry.customer_types',
    },
  ],
  columns: [
    { name: 'issued_on', label: 'Emissão', type: 'date' },
    { name: 'reference', label: 'Competência', type: 'refmonth' },
    { name: 'due_on', label: 'Vencimento', type: 'date' },
    premiseColumn,
    { name: 'number', label: 'Fatura', type: 'text' },
    { name: 'customer', label: 'Órgão pagador', type: 'text' },
    { name: 'taxpayer_id', label: 'CNPJ', type: 'text' },
    { name: 'tax', label: 'Tributo', type: 'text' },
    { name: 'percent', label: 'Alíquota', type: 'decimal', unit: '%' },
    { name: 'base_cents', label: 'Base', type: 'money' },
    { name: 'amount_cents', label: 'A reter', type: 'money', isTotal: true },
    { name: 'paid_on', label: 'Pago em', type: 'date' },
    { name: 'kept_cents', label: 'Retido no pagamento', type: 'money', isTotal: true },
    { name: 'gross_cents', label: 'Fatura, bruto', type: 'money' },
    { name: 'withheld_cents', label: 'Fatura, retido', type: 'money' },
    { name: 'net_cents', label: 'Fatura, líquido', type: 'money' },
  ],
  sort: { column: 'issued_on', direction: 'asc' },
  groups: ['tax', 'customer'],
  sql: `select i.issued_on, i.reference, i.due_on, i.premise_id, i.number, c.name as customer, c.taxpayer_id, w.tax, w.percent, w.base_cents, w.amount_cents,
               s.paid_on, case when s.kept = i.withheld_cents then w.amount_cents else 0 end as kept_cents,
               i.total_cents as gross_cents, i.withheld_cents, i.total_cents - i.withheld_cents as net_cents
          from billing_invoices i
          join billing_withholdings w on w.municipality_id = i.municipality_id and w.invoice_id = i.id
          join registry_customers c on c.id = i.debtor_id
          left join lateral (
            select max(s.settled_on) as paid_on, sum(s.withheld_cents)::bigint as kept
              from receivables_items t join receivables_settlements s on s.item_id = t.id and ${STANDS}
             where t.municipality_id = i.municipality_id and t.origin_type = 'billing.invoice' and t.origin_id = i.id) s on true
         where i.municipality_id = :municipality and ${STANDING} and i.withheld_cents > 0
           and (:tax::text is null or w.tax = :tax) and (:customer_type::text is null or c.customer_type = :customer_type)
           and case when :dated::text = 'paid' then s.paid_on else i.issued_on end between :from_on and :until_on`,
}
