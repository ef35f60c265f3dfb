import { type CivilDate, addDays } from '#core/calendar/index'

/** A time in which a debt was asked for by nobody, or by another way; `until` is no longer part of it, null: it still lasts. */
export interface Away {
  readonly from: CivilDate
  readonly until: CivilDate | null
  /** `held`, or the mark that it bore. */
  readonly why: string
}

/** A debt as it was in a past month. */
export interface PastDebt {
  readonly dueOn: CivilDate
  /** The day on which it was settled, corrected or agreed; null: it is open. */
  readonly closedOn: CivilDate | null
  readonly cents: bigint
  readonly hasWater: boolean
  readonly isInvoice: boolean
  readonly away: readonly Away[]
}

const covers = ({ from, until }: Away, on: CivilDate): boolean =>
  from <= on && (until === null || until > on)

const isOpenOn = ({ closedOn }: PastDebt, on: CivilDate): boolean =>
  closedOn === null || closedOn > on

/** A bureau is no other way: who is listed still owes. */
const keepsFromAll = ({ why }: Away): boolean => why !== 'listed'

interface Made {
  /** Whether the step is made on that weekday. */
  isMade(on: CivilDate): boolean
}

/** The first day from a day on that a step is made on; null: on none. */
function nextMade(from: CivilDate, { isMade }: Made): CivilDate | null {
  for (let day = from, left = 7; left > 0; day = addDays(day, 1), left--) {
    if (isMade(day)) return day
  }
  return null
}

interface Asking extends Made {
  readonly from: CivilDate
  readonly until: CivilDate
  /** Which of the times away keep the debt from this step. */
  keepsOut(away: Away): boolean
}

/** The first day of a span on which a debt is asked for by a step: open, not away, on a weekday of the step; null: none. */
export function askedOn(
  debt: PastDebt,
  { from, until, keepsOut, isMade }: Asking
): CivilDate | null {
  let day = nextMade(from, { isMade })
  while (day !== null && day <= until) {
    if (!isOpenOn(debt, day)) return null
    const on: CivilDate = day
    const kept = debt.away.find((away) => keepsOut(away) && covers(away, on))
    if (!kept) return day
    day = kept.until === null ? null : nextMade(kept.until, { isMade })
  }
  return null
}

interface Reaching extends Made {
  /** Days after the due date from which a debt counts. */
  readonly delay: number
  readonly from: CivilDate
  readonly until: CivilDate
  isReached(debts: readonly PastDebt[], on: CivilDate): boolean
}

/** The debts that count for a step on a day. */
export const countingOn = (
  debts: readonly PastDebt[],
  { delay, on }: { readonly delay: number; readonly on: CivilDate }
): PastDebt[] =>
  debts.filter(
    (debt) =>
      addDays(debt.dueOn, delay) <= on &&
      isOpenOn(debt, on) &&
      !debt.away.some((away) => keepsFromAll(away) && covers(away, on))
  )

/**
 * The first day of a span on which debts reach a step; null when they do not, or had reached it before the span. Only days on
 * which a debt begins to count, or is no longer away, can be such a day.
 */
export function reachedOn(
  debts: readonly PastDebt[],
  { delay, from, until, isReached, isMade }: Reaching
): CivilDate | null {
  const isOn = (on: CivilDate) => {
    const some = countingOn(debts, { delay, on })
    return some.length > 0 && isReached(some, on)
  }
  if (isOn(addDays(from, -1))) return null
  const days = debts
    .flatMap(({ dueOn, away }) => [
      addDays(dueOn, delay),
      ...away.flatMap((one) => one.until ?? []),
    ])
    .flatMap((day) => nextMade(day, { isMade }) ?? [])
    .filter((day) => day >= from && day <= until)
    .toSorted()
  return days.find(isOn) ?? null
}
