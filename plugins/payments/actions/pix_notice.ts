import vine from '@vinejs/vine'
import type { Action } from '#core/actions/index'
import { formatMoney } from '#core/money/index'
import { errors } from '../errors.ts'
import { type ReceivedPix, agreementOfToken, receivePix } from '../services/receive_pix.ts'

export interface PixNoticeInput {
  readonly token: string
  /** As the bank posts them (API Pix, `pix[]`); each is judged by itself. */
  readonly pix: readonly unknown[]
}

const some = (count: number, one: string, many: string) => `${count} ${count === 1 ? one : many}`

/** The notice that a bank posts when Pix payments arrive (API Pix, webhook). */
export const pixNotice: Action<PixNoticeInput, ReceivedPix> = {
  name: 'payments.pix_notice',
  title: 'Receber aviso de Pix',
  permission: 'payments.import',
  input: vine.create({
    token: vine.string().minLength(16).maxLength(200),
    pix: vine.array(vine.any().nullable()).minLength(1).maxLength(1000),
  }),
  reason: 'none',
  subject: () => null,
  async run(context, { token, pix }) {
    const agreement = await agreementOfToken(context.tx, token)
    if (agreement.municipalityId !== context.municipalityId) throw errors.E_PAYMENTS_PIX_TOKEN()
    return receivePix(context.tx, context, { agreement, payments: pix })
  },
  trail: (_input, { refused }) => ({
    refused: refused.map(({ endToEndId, content, reason }) => ({ endToEndId, content, reason })),
  }),
  describe(_input, { outcomes, totalCents, refused }) {
    const repeated = outcomes.filter(({ outcome }) => outcome === 'repeated').length
    const parts = [
      `Aviso de Pix: ${some(outcomes.length, 'pagamento', 'pagamentos')}`,
      formatMoney(totalCents),
      ...(repeated ? [some(repeated, 'já conhecido', 'já conhecidos')] : []),
      ...(refused.length ? [some(refused.length, 'recusado', 'recusados')] : []),
    ]
    return parts.join(', ')
  },
}
