import { type CivilDate, addMonths } from '#core/calendar/index'
import { Dec } from '#core/money/index'

export interface LoanTerms {
  readonly principalCents: bigint
  /** Percent a month. */
  readonly monthlyPercent: string
  readonly instalments: number
  readonly firstDueOn: CivilDate
}

export interface LoanMonth {
  readonly sequence: number
  readonly dueOn: CivilDate
  /** Owed before the month's amortisation. */
  readonly openingCents: bigint
  readonly interestCents: bigint
  readonly amortisationCents: bigint
}

const HUNDRED = Dec.of('100')

/** Interest of a month on what is owed, to the cent, half up. */
const interestOf = (cents: bigint, percent: Dec): bigint =>
  Dec.ofCents(cents).times(percent).divide(HUNDRED, 2, 'half-up').toCents()

/** Constant amortisation (SAC): equal parts of the principal, what does not divide in the last; interest on what is still owed. */
export function loanSchedule({
  principalCents,
  monthlyPercent,
  instalments,
  firstDueOn,
}: LoanTerms): LoanMonth[] {
  const percent = Dec.of(monthlyPercent)
  const part = principalCents / BigInt(instalments)
  return Array.from({ length: instalments }, (_, index) => {
    const openingCents = principalCents - part * BigInt(index)
    return {
      ...{ sequence: index + 1, dueOn: addMonths(firstDueOn, index), openingCents },
      interestCents: interestOf(openingCents, percent),
      amortisationCents: index === instalments - 1 ? openingCents : part,
    }
  })
}
