/** What explains a difference between two balances by itself, or waits for somebody's words. */
export const ITEM_KINDS = [
  'credited_apart',
  'received_apart',
  'without_credit',
  'reversed',
  'fee',
  'other_month',
  'day_accepted',
  'day_differs',
  'not_identified',
  'passed_on',
  'refunded',
  'posted_apart',
  'manual_entry',
  'unposted',
  'remainder',
] as const
export type ItemKind = (typeof ITEM_KINDS)[number]

/** These need a justification before the month is concluded. */
export const OPEN_KINDS: ReadonlySet<ItemKind> = new Set([
  ...(['day_differs', 'not_identified', 'manual_entry', 'unposted', 'remainder'] as const),
])

export interface MonthItem {
  readonly side: 'bank' | 'books'
  /** Empty: of no agent that is known. */
  readonly agentCode: string
  readonly on: string | null
  readonly kind: ItemKind
  readonly text: string
  readonly cents: bigint
}

export interface AgentBalances {
  readonly agentCode: string
  readonly receivedCents: bigint
  readonly creditedCents: bigint
  /** Null when no module keeps books. */
  readonly bookedCents: bigint | null
}

const sumOf = (items: readonly MonthItem[]): bigint =>
  items.reduce((sum, one) => sum + one.cents, 0n)

/** What the items leave without a name: an item of its own, per agent and side. */
export function remainders(
  balances: readonly AgentBalances[],
  items: readonly MonthItem[]
): MonthItem[] {
  const left = (
    side: MonthItem['side'],
    { agentCode, receivedCents }: AgentBalances,
    other: bigint | null
  ): MonthItem[] => {
    if (other === null) return []
    const named = items.filter((one) => one.side === side && one.agentCode === agentCode)
    const cents = other - receivedCents - sumOf(named)
    if (cents === 0n) return []
    return [
      {
        side,
        agentCode,
        on: null,
        kind: 'remainder',
        text: 'Diferença sem causa conhecida',
        cents,
      },
    ]
  }
  return balances.flatMap((one) => [
    ...left('bank', one, one.creditedCents),
    ...left('books', one, one.bookedCents),
  ])
}
