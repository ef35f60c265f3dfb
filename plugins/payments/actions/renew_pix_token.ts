import { randomBytes } from 'node:crypto'
import vine from '@vinejs/vine'
import type { Action } from '#core/actions/index'
import { query, sha256 } from '#core/database/index'
import { type Agreement, lockAgreement } from '../services/agreements.ts'

export interface RenewedToken {
  readonly agreement: Agreement
  /** Given once: only its hash is kept. */
  readonly token: string
}

/** A new access code for the bank's Pix notices; the one before stops working. */
export const renewPixToken: Action<{ id: bigint }, RenewedToken> = {
  name: 'payments.renew_pix_token',
  title: 'Gerar código de acesso dos avisos de Pix',
  permission: 'payments.write',
  input: vine.create({
    id: vine
      .string()
      .regex(/^\d{1,18}$/)
      .transform((value) => BigInt(value)),
  }),
  reason: 'none',
  subject: ({ id }) => ({ type: 'payments.agreements', id }),
  async run({ tx, municipalityId }, { id }) {
    const agreement = await lockAgreement(tx, municipalityId, id)
    const token = randomBytes(24).toString('hex')
    await query(tx, 'update payments_agreements set pix_token_hash = ? where id = ?', [
      sha256(token),
      id,
    ])
    return { agreement, token }
  },
  describe: (_input, { agreement }) =>
    `Novo código de acesso dos avisos de Pix do convênio ${agreement.code}; o anterior deixou de valer`,
}
