import type { RefMonth } from '#core/calendar/index'
import type { OpenDebt } from '#plugins/receivables/api'
import { isInvoice } from './notice_debts.ts'

/** Who receives a letter, as the operator chose; null: any. Ranges hold both ends. */
export interface LetterFilters {
  readonly premiseId: bigint | null
  readonly routes: Range<string>
  /** Months of the bills: only these count and are listed. */
  readonly references: Range<RefMonth>
  readonly cents: Range<bigint>
  readonly invoices: Range<number>
  readonly months: Range<number>
  readonly categories: readonly string[]
  readonly situations: readonly string[]
}

export interface Range<T> {
  readonly from: T | null
  readonly until: T | null
}

/** What the register says of a premise, for letters. */
export interface LetterPremise {
  readonly route: string | null
  readonly category: string | null
  readonly situation: string | null
}

/** Codes of routes are numbers nearly everywhere: `7` comes before `10`. */
const compareCodes = (left: string, right: string): number =>
  left.localeCompare(right, 'pt-BR', { numeric: true })

const within = <T>(value: T, { from, until }: Range<T>, compare: (a: T, b: T) => number): boolean =>
  (from === null || compare(value, from) >= 0) && (until === null || compare(value, until) <= 0)

const ascending = <T>(left: T, right: T): number => (left < right ? -1 : left > right ? 1 : 0)

const among = (values: readonly string[], value: string | null): boolean =>
  values.length === 0 || (value !== null && values.includes(value))

/** Whether the premise itself is one of those asked for, whatever it owes. */
export function isAsked(
  { routes, categories, situations }: LetterFilters,
  { route, category, situation }: LetterPremise
): boolean {
  const hasRange = routes.from !== null || routes.until !== null
  return (
    (!hasRange || (route !== null && within(route, routes, compareCodes))) &&
    among(categories, category) &&
    among(situations, situation)
  )
}

/** The debts that count and are listed; none when they are not as asked. */
export function lettered(filters: LetterFilters, debts: readonly OpenDebt[]): readonly OpenDebt[] {
  const counted = debts.filter(({ reference }) => within(reference, filters.references, ascending))
  const cents = counted.reduce((sum, { openCents }) => sum + openCents, 0n)
  const months = new Set(counted.map(({ reference }) => reference)).size
  const isWanted =
    counted.length > 0 &&
    within(cents, filters.cents, ascending) &&
    within(counted.filter(isInvoice).length, filters.invoices, ascending) &&
    within(months, filters.months, ascending)
  return isWanted ? counted : []
}
