import {
  type CivilDate,
  type RefMonth,
  addMonths,
  addRefMonths,
  firstDay,
  lastDay,
  monthOf,
} from '#core/calendar/index'
import { parcelsOf } from './parcels.ts'

/** Months that the annual tariff pays. */
export const BOOKLET_MONTHS = 12

/** A slip before it is issued. */
export interface PlannedSlip {
  readonly number: number
  readonly of: number
  readonly dueOn: CivilDate
  readonly reference: RefMonth
  readonly amountCents: bigint
}

export interface SlipPlan {
  readonly totalCents: bigint
  readonly instalments: number
  readonly firstDueOn: CivilDate
}

/** An amount in slips of consecutive months, all on the day of the first; the last takes the cents that are left. Pure. */
export function plannedSlips({ totalCents, instalments, firstDueOn }: SlipPlan): PlannedSlip[] {
  return parcelsOf(totalCents, instalments).map((amountCents, index) => {
    const dueOn = addMonths(firstDueOn, index)
    return { number: index + 1, of: instalments, dueOn, reference: monthOf(dueOn), amountCents }
  })
}

/** First and last day of the twelve months that are billed without waste. Pure. */
export const coverageOf = (
  first: RefMonth
): { readonly from: CivilDate; readonly until: CivilDate } => ({
  from: firstDay(first),
  until: lastDay(addRefMonths(first, BOOKLET_MONTHS - 1)),
})
