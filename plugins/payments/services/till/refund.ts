import type { ActionContext } from '#core/actions/index'
import { query } from '#core/database/index'
import { payRefund } from '#plugins/receivables/api'
import { errors } from '../../errors.ts'
import { requireCash } from './close.ts'
import { lockOwnSession, nextNumber, writeMove } from './session.ts'

export interface RefundedAtTill {
  readonly id: bigint
  readonly amountCents: bigint
  readonly number: string
  readonly authentication: string
}

/**
 * Gives an approved refund back in cash. Errors: E_PAYMENTS_TILL_NONE, E_PAYMENTS_TILL_SHORT, E_PAYMENTS_TILL_REFUND and those of
 * `payRefund`.
 */
export async function refundAtTill(
  context: ActionContext,
  requestId: bigint
): Promise<RefundedAtTill> {
  const { tx, municipalityId } = context
  const session = await lockOwnSession(context)
  const [request] = await query<{ credit_cents: bigint }>(
    tx,
    `select credit_cents from receivables_refund_requests where municipality_id = ? and id = ? and state = 'approved'`,
    [municipalityId, requestId]
  )
  if (!request) throw errors.E_PAYMENTS_TILL_REFUND({ id: requestId })
  await requireCash(context, session, request.credit_cents)
  const place = await nextNumber(context, session)
  const { number, amountCents } = await payRefund(context, {
    amountCents: null,
    ...{ requestId, how: 'cash', proof: place.authentication, agentCode: session.agent_code },
  })
  const id = await writeMove(context, session, {
    ...{ ...place, kind: 'refund', way: 'cash', amountCents, refundId: requestId },
  })
  return { id, amountCents, number, authentication: place.authentication }
}
