import vine from '@vinejs/vine'
import type { Action } from '#core/actions/index'
import { formatMoney } from '#core/money/index'
import type { AdviceOutcome } from '#plugins/receivables/api'
import { errors } from '../errors.ts'
import { agreementOfToken, receivePix } from '../services/receive_pix.ts'

export interface PixNoticeInput {
  readonly token: string
  readonly pix: readonly {
    readonly endToEndId: string
    readonly txid?: string
    readonly valor: string
    readonly horario: string
  }[]
}

const count = (outcomes: readonly AdviceOutcome[], wanted: AdviceOutcome['outcome']) =>
  outcomes.filter(({ outcome }) => outcome === wanted).length

const totalOf = ({ pix }: PixNoticeInput) =>
  pix.reduce((sum, { valor }) => sum + BigInt(valor.replace('.', '')), 0n)

/** The notice that a bank posts when Pix payments arrive (API Pix, webhook). */
export const pixNotice: Action<PixNoticeInput, AdviceOutcome[]> = {
  name: 'payments.pix_notice',
  title: 'Receber aviso de Pix',
  permission: 'payments.import',
  input: vine.create({
    token: vine.string().minLength(16).maxLength(200),
    pix: vine
      .array(
        vine.object({
          endToEndId: vine.string().regex(/^E[0-9A-Za-z]{31}$/),
          txid: vine
            .string()
            .regex(/^[0-9A-Za-z]{1,35}$/)
            .optional(),
          valor: vine.string().regex(/^\d{1,10}\.\d{2}$/),
          horario: vine.string().maxLength(40),
        })
      )
      .minLength(1)
      .maxLength(1000),
  }),
  reason: 'none',
  subject: () => null,
  async run(context, { token, pix }) {
    const agreement = await agreementOfToken(context.tx, token)
    if (agreement.municipalityId !== context.municipalityId) throw errors.E_PAYMENTS_PIX_TOKEN()
    return receivePix(context.tx, context, { agreement, payments: pix })
  },
  describe(input, outcomes) {
    const repeated = count(outcomes, 'repeated')
    const tail = repeated ? `, ${repeated} já conhecido${repeated > 1 ? 's' : ''}` : ''
    return `Aviso de Pix: ${outcomes.length} pagamento${outcomes.length > 1 ? 's' : ''}, ${formatMoney(totalOf(input))}${tail}`
  },
}
