import { randomBytes } from 'node:crypto'
import vine from '@vinejs/vine'
import { type Action, rowId } from '#core/actions/index'
import { query, sha256 } from '#core/database/index'
import { errors } from '../errors.ts'
import { lockAgreement } from '../services/agreements.ts'
import { type ApiAgreement, apiAgreementOf, openPsp } from '../services/pix/pix_agreement.ts'
import { PspRefusal, PspUnavailable } from '../services/pix/psp.ts'

const one = vine.create({ id: rowId() })

/** A new secret address for the notices of a bank, given to the bank itself; the one before stops working. */
export const registerPixAddress: Action<{ id: number }, ApiAgreement> = {
  name: 'payments.register_pix_address',
  title: 'Cadastrar no banco o endereço dos avisos de Pix',
  permission: 'payments.write',
  input: one,
  reason: 'none',
  subject: ({ id }) => ({ type: 'payments.agreements', id: BigInt(id) }),
  async run({ tx, municipalityId }, { id }) {
    const { code } = await lockAgreement(tx, municipalityId, BigInt(id))
    const agreement = await apiAgreementOf(tx, municipalityId)
    if (agreement?.id !== BigInt(id)) throw errors.E_PAYMENTS_PIX_NO_CHARGES({ code })
    const token = randomBytes(24).toString('hex')
    await query(tx, 'update payments_agreements set pix_token_hash = ? where id = ?', [
      sha256(token),
      agreement.id,
    ])
    await giveAddress(agreement, `${process.env.APP_URL}/api/payments/pix/${token}`)
    return agreement
  },
  describe: (_input, { code, key }) =>
    `Novo endereço dos avisos de Pix do convênio ${code} cadastrado no banco, para a chave ${key}; o anterior deixou de valer`,
}

/** @throws BusinessError E_PAYMENTS_PIX_BANK */
async function giveAddress(agreement: ApiAgreement, url: string): Promise<void> {
  const psp = await openPsp(agreement)
  try {
    await psp.setWebhook(agreement.key, url)
  } catch (error) {
    if (!(error instanceof PspRefusal || error instanceof PspUnavailable)) throw error
    throw errors.E_PAYMENTS_PIX_BANK({ reason: error.message }, { cause: error })
  } finally {
    psp.close()
  }
}

/** A charge that the bank refused is asked again by the next run, after its cause was mended. */
export const retryPixCharge: Action<{ id: number }, { readonly txid: string }> = {
  name: 'payments.retry_pix_charge',
  title: 'Tentar de novo',
  permission: 'payments.pix',
  input: one,
  reason: 'none',
  subject: ({ id }) => ({ type: 'payments.pix_charges', id: BigInt(id) }),
  async run({ tx, municipalityId }, { id }) {
    const [charge] = await query<{ txid: string }>(
      tx,
      `update payments_pix_charges set state = 'waiting', reason = null
        where municipality_id = ? and id = ? and state = 'refused' returning txid`,
      [municipalityId, id]
    )
    if (!charge) throw errors.E_PAYMENTS_PIX_STATE({ txid: String(id) })
    return charge
  },
  describe: (_input, { txid }) => `Cobrança Pix ${txid} volta a ser pedida ao banco`,
}
