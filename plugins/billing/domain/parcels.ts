import { Dec } from '#core/money/index'

/** A price of the table (decimal text in R$) in cents, half up; it is charged so many times what it says. */
export const priceCents = (amount: string): bigint => Dec.of(amount).round(2, 'half-up').toCents()

/** An amount in equal parcels; the last takes the cents that are left. */
export function parcelsOf(totalCents: bigint, count: number): bigint[] {
  const each = totalCents / BigInt(count)
  return Array.from({ length: count }, (_, index) =>
    index === count - 1 ? totalCents - each * BigInt(count - 1) : each
  )
}
