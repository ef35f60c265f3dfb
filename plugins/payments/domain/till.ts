import type { CivilDate } from '#core/calendar/index'

export type TillWay = 'cash' | 'card' | 'cheque'
export type TillMoveKind = 'payment' | 'withdrawal' | 'supply' | 'refund'

export interface TillMove {
  readonly kind: TillMoveKind
  readonly way: TillWay
  readonly amountCents: bigint
  /** The receipt was reversed: the money is no longer in the till. */
  readonly isReversed: boolean
}

export type TillTotals = Readonly<Record<TillWay, bigint>>

const SIGNS: Readonly<Record<TillMoveKind, bigint>> = {
  payment: 1n,
  supply: 1n,
  withdrawal: -1n,
  refund: -1n,
}

/** What should be in a till, by way of payment: the float and every move that stands. */
export function expectedTotals(floatCents: bigint, moves: readonly TillMove[]): TillTotals {
  const totals: Record<TillWay, bigint> = { cash: floatCents, card: 0n, cheque: 0n }
  for (const { kind, way, amountCents, isReversed } of moves) {
    if (!isReversed) totals[way] += SIGNS[kind] * amountCents
  }
  return totals
}

export const totalOf = ({ cash, card, cheque }: TillTotals): bigint => cash + card + cheque

/** Till, day, session, number and a check digit: `C1-20261205-00012-0003-7`. */
export function authenticationOf(move: {
  readonly till: string
  readonly on: CivilDate
  readonly sessionId: bigint
  readonly number: number
}): string {
  const day = move.on.replaceAll('-', '')
  const session = String(move.sessionId).padStart(5, '0')
  const number = String(move.number).padStart(4, '0')
  const digits = `${day}${session}${number}`
  const sum = [...digits].reduceRight(
    ({ total, weight }, digit) => ({
      total: total + Number(digit) * weight,
      weight: weight === 9 ? 2 : weight + 1,
    }),
    { total: 0, weight: 2 }
  ).total
  return `${move.till}-${day}-${session}-${number}-${((sum * 10) % 11) % 10}`
}
