import type { Parameter } from '#core/configuration/index'
import type { ChannelName } from './types.ts'

const EMAIL_PER_MINUTE = 'messaging.email_per_minute'
const EMAIL_COST = 'messaging.email_cost_cents'
const WHATSAPP_PER_MINUTE = 'messaging.whatsapp_per_minute'
const WHATSAPP_COST = 'messaging.whatsapp_cost_cents'

/** How many may leave by each channel in a minute. */
export const PER_MINUTE: Readonly<Record<ChannelName, string>> = {
  email: EMAIL_PER_MINUTE,
  whatsapp: WHATSAPP_PER_MINUTE,
}

/** What each costs; of WhatsApp, once it is delivered. */
export const COST: Readonly<Record<ChannelName, string>> = {
  email: EMAIL_COST,
  whatsapp: WHATSAPP_COST,
}

export const messagingParameters: readonly Parameter[] = [
  {
    key: EMAIL_PER_MINUTE,
    title: 'E-mails por minuto',
    help: 'Quantos e-mails saem por minuto, no máximo. Os provedores recusam quem manda mais do que combinou.',
    schema: { type: 'integer', minimum: 1, maximum: 100_000 },
    default: 120,
    because: 'Limite usual dos provedores de e-mail; confira no contrato.',
  },
  {
    key: EMAIL_COST,
    title: 'Custo de um e-mail',
    help: 'Quanto o provedor cobra por e-mail enviado; fica gravado em cada mensagem.',
    schema: { type: 'integer', unit: 'cents', minimum: 0, maximum: 10_000 },
    default: 0,
    because: 'Contrato com o provedor de e-mail.',
  },
  {
    key: WHATSAPP_PER_MINUTE,
    title: 'Mensagens de WhatsApp por minuto',
    help: 'Quantas mensagens saem por minuto, no máximo. Um número novo pode escrever a poucas pessoas por dia; o limite sobe com a qualidade.',
    schema: { type: 'integer', minimum: 1, maximum: 60_000 },
    default: 600,
    because: 'Bem abaixo do que a API aceita (80 por segundo); confira o limite da conta.',
  },
  {
    key: WHATSAPP_COST,
    title: 'Custo de uma mensagem de WhatsApp',
    help: 'Quanto se paga por mensagem entregue, com impostos e a tarifa do provedor; fica gravado em cada mensagem que o WhatsApp diz ter cobrado.',
    schema: { type: 'integer', unit: 'cents', minimum: 0, maximum: 10_000 },
    default: 0,
    because: 'Tabela da Meta em vigor e contrato com o provedor.',
  },
]
