import type { ResultSource } from '#core/configuration/index'

export default [
  {
    name: 'billing.invoices',
    title: { one: 'Fatura', many: 'Faturas' },
    permission: 'billing.read',
    table: 'billing_invoices',
    pack: 'pack_id',
    columns: [
      { name: 'number', title: 'Número', format: 'text' },
      { name: 'reference', title: 'Referência', format: 'refmonth' },
      { name: 'issued_on', title: 'Emitida em', format: 'date' },
      { name: 'total_cents', title: 'Valor', format: 'money' },
    ],
    path: '/billing/invoices/{id}',
  },
] as const satisfies readonly ResultSource[]
