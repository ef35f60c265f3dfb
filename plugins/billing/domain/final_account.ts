import type { CivilDate } from '#core/calendar/index'

/** What something that a final account asks for is: owed and late, owed and not yet due, or not asked for by anything yet. */
export type FinalKind = 'overdue' | 'due' | 'future'

/** What is open of one thing that the customer owes, as its own papers ask for it. */
export interface OpenDebt {
  readonly title: string
  readonly invoiceId: bigint | null
  readonly dueOn: CivilDate
  readonly amountCents: bigint
}

/** A charge that waited for a later invoice. */
export interface FutureCharge {
  readonly title: string
  readonly beneficiaryId: bigint
  /** The right to it arises only now; what waited from before arose then. */
  readonly isCharged: boolean
  readonly amountCents: bigint
}

export interface FinalLine {
  readonly kind: FinalKind
  readonly title: string
  readonly invoiceId: bigint | null
  readonly dueOn: CivilDate
  readonly beneficiaryId: bigint | null
  readonly isCharged: boolean
  readonly amountCents: bigint
}

export interface FinalTotals {
  readonly overdueCents: bigint
  readonly dueCents: bigint
  readonly futureCents: bigint
  readonly totalCents: bigint
}

/** The lines of a final account: what is late, the oldest first, what is not yet due, and what no paper asks for yet. Pure. */
export function finalLines(
  debts: readonly OpenDebt[],
  future: readonly FutureCharge[],
  { today, dueOn }: { readonly today: CivilDate; readonly dueOn: CivilDate }
): FinalLine[] {
  const owed = [...debts].sort((a, b) => (a.dueOn < b.dueOn ? -1 : a.dueOn > b.dueOn ? 1 : 0))
  return [
    ...owed.map((debt): FinalLine => ({
      ...debt,
      ...{ kind: debt.dueOn < today ? 'overdue' : 'due', beneficiaryId: null, isCharged: false },
    })),
    ...future.map((charge): FinalLine => ({ ...charge, kind: 'future', invoiceId: null, dueOn })),
  ]
}

/** What the lines of each kind come to, and all of them. Pure. */
export function finalTotals(lines: readonly FinalLine[]): FinalTotals {
  const of = (kind: FinalKind) =>
    lines.reduce((sum, line) => (line.kind === kind ? sum + line.amountCents : sum), 0n)
  const [overdueCents, dueCents, futureCents] = [of('overdue'), of('due'), of('future')]
  return { overdueCents, dueCents, futureCents, totalCents: overdueCents + dueCents + futureCents }
}
