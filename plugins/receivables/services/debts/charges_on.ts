import type { CivilDate } from '#core/calendar/index'
import type { Tx } from '#core/database/index'
import { daysLate } from '../../domain/days_late.ts'
import { computeLateCharges } from '../late_charges.ts'
import { settlementTerms } from '../settlement_terms.ts'
import { type OpenDebt, debtKey } from './open_debts.ts'

/** What the delay of a debt comes to on a day. Amounts in cents. */
export interface DebtCharges {
  readonly daysLate: number
  readonly fineCents: bigint
  readonly interestCents: bigint
  readonly correctionCents: bigint
  /** The debt and its charges. */
  readonly totalCents: bigint
  /** Canonical JSON: facts, version and legal basis of the decision; null when nothing is late. */
  readonly explanation: string | null
}

export interface ChargesWanted {
  readonly municipalityId: bigint
  readonly debts: readonly OpenDebt[]
  /** The day on which they would be paid. */
  readonly on: CivilDate
}

/**
 * Fine, interest and correction of debts if they were paid on a day, by decision `receivables.late_charges` in force on each
 * due date: what a term, a notice or a certificate says of them. Nothing is written; the payment itself is computed again.
 * By `debtKey`.
 */
export async function chargesOn(
  tx: Tx,
  { municipalityId, debts, on }: ChargesWanted
): Promise<ReadonlyMap<string, DebtCharges>> {
  if (!debts.length) return new Map()
  const dueDates = debts.map(({ dueOn }) => dueOn)
  const terms = await settlementTerms(tx, { municipalityId, dueDates, postedOn: on })
  return new Map(
    debts.map((debt) => {
      const days = daysLate(debt.dueOn, on, terms.banks)
      const late = { dueOn: debt.dueOn, daysLate: days, baseCents: debt.baseCents }
      const charges = days > 0 && debt.baseCents > 0n ? computeLateCharges(terms, late, on) : []
      const of = (component: string) =>
        charges.find((charge) => charge.component === component)?.amountCents ?? 0n
      const amounts = {
        fineCents: of('fine'),
        interestCents: of('interest'),
        correctionCents: of('correction'),
      }
      return [
        debtKey(debt),
        {
          daysLate: days,
          ...amounts,
          totalCents: Object.values(amounts).reduce((sum, cents) => sum + cents, debt.openCents),
          explanation: charges[0]?.explanation ?? null,
        },
      ]
    })
  )
}
