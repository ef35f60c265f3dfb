/** A debt as a plan took it. Amounts in cents. */
export interface TakenDebt {
  readonly fine: bigint
  readonly interest: bigint
  readonly correction: bigint
  /** What its items had open, in their order. */
  readonly items: readonly { readonly id: bigint; readonly cents: bigint }[]
}

export interface UndonePlan {
  /** What each item is owed again. */
  readonly restored: ReadonlyMap<bigint, bigint>
  readonly givenUp: {
    readonly fine: bigint
    readonly interest: bigint
    readonly correction: bigint
  }
}

/**
 * What was paid of a plan pays its debts in their order, the oldest first, and of each its charges before its principal
 * (Código Civil, arts. 354 and 355). The rest is owed again.
 */
export function undoPlan(debts: readonly TakenDebt[], paidCents: bigint): UndonePlan {
  let left = paidCents
  const take = (cents: bigint): bigint => {
    const paid = left < cents ? left : cents
    left -= paid
    return cents - paid
  }
  const restored = new Map<bigint, bigint>()
  const givenUp = { fine: 0n, interest: 0n, correction: 0n }
  for (const debt of debts) {
    givenUp.interest += take(debt.interest)
    givenUp.correction += take(debt.correction)
    givenUp.fine += take(debt.fine)
    for (const { id, cents } of debt.items) restored.set(id, take(cents))
  }
  return { restored, givenUp }
}

/** The longest run of unpaid instalments that are overdue, and how many there are in all. */
export function overdueRun(states: readonly ('paid' | 'overdue' | 'other')[]): {
  readonly consecutive: number
  readonly total: number
} {
  let run = 0
  let consecutive = 0
  let total = 0
  for (const state of states) {
    run = state === 'overdue' ? run + 1 : 0
    total += state === 'overdue' ? 1 : 0
    consecutive = Math.max(consecutive, run)
  }
  return { consecutive, total }
}
