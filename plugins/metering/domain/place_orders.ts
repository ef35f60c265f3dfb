import type { CivilDate } from '#core/calendar/index'

export interface WorkingDay {
  readonly day: CivilDate
  /** How many more the team takes on it. */
  readonly free: number
}

/** Orders in their sequence on the first days with room; those that no day takes are left out. */
export function placeOrders<T>(
  orders: readonly T[],
  days: readonly WorkingDay[]
): { readonly order: T; readonly day: CivilDate }[] {
  const slots = days.flatMap(({ day, free }) =>
    Array.from({ length: Math.max(0, free) }, () => day)
  )
  return orders.slice(0, slots.length).map((order, index) => ({ order, day: slots[index]! }))
}
