import type { ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import { formatMoney } from '#core/money/index'
import { type TillTotals, totalOf } from '../../domain/till.ts'
import { errors } from '../../errors.ts'
import { lockOwnSession, nextNumber, totalsOf, writeMove } from './session.ts'

export interface ClosedTill {
  readonly id: bigint
  readonly name: string
  readonly expectedCents: bigint
  readonly countedCents: bigint
}

/** The person counts what is in the till; a difference is closed only with its justification. @throws E_PAYMENTS_TILL_NONE, E_PAYMENTS_TILL_DIFFERS */
export async function closeSession(
  context: ActionContext,
  counted: TillTotals,
  justification: string | null
): Promise<ClosedTill> {
  const session = await lockOwnSession(context)
  const expected = await totalsOf(context.tx, session)
  const [expectedCents, countedCents] = [totalOf(expected), totalOf(counted)]
  const differs = (['cash', 'card', 'cheque'] as const).some(
    (way) => expected[way] !== counted[way]
  )
  if (differs && justification === null) {
    throw errors.E_PAYMENTS_TILL_DIFFERS({ difference: formatMoney(countedCents - expectedCents) })
  }
  await query(
    context.tx,
    `update payments_till_sessions set state = 'closed', closed_at = ?, expected_cents = ?, counted_cents = ?, counts = ?::jsonb,
            justification = ? where id = ?`,
    [
      ...[context.now, expectedCents, countedCents, countsOf(expected, counted), justification],
      session.id,
    ]
  )
  return { id: session.id, name: session.name, expectedCents, countedCents }
}

const countsOf = (expected: TillTotals, counted: TillTotals): string =>
  JSON.stringify({ expected: texts(expected), counted: texts(counted) })

const texts = (totals: TillTotals) =>
  Object.fromEntries(Object.entries(totals).map(([way, cents]) => [way, String(cents)]))

/** Cash taken out of the till, to the safe or to the bank, or brought to it. @throws E_PAYMENTS_TILL_NONE, E_PAYMENTS_TILL_SHORT */
export async function moveCash(
  context: ActionContext,
  move: {
    readonly kind: 'withdrawal' | 'supply'
    readonly amountCents: bigint
    readonly note: string
  }
): Promise<{ readonly id: bigint; readonly authentication: string }> {
  const session = await lockOwnSession(context)
  if (move.kind === 'withdrawal') await requireCash(context, session, move.amountCents)
  const place = await nextNumber(context, session)
  const id = await writeMove(context, session, { ...place, ...move, way: 'cash' })
  return { id, authentication: place.authentication }
}

/** @throws BusinessError E_PAYMENTS_TILL_SHORT */
export async function requireCash(
  { tx }: ActionContext,
  session: Parameters<typeof totalsOf>[1],
  amountCents: bigint
): Promise<void> {
  const { cash } = await totalsOf(tx, session)
  if (amountCents > cash) throw errors.E_PAYMENTS_TILL_SHORT({ cash: formatMoney(cash) })
}
