import { type CivilDate, daysBetween } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import { meanOf } from './consumption.ts'

/** `measured` between readings; `average` of its months; `estimated` as registered; `unread`: nothing to go by. */
export type SourceKind = 'measured' | 'average' | 'estimated' | 'unread'

/** A source as registered. */
export interface AlternativeSource {
  readonly measurement: 'metered' | 'estimated'
  /** m³ a month, decimal text. */
  readonly estimatedM3: string | null
  readonly from: CivilDate
  readonly until: CivilDate | null
}

/** What is known of a source when a month is counted; volumes in m³, decimal text. */
export interface SourcePast {
  /** Between all readings made until now. */
  readonly measuredM3: string
  /** Between the readings that no month counted yet; null without any. */
  readonly newM3: string | null
  /** What the months before counted, measured or not. */
  readonly countedM3: string
  /** The last months that were measured and settled nothing, the newest first. */
  readonly usual: readonly string[]
}

/** Whole months of a period of that many days, one at least. */
const monthsOf = (days: number): number =>
  Math.max(1, Math.trunc((days + NOMINAL_DAYS / 2) / NOMINAL_DAYS))
const NOMINAL_DAYS = 30

/**
 * What a source counts in a month. Readings count all that was measured so far less all that was counted before, so that what
 * estimates or mistakes counted is settled by the next reading, never below zero. Without a new reading a source in service counts its
 * usual month, or the estimate, for its days in the period. Null: it is not in service and has nothing left to count.
 */
export function sourceMonth(
  source: AlternativeSource,
  past: SourcePast,
  {
    from,
    until,
    decimals,
  }: { readonly from: CivilDate; readonly until: CivilDate; readonly decimals: number }
): { readonly kind: SourceKind; readonly m3: string } | null {
  if (source.measurement === 'metered' && past.newM3 !== null) {
    const due = Dec.of(past.measuredM3).minus(Dec.of(past.countedM3))
    return { kind: 'measured', m3: Dec.max(due, Dec.ZERO).toString() }
  }
  const period = daysBetween(from, until)
  const first = source.from > from ? source.from : from
  const last = source.until !== null && source.until < until ? source.until : until
  const days = Math.min(period, daysBetween(first, last))
  if (days <= 0) return null
  const usual = source.measurement === 'metered' ? meanOf(past.usual, decimals) : null
  const monthly = usual ?? source.estimatedM3
  if (monthly === null) return { kind: 'unread', m3: '0' }
  const whole = Dec.of(monthly).times(Dec.of(monthsOf(period)))
  const m3 = Dec.muldiv(whole, Dec.of(days), Dec.of(period), 0, 'half-up')
  return { kind: usual === null ? 'estimated' : 'average', m3: m3.toString() }
}
