/** An amount in equal parcels; the last takes the cents that are left. */
export function parcelsOf(totalCents: bigint, count: number): bigint[] {
  const each = totalCents / BigInt(count)
  return Array.from({ length: count }, (_, index) =>
    index === count - 1 ? totalCents - each * BigInt(count - 1) : each
  )
}
