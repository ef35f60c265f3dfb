import { type CivilDate, addDays } from '#core/calendar/index'
import type { Owner } from './types.ts'

/** First day of the product's own defaults: before any utility's history. */
export const PRODUCT_START = '2000-01-01' as CivilDate

export const PRECEDENCE: readonly Owner[] = ['experiment', 'utility', 'regulator', 'product']

/** What decides which of the approved versions of one kind and key answers on a date. */
export interface DatedVersion {
  readonly id: bigint
  readonly owner: Owner
  /** Of the municipality's own item, not of the whole installation's. */
  readonly isLocal: boolean
  readonly from: CivilDate
  /** Last day, inclusive; null while no end was set. */
  readonly until: CivilDate | null
  readonly decidedAt: Date
  /** Set when it was withdrawn or not ratified after its approval. */
  readonly stop?: Stop | null
}

/** From a day on a version no longer answers, as is known since an instant. */
export interface Stop {
  readonly from: CivilDate
  readonly at: Date
}

/** The product's first defaults count as known since ever: they came before anything was computed. */
function isKnown(version: DatedVersion, knownAt: Date): boolean {
  if (version.owner === 'product' && version.from === PRODUCT_START) return true
  return version.decidedAt.getTime() <= knownAt.getTime()
}

function isStopped({ stop }: DatedVersion, date: CivilDate, knownAt: Date): boolean {
  return !!stop && stop.from <= date && stop.at.getTime() <= knownAt.getTime()
}

function isLater(a: DatedVersion, b: DatedVersion): boolean {
  if (a.from !== b.from) return a.from > b.from
  const [first, second] = [a.decidedAt.getTime(), b.decidedAt.getTime()]
  return first === second ? a.id > b.id : first > second
}

/** The version that started last on or before a date; it ends its predecessor even when it has itself ended. */
function latestStarted<V extends DatedVersion>(versions: readonly V[], date: CivilDate): V | null {
  let latest: V | null = null
  for (const version of versions) {
    if (version.from <= date && (!latest || isLater(version, latest))) latest = version
  }
  return latest
}

/**
 * The version in force on a date among all approved versions of one kind and key, as known at an instant: owner first
 * (experiment, utility, regulator, product), then the municipality before the installation, then the latest start.
 */
export function pickVersion<V extends DatedVersion>(
  versions: readonly V[],
  date: CivilDate,
  knownAt: Date
): V | null {
  const known = versions.filter(
    (version) => isKnown(version, knownAt) && !isStopped(version, date, knownAt)
  )
  for (const owner of PRECEDENCE) {
    for (const isLocal of [true, false]) {
      const own = known.filter((one) => one.owner === owner && one.isLocal === isLocal)
      const latest = latestStarted(own, date)
      if (latest && (latest.until === null || latest.until >= date)) return latest
    }
  }
  return null
}

/**
 * The last day of a version as the versions of the same owner and scope leave it: its own end, or the eve of the next
 * start. `null` while open.
 */
export function lastDayOf(
  version: DatedVersion,
  versions: readonly DatedVersion[]
): CivilDate | null {
  const starts = versions
    .filter(({ owner, isLocal }) => owner === version.owner && isLocal === version.isLocal)
    .filter(({ from, stop }) => from > version.from && !(stop && stop.from <= from))
    .map(({ from }) => from)
  if (version.stop) starts.push(version.stop.from)
  const [first] = starts.sort()
  const eve = first === undefined ? null : addDays(first, -1)
  if (eve === null || (version.until !== null && version.until < eve)) return version.until
  return eve
}

export interface DateRange {
  readonly from: CivilDate
  readonly until: CivilDate
  readonly knownAt: Date
}

/** The versions of one span of dates, in the order of the timelines; `null` where nothing is in force. */
export interface TimelineSegment<V extends DatedVersion> {
  readonly from: CivilDate
  readonly until: CivilDate
  readonly versions: readonly (V | null)[]
}

/**
 * Splits a range of dates where the version in force of any of the timelines changes. Every date of the range is in
 * exactly one segment, and neighbours differ.
 */
export function splitSegments<V extends DatedVersion>(
  timelines: readonly (readonly V[])[],
  { from, until, knownAt }: DateRange
): TimelineSegment<V>[] {
  const segments: TimelineSegment<V>[] = []
  for (const start of startsWithin(timelines.flat(), from, until)) {
    const versions = timelines.map((timeline) => pickVersion(timeline, start, knownAt))
    const last = segments.at(-1)
    if (last && last.versions.every((version, i) => version?.id === versions[i]?.id)) continue
    if (last) segments[segments.length - 1] = { ...last, until: addDays(start, -1) }
    segments.push({ from: start, until, versions })
  }
  return segments
}

function startsWithin(
  versions: readonly DatedVersion[],
  from: CivilDate,
  until: CivilDate
): CivilDate[] {
  const starts = new Set<CivilDate>([from])
  for (const version of versions) {
    if (version.from > from && version.from <= until) starts.add(version.from)
    if (version.until !== null && version.until >= from && version.until < until) {
      starts.add(addDays(version.until, 1))
    }
    const stop = version.stop?.from
    if (stop && stop > from && stop <= until) starts.add(stop)
  }
  return [...starts].sort()
}
