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
import { documentsOfCharges, endPaidCharges } from './pix/charges.ts'
import { touchDays } from './refresh_days.ts'

export interface PixAgreement {
  readonly id: bigint
  readonly municipalityId: bigint
  readonly agentCode: string
  readonly agentName: string
  readonly timeZone: string
}

/** An agreement whose bank sends notices. */
export interface NotifiedAgreement extends PixAgreement {
  /** Whose settings say how a notice proves where it comes from; null: the secret address is proof enough. */
  readonly connection: string | null
}

export interface ReceivedPix {
  /** Of the payments that were received, in their order. */
  readonly outcomes: readonly AdviceOutcome[]
  readonly totalCents: bigint
  /** Of the total, what no message had told of before. */
  readonly newCents: bigint
  readonly refused: readonly RefusedPix[]
}

/** The agreement whose token came with a notice. @throws BusinessError E_PAYMENTS_PIX_TOKEN */
export async function agreementOfToken(
  tx: Pick<Tx, 'rawQuery'>,
  token: string
): Promise<NotifiedAgreement> {
  const [agreement] = await query<NotifiedAgreement>(
    tx,
    `select g.id, g.municipality_id as "municipalityId", a.code as "agentCode", a.name as "agentName",
            m.time_zone as "timeZone", g.pix_connection as connection
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
  const { municipalityId } = agreement
  const txids = good.flatMap(({ txid }) => txid ?? [])
  const charged = await documentsOfCharges(tx, municipalityId, txids)
  const outcomes = await receiveAdvices(
    tx,
    ctx,
    good.map((payment) => adviceOf(payment, agreement, charged))
  )
  await endPaidCharges(tx, { municipalityId, now: clock.now() }, [...charged.keys()])
  await touchDays(
    tx,
    municipalityId,
    [...new Set(good.map(({ paidOn }) => paidOn))].map((creditedOn) => ({
      ...{ agreementId: agreement.id, kind: 'pix' as const, creditedOn },
    }))
  )
  const totalCents = good.reduce((sum, { amountCents }) => sum + amountCents, 0n)
  const newCents = good.reduce(
    (sum, { amountCents }, place) =>
      outcomes[place]?.outcome === 'repeated' ? sum : sum + amountCents,
    0n
  )
  return { outcomes, totalCents, newCents, refused }
}

function adviceOf(
  payment: GoodPix,
  agreement: PixAgreement,
  charged: ReadonlyMap<string, bigint>
): Advice {
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
    documentId: payment.txid === null ? null : (charged.get(payment.txid) ?? null),
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
