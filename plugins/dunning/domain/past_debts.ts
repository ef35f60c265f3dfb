import { type CivilDate, addDays } from '#core/calendar/index'

/** A debt as it was in a past month. */
export interface PastDebt {
  readonly dueOn: CivilDate
  /** The day on which it was settled; null: it is open. */
  readonly closedOn: CivilDate | null
  readonly cents: bigint
  readonly hasWater: boolean
  readonly isInvoice: boolean
}

interface Reaching {
  /** Days after the due date from which a debt counts. */
  readonly delay: number
  readonly from: CivilDate
  readonly until: CivilDate
  isReached(debts: readonly PastDebt[], on: CivilDate): boolean
}

/**
 * The first day of a span on which debts reach a step; null when they do not, or had reached it before the span. Only days on
 * which a debt begins to count can be such a day.
 */
export function reachedOn(
  debts: readonly PastDebt[],
  { delay, from, until, isReached }: Reaching
): CivilDate | null {
  const counting = (on: CivilDate) =>
    debts.filter(
      ({ dueOn, closedOn }) => addDays(dueOn, delay) <= on && (closedOn === null || closedOn > on)
    )
  const isOn = (on: CivilDate) => {
    const some = counting(on)
    return some.length > 0 && isReached(some, on)
  }
  if (isOn(addDays(from, -1))) return null
  const days = debts
    .map(({ dueOn }) => addDays(dueOn, delay))
    .filter((day) => day >= from && day <= until)
    .toSorted()
  return days.find(isOn) ?? null
}
