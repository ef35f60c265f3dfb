import type { InvoiceLine, UsedCredit } from './invoice_line.ts'

export interface OpenCredit {
  readonly id: bigint
  readonly cause: 'overpayment' | 'duplicate'
  readonly openCents: bigint
}

/**
 * Pays lines with credits, the oldest first: the utility's own lines before those of third parties, each in its order. Never
 * more than the lines are worth; what is left of a credit stays open.
 */
export function applyCredits(
  lines: readonly InvoiceLine[],
  credits: readonly OpenCredit[]
): UsedCredit[] {
  const places = [...lines.keys()].sort((a, b) => rank(lines[a]!) - rank(lines[b]!) || a - b)
  const owed = lines.map(({ amountCents }) => amountCents)
  const uses: UsedCredit[] = []
  for (const credit of credits) {
    let left = credit.openCents
    for (const place of places) {
      const amountCents = left < owed[place]! ? left : owed[place]!
      if (amountCents <= 0n) continue
      owed[place]! -= amountCents
      left -= amountCents
      uses.push({ creditId: credit.id, cause: credit.cause, line: place, amountCents })
    }
  }
  return uses
}

const rank = ({ beneficiaryKind }: InvoiceLine): number => (beneficiaryKind === 'utility' ? 0 : 1)
