import type { Version } from './versions.ts'

/** A new product default that the local version in force does not know yet. */
export interface Upgrade {
  /** Product version that the local one was made from. */
  readonly base: Version | null
  /** The new product default. */
  readonly theirs: Version
  /** The local version in force. */
  readonly mine: Version
}

/** What waits to be merged: the latest product default, where the local version in force was made from an earlier one. */
export function pendingUpgrade(all: readonly Version[], current: Version | null): Upgrade | null {
  if (!current || current.owner === 'product' || current.productBaseId === null) return null
  const products = all.filter(({ owner, status }) => owner === 'product' && status === 'approved')
  const theirs = products.reduce<Version | null>(
    (latest, one) => (latest === null || one.from! > latest.from! ? one : latest),
    null
  )
  if (!theirs || theirs.id === current.productBaseId) return null
  const base = products.find(({ id }) => id === current.productBaseId) ?? null
  return theirs.contentHash === current.contentHash ? null : { base, theirs, mine: current }
}
