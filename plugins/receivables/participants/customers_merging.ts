import type { Participant } from '#core/actions/index'
import type { CustomersMerging } from '#plugins/registry/api'

/**
 * Debts, credits and charges that wait go to the customer that stays. Documents keep whom they were issued to: what was
 * printed can be printed again identically.
 */
export const customersMerging: Participant<CustomersMerging> = {
  point: 'registry.customers_merging',
  async run(_, merging) {
    await merging.move({
      table: 'receivables_items',
      column: 'debtor_id',
      title: 'Débitos (valor em aberto)',
      cents: 'open_cents',
    })
    await merging.move({
      table: 'receivables_credits',
      column: 'customer_id',
      title: 'Créditos (valor a usar)',
      cents: 'open_cents',
    })
    await merging.move({
      table: 'receivables_pending_charges',
      column: 'debtor_id',
      title: 'Cobranças a faturar',
      cents: 'amount_cents',
    })
    return []
  },
}
