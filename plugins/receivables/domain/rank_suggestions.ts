import { type CivilDate, daysBetween } from '#core/calendar/index'

/** Why a document may be the one that unidentified money paid. */
export type SuggestionReason =
  'number_in_code' | 'same_amount' | 'same_customer' | 'premise_in_code' | 'near_due'

export interface Candidate {
  readonly documentId: bigint
  readonly number: string
  readonly premiseId: bigint | null
  readonly registration: string | null
  readonly debtorId: bigint
  readonly openCents: bigint
  readonly dueOn: CivilDate
}

export interface UnidentifiedMoney {
  readonly amountCents: bigint
  readonly paidOn: CivilDate
  /** Every code that its messages brought, digits only. */
  readonly codes: readonly string[]
  /** Whose it is said to be. */
  readonly payerId: bigint | null
}

export interface Suggestion extends Candidate {
  readonly reasons: readonly SuggestionReason[]
  readonly daysFromDue: number
}

const WEIGHTS: Readonly<Record<SuggestionReason, number>> = {
  number_in_code: 60,
  same_amount: 50,
  same_customer: 45,
  premise_in_code: 40,
  near_due: 15,
}
const NEAR_DAYS = 10
const SHOWN = 3

/** The likeliest documents first, each with its reasons; one that only falls due near the day is no suggestion. */
export function rankSuggestions(
  money: UnidentifiedMoney,
  candidates: readonly Candidate[]
): Suggestion[] {
  return candidates
    .map((candidate) => {
      const daysFromDue = daysBetween(candidate.dueOn, money.paidOn)
      return { ...candidate, daysFromDue, reasons: reasonsOf(money, candidate, daysFromDue) }
    })
    .filter(({ reasons }) => reasons.some((reason) => reason !== 'near_due'))
    .sort(
      (a, b) =>
        weight(b) - weight(a) ||
        Math.abs(a.daysFromDue) - Math.abs(b.daysFromDue) ||
        (a.documentId < b.documentId ? -1 : 1)
    )
    .slice(0, SHOWN)
}

const weight = ({ reasons }: Suggestion): number =>
  reasons.reduce((sum, reason) => sum + WEIGHTS[reason], 0)

function reasonsOf(
  { amountCents, codes, payerId }: UnidentifiedMoney,
  { number, registration, openCents, debtorId }: Candidate,
  daysFromDue: number
): SuggestionReason[] {
  const holds: Readonly<Record<SuggestionReason, boolean>> = {
    number_in_code: codes.some((code) => code.includes(number)),
    same_amount: openCents === amountCents,
    same_customer: payerId !== null && debtorId === payerId,
    premise_in_code: registration !== null && codes.some((code) => code.includes(registration)),
    near_due: Math.abs(daysFromDue) <= NEAR_DAYS,
  }
  return (Object.keys(WEIGHTS) as SuggestionReason[]).filter((reason) => holds[reason])
}

/** Every run of digits of some lengths inside the codes: what may be a number that people gave out. */
export function runsOfDigits(codes: readonly string[], lengths: readonly number[]): string[] {
  const runs = new Set<string>()
  for (const code of codes) {
    for (const length of lengths) {
      for (let start = 0; start + length <= code.length; start++) {
        runs.add(code.slice(start, start + length))
      }
    }
  }
  return [...runs]
}
