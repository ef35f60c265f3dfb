import type { CivilDate } from '#core/calendar/index'
import type { NewPlanCharge } from '#plugins/receivables/api'
import type { QuotedInstalment } from './quote.ts'
import { PLAN_CHARGE, PLAN_INTEREST } from './standing_plan.ts'

interface OfPlan {
  readonly number: string
  /** Of the signing. */
  readonly on: CivilDate
  readonly of: number
}

/** What waits of an instalment: its principal and its interest, each where there is any. */
export function chargesOf(
  one: Omit<QuotedInstalment, 'amountCents'>,
  { number, on, of }: OfPlan
): NewPlanCharge[] {
  const { number: place, reference: from, principalCents, interestCents } = one
  const which = `${number} (${place}/${of})`
  const why = {
    ...{ agreement: number, signed_on: on, number: place, of },
    ...{ principal_cents: String(principalCents), interest_cents: String(interestCents) },
  }
  const charges: NewPlanCharge[] = [
    {
      ...{ chargeType: PLAN_CHARGE, amountCents: principalCents, from, why },
      label: `Parcelamento ${which}`,
    },
    {
      ...{ chargeType: PLAN_INTEREST, amountCents: interestCents, from, why },
      label: `Juros do parcelamento ${which}`,
    },
  ]
  return charges.filter(({ amountCents }) => amountCents > 0n)
}
