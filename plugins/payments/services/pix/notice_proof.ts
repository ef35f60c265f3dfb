import { createHmac, timingSafeEqual } from 'node:crypto'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { appendEntry } from '#core/audit/index'
import { clock } from '#core/calendar/index'
import { sha256 } from '#core/database/index'
import { errors } from '../../errors.ts'
import type { NotifiedAgreement } from '../receive_pix.ts'
import { type Connection, readConnection } from './connection.ts'

/** A notice as it came. */
export interface NoticeAsSent {
  /** The bytes of the body, as text. */
  readonly body: string
  header(name: string): string | null
  readonly address: string
}

/**
 * Refuses a notice that does not prove its origin as the settings of the connection ask: by a signature of the body (HMAC-SHA256) or
 * by the certificate that a proxy in front of the product checked. The refusal is written in the audit trail; nothing else is kept.
 * Without such settings the secret address is the proof.
 * @throws BusinessError E_PAYMENTS_PIX_PROOF
 */
export async function requireProof(
  agreement: NotifiedAgreement,
  notice: NoticeAsSent
): Promise<void> {
  if (agreement.connection === null) return
  const { notices } = await readConnection(agreement.connection)
  const problem = signatureProblem(notices, notice) ?? certificateProblem(notices, notice)
  if (problem === null) return
  await recordRefusal(agreement, notice, problem)
  throw errors.E_PAYMENTS_PIX_PROOF({ problem })
}

type Asked = Connection['notices']

function signatureProblem(asked: Asked, { header, body }: NoticeAsSent): string | null {
  if (!asked?.signature) return null
  const given = header(asked.signature.header)
  if (given === null) return 'falta a assinatura'
  const mac = createHmac('sha256', asked.signature.secret).update(body).digest()
  const text = given.trim().replace(/^sha256=/i, '')
  const isRight =
    isSame(text.toLowerCase(), mac.toString('hex')) || isSame(text, mac.toString('base64'))
  return isRight ? null : 'a assinatura não confere'
}

function certificateProblem(asked: Asked, { header }: NoticeAsSent): string | null {
  if (!asked?.certificate) return null
  const { certificate } = asked
  const verdict = header(certificate.header)
  if (verdict === null) return 'falta o certificado do banco'
  if (!isSame(verdict, certificate.value)) return 'o certificado do banco não foi aceito'
  if (!certificate.fingerprint || !certificate.fingerprintHeader) return null
  const shown = plain(header(certificate.fingerprintHeader) ?? '')
  return isSame(shown, plain(certificate.fingerprint)) ? null : 'o certificado é de outro'
}

const plain = (fingerprint: string): string => fingerprint.replaceAll(':', '').toLowerCase()

/** In the same time whatever differs. */
const isSame = (one: string, other: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(one)), Buffer.from(sha256(other)))

async function recordRefusal(
  { id, municipalityId, agentName }: NotifiedAgreement,
  { address, body }: NoticeAsSent,
  problem: string
): Promise<void> {
  await db.transaction((tx) =>
    appendEntry(tx, {
      ...{
        municipalityId,
        at: clock.now(),
        actor: systemActor(municipalityId, `Pix de ${agentName}`),
      },
      ...{
        action: 'payments.pix_notice',
        subject: { type: 'payments.agreements', id },
        reason: null,
      },
      description: `Recusado: aviso de Pix, ${problem}`,
      payload: { refused: 'E_PAYMENTS_PIX_PROOF', problem, address, body_sha256: sha256(body) },
    })
  )
}
