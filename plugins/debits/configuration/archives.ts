import type { Archive } from '#core/archive/index'

/** A bill that a bank was asked to debit, and has not answered for. */
export default [
  {
    name: 'debits.orders',
    whole: 'billing.invoices',
    keeps: [
      {
        code: 'debit_order',
        table: 'billing_invoices',
        reason: 'Uma ordem de débito em conta espera a resposta do banco.',
        when: `exists (select from debits_orders o where o.invoice_id = row.id and o.state in ('waiting', 'sent', 'cancelling'))`,
      },
    ],
  },
] as const satisfies readonly Archive[]
