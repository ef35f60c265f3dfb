import type { Parameter } from '#core/configuration/index'

export const MESSAGES = 'dunning.messages'

/** How debtors are written to by message. */
export interface MessageTerms {
  /** In the order in which they are tried; the first by which the debtor can be reached is used. */
  readonly channels: readonly {
    readonly channel: 'whatsapp' | 'email'
    /** Only contacts whose owner agreed to be written to; one who refused is never written to. */
    readonly needs_consent: boolean
  }[]
  /** How to show a proof of payment, as the message says it. */
  readonly proof: string
  /** A message that arrived is a notice that was delivered: the term of law counts from it. */
  readonly counts_as_delivery: boolean
}

export const messageTerms: Parameter = {
  key: MESSAGES,
  title: 'Mensagens de cobrança',
  help: 'Por onde saem as etapas da política cujo meio é mensagem, a quem se pode escrever e se a entrega conta como notificação.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['channels', 'proof', 'counts_as_delivery'],
    properties: {
      channels: {
        ...{ type: 'array', title: 'Canais', keyedBy: 'channel', minItems: 1, maxItems: 2 },
        description: 'Na ordem em que são tentados. Cada devedor recebe uma mensagem só.',
        items: {
          ...{ type: 'object', additionalProperties: false },
          required: ['channel', 'needs_consent'],
          properties: {
            channel: {
              ...{ enum: ['whatsapp', 'email'], enumTitles: ['WhatsApp', 'E-mail'] },
              ...{ title: 'Canal', description: 'Celular do cliente para o WhatsApp; e-mail.' },
            },
            needs_consent: {
              ...{ type: 'boolean', title: 'Só com autorização' },
              description:
                'Escreve apenas a contatos cujo dono autorizou receber avisos (cadastro do cliente). Quem recusou nunca recebe.',
            },
          },
        },
      },
      proof: {
        ...{ type: 'string', title: 'Como mostrar o comprovante', minLength: 10, maxLength: 200 },
        description: 'Frase da mensagem que diz a quem já pagou como apresentar o comprovante.',
      },
      counts_as_delivery: {
        ...{ type: 'boolean', title: 'A entrega da mensagem vale como notificação' },
        description:
          'Ligado, o prazo de 30 dias da lei conta do dia em que a mensagem chegou. Desligado, a notificação continua à espera da entrega em papel. Ligue só se o regulador aceitar.',
      },
    },
  },
  default: {
    channels: [
      { channel: 'whatsapp', needs_consent: true },
      { channel: 'email', needs_consent: false },
    ],
    proof: 'Responda a esta mensagem com o comprovante ou leve-o ao atendimento.',
    counts_as_delivery: false,
  },
  because:
    'LGPD, arts. 7º e 8º; política do WhatsApp: só a quem autorizou. Lei 11.445/2007, art. 40, § 2º: a prova da notificação é decidida pelo regulador.',
}
