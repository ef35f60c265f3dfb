import type { Parameter } from '#core/configuration/index'

export const VALIDITY = 'metering.validity'

/** How long a verification of a meter is good for, and who is told when it ends. */
export interface ValidityPolicy {
  readonly years: number
  readonly advance_days: number
  readonly team: string
}

const validity: Parameter = {
  key: VALIDITY,
  title: 'Validade dos hidrômetros',
  help: 'Por quantos anos vale a aferição de um hidrômetro instalado, contados dela ou, sem ela, da instalação; com quantos dias de antecedência a troca é pedida, e a que equipe.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['years', 'advance_days', 'team'],
    properties: {
      years: { title: 'Anos de validade', type: 'integer', minimum: 1, maximum: 5 },
      advance_days: {
        title: 'Antecedência do pedido (dias)',
        type: 'integer',
        minimum: 0,
        maximum: 730,
      },
      team: { title: 'Equipe que troca e afere', type: 'string', minLength: 2, maxLength: 80 },
    },
  },
  default: { years: 5, advance_days: 60, team: 'Hidrometria' },
  because: 'Portaria Inmetro 155/2022: verificação periódica a cada cinco anos, no máximo.',
}

export default [validity] as readonly Parameter[]
