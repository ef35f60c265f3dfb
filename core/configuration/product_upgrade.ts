import type { CivilDate } from '#core/calendar/index'
import type { Owner } from './types.ts'
import type { Version } from './versions.ts'

/** A new default that the local version in force does not know yet: of the product, or of the regulator. */
export interface Upgrade {
  /** What the local version was made from. */
  readonly base: Version | null
  /** The new default. */
  readonly theirs: Version
  /** The local version in force. */
  readonly mine: Version
  /** What somebody joined already and waits as a draft or for approval. */
  readonly waiting: Version | null
}

const isApproved = ({ status, act }: Version) =>
  status === 'approved' && act !== 'refused' && act !== 'withdrawn'
const later = (a: Version, b: Version) => (a.from === b.from ? a.id > b.id : a.from! > b.from!)
const latest = (versions: readonly Version[]): Version | null =>
  versions.reduce<Version | null>((last, one) => (last && !later(one, last) ? last : one), null)

/** Regulators write above the product; utilities and experiments above the regulator where there is one. */
export function upstreamOf(
  all: readonly Version[],
  owner: Owner,
  today: CivilDate
): Version | null {
  const of = (wanted: Owner) =>
    latest(
      all.filter(
        (one) =>
          one.owner === wanted && isApproved(one) && (one.until === null || one.until >= today)
      )
    )
  return (owner === 'regulator' ? null : of('regulator')) ?? of('product')
}

/**
 * What a new local version counts as made from: what the version before it of the same side was, so that a new default
 * waits until somebody joins it; the present default when there is none yet.
 */
export function baseFor(all: readonly Version[], owner: Owner, today: CivilDate): bigint | null {
  const isOurs = (one: Version) => sideOf(one.owner) === sideOf(owner)
  const before = all
    .filter((one) => isOurs(one) && isApproved(one))
    .reduce<Version | null>((last, one) => (last && isDecidedBefore(one, last) ? last : one), null)
  return before ? before.baseId : (upstreamOf(all, owner, today)?.id ?? null)
}

/** Utility and experiment are of one hand. */
const sideOf = (owner: Owner): Owner => (owner === 'experiment' ? 'utility' : owner)

function isDecidedBefore(one: Version, other: Version): boolean {
  const [a, b] = [one.decidedAt!.getTime(), other.decidedAt!.getTime()]
  return a === b ? one.id < other.id : a < b
}

/** What waits to be joined: the present default, where the local version in force was made from an earlier one. */
export function pendingUpgrade(
  all: readonly Version[],
  current: Version | null,
  today: CivilDate
): Upgrade | null {
  if (!current || current.owner === 'product') return null
  const theirs = upstreamOf(all, current.owner, today)
  if (!theirs || theirs.id === current.baseId) return null
  if (theirs.contentHash === current.contentHash) return null
  const base = all.find(({ id }) => id === current.baseId) ?? null
  if (base?.contentHash === theirs.contentHash) return null
  const isWaiting = ({ status, merge, baseId }: Version) =>
    (status === 'draft' || status === 'in_review') && merge !== null && baseId === theirs.id
  return { base, theirs, mine: current, waiting: all.find(isWaiting) ?? null }
}
