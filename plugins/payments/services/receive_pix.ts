import { municipalityOf } from '#core/access/index'
import { type Tx, query, sha256 } from '#core/database/index'
import { dateAt } from '#core/calendar/index'
import {
  type Advice,
  type AdviceOutcome,
  type SettlementContext,
  receiveAdvices,
} from '#plugins/receivables/api'
import { errors } from '../errors.ts'

/** One payment of a Pix notice, as the bank posts it (API Pix, `pix[]`). */
export interface PixPayment {
  readonly endToEndId: string
  readonly txid?: string | null
  /** Decimal text: `123.45`. */
  readonly valor: string
  /** Instant in UTC. */
  readonly horario: string
}

export interface PixAgreement {
  readonly id: bigint
  readonly municipalityId: bigint
  readonly agentCode: string
  readonly agentName: string
}

/** The agreement whose token came with a notice. @throws BusinessError E_PAYMENTS_PIX_TOKEN */
export async function agreementOfToken(
  tx: Pick<Tx, 'rawQuery'>,
  token: string
): Promise<PixAgreement> {
  const [agreement] = await query<PixAgreement>(
    tx,
    `select g.id, g.municipality_id as "municipalityId", a.code as "agentCode", a.name as "agentName"
       from payments_agreements g join payments_agents a on a.id = g.agent_id where g.pix_token_hash = ?`,
    [sha256(token)]
  )
  if (!agreement) throw errors.E_PAYMENTS_PIX_TOKEN()
  return agreement
}

/**
 * Receives the payments of a Pix notice. The payment date is that of the municipality's calendars; a Pix is credited at once.
 * Idempotent by end-to-end id: banks repeat their notices and send them out of order.
 */
export async function receivePix(
  tx: Tx,
  ctx: SettlementContext,
  {
    agreement,
    payments,
  }: { readonly agreement: PixAgreement; readonly payments: readonly PixPayment[] }
): Promise<AdviceOutcome[]> {
  const { timeZone } = await municipalityOf(agreement.municipalityId)
  return receiveAdvices(
    tx,
    ctx,
    payments.map((payment) => adviceOf(payment, agreement, timeZone))
  )
}

function adviceOf(payment: PixPayment, agreement: PixAgreement, timeZone: string): Advice {
  const paidOn = dateAt(instantOf(payment), timeZone)
  return {
    identity: `pix_notice/${payment.endToEndId}`,
    channel: 'pix_notice',
    sourceType: 'payments.agreements',
    sourceId: agreement.id,
    agentCode: agreement.agentCode,
    paidOn,
    creditedOn: paidOn,
    amountCents: centsOf(payment),
    feeCents: 0n,
    barcode: null,
    endToEndId: payment.endToEndId,
    txid: payment.txid ?? null,
    authentication: null,
  }
}

function instantOf({ endToEndId, horario }: PixPayment): Date {
  const instant = new Date(horario)
  if (Number.isNaN(instant.getTime()))
    throw errors.E_PAYMENTS_PIX_TIME({ endToEndId, time: horario })
  return instant
}

function centsOf({ endToEndId, valor }: PixPayment): bigint {
  const cents = /^\d{1,10}\.\d{2}$/.test(valor) ? BigInt(valor.replace('.', '')) : 0n
  if (cents === 0n) throw errors.E_PAYMENTS_PIX_AMOUNT({ endToEndId, amount: valor })
  return cents
}
