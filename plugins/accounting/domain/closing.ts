import type { CivilDate, RefMonth } from '#core/calendar/index'

/** How a check stands: fine, to be known, or in the way of the closing. */
export type CheckState = 'good' | 'attention' | 'stops'

/** One thing looked at before a month is closed. */
export interface ClosingCheck {
  readonly name: string
  /** In Portuguese. */
  readonly title: string
  readonly state: CheckState
  readonly detail: string
  /** Where it is put right. */
  readonly path: string | null
}

/** The payload of `accounting.month_closing`: participants say what stands in the way of closing a month. */
export interface MonthClosing {
  readonly reference: RefMonth
  readonly until: CivilDate
}
