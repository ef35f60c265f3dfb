import type { ActionContext } from '#core/actions/index'
import type { CivilDate } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type EnteredReceipt, enterReceipt } from '#plugins/receivables/api'
import { errors } from '../errors.ts'

export interface Entered extends EnteredReceipt {
  readonly id: bigint
}

export interface NewDeposit {
  readonly agentId: number
  readonly account: string
  readonly on: CivilDate
  readonly amountCents: bigint
  readonly proof: string
  readonly customerId: bigint | null
  readonly numbers: readonly string[]
}

/** Money put straight into an account: a receipt, of the documents named or to be identified. Errors: those of `enterReceipt`. */
export async function recordDeposit(context: ActionContext, given: NewDeposit): Promise<Entered> {
  const { tx, municipalityId, actor, now } = context
  const { code } = await agentOf(context, given.agentId)
  const entered = await enterReceipt(context, {
    ...{ channel: 'deposit', agentCode: code, paidOn: given.on, creditedOn: given.on },
    ...{ amountCents: given.amountCents, payerId: given.customerId, proof: given.proof },
    numbers: given.numbers,
  })
  const [row] = await query<{ id: bigint }>(
    tx,
    `insert into payments_deposits (municipality_id, agent_id, account, deposited_on, amount_cents, document_number,
                                    receipt_id, entered_at, user_id, user_name)
     values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) returning id`,
    [
      ...[municipalityId, given.agentId, given.account, given.on, given.amountCents, given.proof],
      ...[entered.receiptId, now, actor.userId, actor.name],
    ]
  )
  return { ...entered, id: row!.id }
}

/** @throws BusinessError E_PAYMENTS_AGENT_UNKNOWN */
export async function agentOf(
  { tx, municipalityId }: ActionContext,
  id: number
): Promise<{ readonly code: string }> {
  const [agent] = await query<{ code: string }>(
    tx,
    'select code from payments_agents where municipality_id = ? and id = ?',
    [municipalityId, id]
  )
  if (!agent) throw errors.E_PAYMENTS_AGENT_UNKNOWN({ id })
  return agent
}
