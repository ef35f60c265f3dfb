import { type CivilDate, clock } from '#core/calendar/index'
import { type Tx, query, sha256 } from '#core/database/index'
import {
  type Advice,
  type AdviceOutcome,
  type SettlementContext,
  receiveAdvices,
} from '#plugins/receivables/api'
import { type GoodPix, type RefusedPix, judgePix } from '../domain/judge_pix.ts'
import { errors } from '../errors.ts'
import { touchDays } from './refresh_days.ts'

export interface PixAgreement {
  readonly id: bigint
  readonly municipalityId: bigint
  readonly agentCode: string
  readonly agentName: string
  readonly timeZone: string
}

export interface ReceivedPix {
  /** Of the payments that were received, in their order. */
  readonly outcomes: readonly AdviceOutcome[]
  readonly totalCents: bigint
  readonly refused: readonly RefusedPix[]
}

/** The agreement whose token came with a notice. @throws BusinessError E_PAYMENTS_PIX_TOKEN */
export async function agreementOfToken(
  tx: Pick<Tx, 'rawQuery'>,
  token: string
): Promise<PixAgreement> {
  const [agreement] = await query<PixAgreement>(
    tx,
    `select g.id, g.municipality_id as "municipalityId", a.code as "agentCode", a.name as "agentName",
            m.time_zone as "timeZone"
       from payments_agreements g join payments_agents a on a.id = g.agent_id
       join access_municipalities m on m.id = g.municipality_id where g.pix_token_hash = ?`,
    [sha256(token)]
  )
  if (!agreement) throw errors.E_PAYMENTS_PIX_TOKEN()
  return agreement
}

/**
 * Receives the payments of a Pix notice, each judged by itself. The payment date is that of the municipality's calendars; a
 * Pix is credited at once. Idempotent by end-to-end id: banks repeat their notices and send them out of order.
 * @throws BusinessError of the first payment when none of them can be received
 */
export async function receivePix(
  tx: Tx,
  ctx: SettlementContext,
  {
    agreement,
    payments,
  }: { readonly agreement: PixAgreement; readonly payments: readonly unknown[] }
): Promise<ReceivedPix> {
  const { timeZone } = agreement
  const { good, refused } = judgePix(payments, { timeZone, today: clock.today(timeZone) })
  if (good.length === 0 && refused[0]) throw refusalOf(refused[0])
  const outcomes = await receiveAdvices(
    tx,
    ctx,
    good.map((payment) => adviceOf(payment, agreement))
  )
  await touchDays(
    tx,
    agreement.municipalityId,
    [...new Set(good.map(({ paidOn }) => paidOn))].map((creditedOn) => ({
      ...{ agreementId: agreement.id, kind: 'pix' as const, creditedOn },
    }))
  )
  const totalCents = good.reduce((sum, { amountCents }) => sum + amountCents, 0n)
  return { outcomes, totalCents, refused }
}

function adviceOf(payment: GoodPix, agreement: PixAgreement): Advice {
  const paidOn: CivilDate = payment.paidOn
  return {
    identity: `pix_notice/${payment.endToEndId}`,
    channel: 'pix_notice',
    sourceType: 'payments.agreements',
    sourceId: agreement.id,
    agentCode: agreement.agentCode,
    paidOn,
    creditedOn: paidOn,
    amountCents: payment.amountCents,
    feeCents: 0n,
    barcode: null,
    endToEndId: payment.endToEndId,
    txid: payment.txid,
    authentication: null,
  }
}

function refusalOf({ endToEndId, problem, content }: RefusedPix): Error {
  if (problem === 'amount') return errors.E_PAYMENTS_PIX_AMOUNT({ endToEndId, amount: content })
  if (problem === 'time') return errors.E_PAYMENTS_PIX_TIME({ endToEndId, time: content })
  return errors.E_PAYMENTS_PIX_SHAPE({ endToEndId, content })
}
