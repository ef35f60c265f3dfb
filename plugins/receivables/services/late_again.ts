import type { CivilDate } from '#core/calendar/index'
import type { Pack } from '#core/configuration/index'
import { Dec } from '#core/money/index'
import type { CorrectedMonth, CorrectionTerms } from '../domain/monetary_correction.ts'
import { type LateComponent, type lateChargesBy as Made, lateChargesBy } from './late_charges.ts'

/** A late charge as it is stored. */
export interface PastLate {
  readonly component: LateComponent
  readonly amount_cents: bigint
  /** Canonical JSON: what it was made from. */
  readonly explanation: string
}

export interface LateExplanation {
  readonly facts: {
    readonly base: string
    readonly due_on: CivilDate
    readonly paid_on: CivilDate
    readonly days_late: number
    readonly fine_percent: string
    readonly monthly_interest_percent: string
    readonly correction_percent: string
  }
  readonly because: string | null
  readonly index?: CorrectionTerms & { readonly months: readonly CorrectedMonth[] }
}

export const explanationOf = ({ explanation }: Pick<PastLate, 'explanation'>) =>
  JSON.parse(explanation) as LateExplanation

/** What was late, for how long. */
export function lateOf(charge: Pick<PastLate, 'explanation'>) {
  const { base, due_on: dueOn, paid_on: paidOn, days_late: daysLate } = explanationOf(charge).facts
  return { baseCents: Dec.of(base).toCents(), dueOn, daysLate, paidOn }
}

/** Of the charges of one delay, that of the same component (cents). */
export const amountOf = (
  made: ReturnType<typeof Made>,
  { component }: Pick<PastLate, 'component'>
): bigint => made.find((one) => one.component === component)?.amountCents ?? 0n

/** What the charge comes to once more, by everything that it was made from (cents). Pure. */
export function amountAgain(pack: Pack, charge: PastLate): bigint {
  const { facts, index } = explanationOf(charge)
  const correction = { percent: facts.correction_percent, months: index?.months ?? [] }
  const known = { ...lateOf(charge), correction, terms: index ?? null }
  return amountOf(lateChargesBy(pack, known), charge)
}
