import { type Tx, query } from '#core/database/index'
import { Dec, splitCents } from '#core/money/index'
import type { SettledItem } from '#plugins/receivables/api'

/** Part of what was kept of one settlement. */
export interface WithheldTax {
  /** Code of the tax; null when the document of the debt says none. */
  readonly tax: string | null
  readonly cents: bigint
}

interface InvoiceTax {
  readonly invoice_id: bigint
  readonly tax: string
  readonly cents: bigint
}

type Kept = Pick<SettledItem, 'settlementId' | 'originType' | 'originId' | 'withheldCents'>

/** Which taxes the payers kept, by settlement: those of each invoice, whole, over its items in their order. */
export async function withheldTaxes(
  tx: Tx,
  municipalityId: bigint,
  settlements: readonly Kept[]
): Promise<ReadonlyMap<bigint, readonly WithheldTax[]>> {
  const kept = settlements.filter(({ withheldCents }) => withheldCents > 0n)
  if (kept.length === 0) return new Map()
  const rows = await query<InvoiceTax>(
    tx,
    `select invoice_id, tax, sum(amount_cents)::bigint as cents from billing_withholdings
      where municipality_id = ? and invoice_id = any(?::bigint[]) group by 1, 2 order by 1, min(number)`,
    [municipalityId, kept.filter(isOfInvoice).map(({ originId }) => originId)]
  )
  const byInvoice = Map.groupBy(rows, (row) => row.invoice_id)
  const documents = Map.groupBy(kept, ({ originType, originId }) => `${originType}/${originId}`)
  return new Map(
    [...documents.values()].flatMap((items) =>
      shareOut(items, isOfInvoice(items[0]!) ? (byInvoice.get(items[0]!.originId) ?? []) : [])
    )
  )
}

const isOfInvoice = ({ originType }: Kept) => originType === 'billing.invoice'

/** Exact both ways: each tax in proportion to the whole that was kept, each item what was kept of it. */
function shareOut(
  items: readonly Kept[],
  taxes: readonly InvoiceTax[]
): [bigint, readonly WithheldTax[]][] {
  if (taxes.length === 0) {
    return items.map(({ settlementId, withheldCents: cents }) => [
      settlementId,
      [{ tax: null, cents }],
    ])
  }
  const total = items.reduce((sum, { withheldCents }) => sum + withheldCents, 0n)
  const weights = taxes.map(({ cents }) => Dec.ofCents(cents))
  const left = splitCents(total, weights, 'largest-remainder')
  return items.map(({ settlementId, withheldCents }) => {
    let open = withheldCents
    const parts = taxes.flatMap(({ tax }, at) => {
      const cents = left[at]! < open ? left[at]! : open
      left[at]! -= cents
      open -= cents
      return cents > 0n ? [{ tax, cents }] : []
    })
    return [settlementId, parts]
  })
}
