import { Dec, formatDecimal } from '#core/money/index'

export type MessageCondition = 'every' | 'zero' | 'direct_debit' | 'overdue' | 'excess'

/** A message as a run freezes it. */
export interface BillMessage {
  readonly title: string
  readonly text: string
  readonly tone: 'info' | 'attention'
  readonly condition: MessageCondition
}

/** Value of the parameter `billing.excess_message` (DECISIONS 21). */
export interface ExcessRule {
  readonly is_on: boolean
  /** Per cent over the average from which on it is excess, decimal text. */
  readonly percent_over: string
}

/** What decides which messages a bill bears. */
export interface MessageFacts {
  readonly totalCents: bigint
  readonly isDirectDebit: boolean
  readonly overdueCount: number
  readonly billedM3: string
  /** Null for who has none. */
  readonly averageM3: string | null
  readonly excess: ExcessRule
}

/** The layout of the bill has so many places. */
const MOST = 6

/** Whether a consumption is over the average of the premise by more than the rule allows. */
export function isExcess({ billedM3, averageM3, excess }: MessageFacts): boolean {
  if (!excess.is_on || averageM3 === null || Dec.of(averageM3).isZero()) return false
  const limit = Dec.muldiv(
    Dec.of(averageM3),
    Dec.of(100).plus(Dec.of(excess.percent_over)),
    Dec.of(100),
    6,
    'half-up'
  )
  return Dec.of(billedM3).gt(limit)
}

/**
 * The messages of a bill, in their order. A bill of nothing bears only what is said of such bills. Who wrote none for excess
 * gets the product's own.
 */
export function messagesOf(
  messages: readonly BillMessage[],
  facts: MessageFacts
): Omit<BillMessage, 'condition'>[] {
  const isZero = facts.totalCents === 0n
  const holds: Readonly<Record<MessageCondition, boolean>> = {
    every: !isZero,
    zero: isZero,
    direct_debit: !isZero && facts.isDirectDebit,
    overdue: !isZero && facts.overdueCount > 0,
    excess: !isZero && isExcess(facts),
  }
  const known = messages.some(({ condition }) => condition === 'excess')
  const all = known ? messages : [...messages, excessMessage(facts)]
  return all
    .filter(({ condition }) => holds[condition])
    .slice(0, MOST)
    .map(({ condition: _, ...message }) => message)
}

const m3 = (text: string) => formatDecimal(Dec.of(text).round(1, 'half-up'))

const excessMessage = ({ billedM3, averageM3 }: MessageFacts): BillMessage => ({
  title: 'Consumo acima da média',
  text: `O consumo deste mês, de ${m3(billedM3)} m³, está acima da média do imóvel, de ${m3(averageM3 ?? '0')} m³. Confira se há vazamento.`,
  tone: 'attention',
  condition: 'excess',
})
