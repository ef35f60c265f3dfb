import { type Tx, query } from '#core/database/index'
import type { OriginRow } from './lock_origins.ts'
import type { Withdrawal } from './withdraw_origins.ts'

/** What payments of withdrawn items had left in the books besides the money. */
export interface MovedOn {
  /** Shortfalls that had been forgiven: nothing is short any more. */
  readonly forgiven: readonly { readonly receiptId: bigint; readonly settlementId: bigint }[]
  /** Late charges given up. */
  readonly late: readonly {
    readonly receiptId: bigint
    readonly pendingId: bigint
    readonly amountCents: bigint
  }[]
}

interface SettlementRow {
  readonly id: bigint
  readonly receipt_id: bigint
  readonly item_id: bigint
  readonly amount_cents: bigint
  readonly transferred_cents: bigint
  readonly forgiven_cents: bigint
  readonly withheld_cents: bigint
}

interface PendingRow {
  readonly id: bigint
  readonly cause: 'late' | 'underpayment'
  readonly amount_cents: bigint
  readonly source_receipt_id: bigint
  readonly explanation: string
}

/**
 * What was paid of each item, and the charges that its payment left. An underpayment that still waits goes away with the item; one that
 * is asked for already counts as paid, because its document stands.
 */
export async function withdrawFollowers(
  tx: Tx,
  { municipalityId, forgivesDelay }: Withdrawal,
  items: readonly OriginRow[]
): Promise<MovedOn & { readonly paidByItem: ReadonlyMap<bigint, bigint> }> {
  const itemIds = items.filter(({ state }) => state === 'settled').map(({ id }) => id)
  if (itemIds.length === 0) return { forgiven: [], late: [], paidByItem: new Map() }
  const settlements = await query<SettlementRow>(
    tx,
    `select id, receipt_id, item_id, amount_cents, transferred_cents, forgiven_cents, withheld_cents from receivables_settlements
      where item_id = any(?::bigint[]) order by id`,
    [itemIds]
  )
  const pending = await query<PendingRow>(
    tx,
    `select id, cause, amount_cents, source_receipt_id, explanation from receivables_pending_charges
      where municipality_id = ? and source_item_id = any(?::bigint[]) and state = 'pending' and credited_cents = 0
        and cause in ('late', 'underpayment')
      order by id for update`,
    [municipalityId, itemIds]
  )
  const short = pending.filter(({ cause, explanation }) => {
    return cause === 'underpayment' && isOfThese(explanation, new Set(itemIds))
  })
  const late = forgivesDelay ? pending.filter(({ cause }) => cause === 'late') : []
  await cancel(tx, [...short, ...late])
  const waiting = new Set(short.flatMap(({ explanation }) => itemsOfShortfall(explanation)))
  return {
    paidByItem: paidByItem(settlements, waiting),
    forgiven: settlements
      .filter((one) => one.forgiven_cents > 0n)
      .map((one) => ({ receiptId: one.receipt_id, settlementId: one.id })),
    late: late.map((one) => ({
      receiptId: one.source_receipt_id,
      pendingId: one.id,
      amountCents: one.amount_cents,
    })),
  }
}

/** Tax that the payer kept counts as paid: it is the creditor's at the treasury, whatever becomes of the invoice. */
function paidByItem(
  settlements: readonly SettlementRow[],
  waiting: ReadonlySet<bigint>
): ReadonlyMap<bigint, bigint> {
  const paid = new Map<bigint, bigint>()
  for (const one of settlements) {
    const moved = waiting.has(one.item_id) ? 0n : one.transferred_cents
    const given = one.amount_cents + one.withheld_cents + moved
    paid.set(one.item_id, (paid.get(one.item_id) ?? 0n) + given)
  }
  return paid
}

/** The items that a shortfall was shared over. */
const itemsOfShortfall = (explanation: string): bigint[] =>
  (JSON.parse(explanation) as { items: readonly { item: string }[] }).items.map(({ item }) =>
    BigInt(item)
  )

const isOfThese = (explanation: string, items: ReadonlySet<bigint>): boolean =>
  itemsOfShortfall(explanation).every((id) => items.has(id))

async function cancel(tx: Tx, pending: readonly PendingRow[]): Promise<void> {
  if (pending.length === 0) return
  await query(
    tx,
    `update receivables_pending_charges set state = 'cancelled' where id = any(?::bigint[])`,
    [pending.map(({ id }) => id)]
  )
}
