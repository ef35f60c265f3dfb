import type { Participant } from '#core/actions/index'
import { query } from '#core/database/index'
import type { CustomersMerging, CustomersSeparating } from '#plugins/registry/api'

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
    await merging.move({
      table: 'receivables_receipts',
      column: 'payer_id',
      title: 'Recebimentos que se disse serem do cliente',
      cents: 'amount_cents',
    })
    await merging.move({
      table: 'receivables_refund_requests',
      column: 'customer_id',
      title: 'Pedidos de ressarcimento',
      cents: 'credit_cents',
    })
    return []
  },
}

const BORN = [
  { table: 'receivables_items', column: 'debtor_id', title: 'Débitos', cents: 'open_cents' },
  { table: 'receivables_credits', column: 'customer_id', title: 'Créditos', cents: 'open_cents' },
  {
    ...{ table: 'receivables_pending_charges', column: 'debtor_id', title: 'Cobranças a faturar' },
    cents: 'amount_cents',
  },
] as const

/**
 * A merge is undone: what was born since about the premises that go back goes with them. A document that asks both customers
 * for money at once cannot be told apart, and refuses it.
 */
export const customersSeparating: Participant<CustomersSeparating> = {
  point: 'registry.customers_separating',
  async run({ tx, municipalityId }, separating) {
    for (const reference of BORN)
      await separating.follow({ ...reference, premiseColumn: 'premise_id' })
    const mixed = await query<{ number: string }>(
      tx,
      `select distinct d.number from receivables_items i
         join receivables_document_items l on l.item_id = i.id
         join receivables_documents d on d.id = l.document_id and d.state = 'live'
         join receivables_document_items beside on beside.document_id = d.id
         join receivables_items o on o.id = beside.item_id and o.debtor_id = ?
        where i.municipality_id = ? and i.debtor_id = ? and i.state = 'open' order by d.number`,
      [separating.keptId, municipalityId, separating.mergedId]
    )
    return mixed.map(({ number }) => ({
      ...{ code: 'mixed_document', severity: 'critical' as const, path: number },
      message: `O documento ${number} cobra de uma vez débitos dos dois; desfaça depois que ele for pago ou vencer.`,
    }))
  },
}
