import { Dec, splitCents } from '#core/money/index'

export interface SharedItem {
  readonly openCents: bigint
  /** Of what is open, what the payer may keep as withheld tax. */
  readonly withheldCents: bigint
}

/**
 * How an amount that pays an invoice lies on its items: up to what the papers ask for, in proportion to it; above it, on the tax
 * that the payer did not keep.
 */
export function shareAllocation(items: readonly SharedItem[], amountCents: bigint): bigint[] {
  const nets = items.map(({ openCents, withheldCents }) => openCents - withheldCents)
  const net = nets.reduce((sum, cents) => sum + cents, 0n)
  if (amountCents <= net) return spread(amountCents, nets)
  const above = spread(
    amountCents - net,
    items.map(({ withheldCents }) => withheldCents)
  )
  return nets.map((cents, index) => cents + above[index]!)
}

const spread = (cents: bigint, weights: readonly bigint[]): bigint[] =>
  splitCents(
    cents,
    weights.map((weight) => Dec.ofCents(weight)),
    'largest-remainder'
  )
