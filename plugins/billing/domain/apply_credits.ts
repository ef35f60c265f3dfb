import type { CreditCause, InvoiceLine, UsedCredit } from './invoice_line.ts'

export interface OpenCredit {
  readonly id: bigint
  readonly cause: CreditCause
  readonly openCents: bigint
  /** Whose lines it pays first: of what was paid to one beneficiary before a correction. */
  readonly beneficiaryId?: bigint
}

/**
 * Pays lines with credits, in their order: the lines of the beneficiary that a credit was paid to, then the utility's own, then
 * those of third parties, each in its order. Never more than the lines are worth; what is left of a credit stays open.
 */
export function applyCredits(
  lines: readonly InvoiceLine[],
  credits: readonly OpenCredit[]
): UsedCredit[] {
  const placesFor = (credit: OpenCredit) =>
    [...lines.keys()].sort((a, b) => rank(lines[a]!, credit) - rank(lines[b]!, credit) || a - b)
  const owed = lines.map(({ amountCents }) => amountCents)
  const uses: UsedCredit[] = []
  for (const credit of credits) {
    let left = credit.openCents
    for (const place of placesFor(credit)) {
      const amountCents = left < owed[place]! ? left : owed[place]!
      if (amountCents <= 0n) continue
      owed[place]! -= amountCents
      left -= amountCents
      uses.push({ creditId: credit.id, cause: credit.cause, line: place, amountCents })
    }
  }
  return uses
}

function rank(line: InvoiceLine, credit: OpenCredit): number {
  if (line.beneficiaryId === credit.beneficiaryId) return 0
  return line.beneficiaryKind === 'utility' ? 1 : 2
}
