import type { Parameter } from '#core/configuration/index'

export const EMAIL_PER_MINUTE = 'messaging.email_per_minute'
export const EMAIL_COST = 'messaging.email_cost_cents'

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
]
