import type { Parameter } from '#core/configuration/index'

/** `receivables.collection_fees`: what the utility keeps of what it collects for others; nobody listed pays nothing. */
export const collectionFees: Parameter = {
  key: 'receivables.collection_fees',
  title: 'Remuneração pela arrecadação de terceiros',
  help: 'Quantos por cento do que arrecada para cada terceiro o prestador retém no repasse. Vale o do último dia do mês do repasse; quem não está na lista recebe tudo.',
  schema: {
    type: 'array',
    title: 'Beneficiários',
    keyedBy: 'beneficiary',
    maxItems: 30,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['beneficiary', 'percent'],
      properties: {
        beneficiary: {
          title: 'Código do beneficiário',
          type: 'string',
          pattern: '^[a-z0-9_]{1,40}$',
        },
        percent: {
          title: 'Retido (%)',
          type: 'string',
          pattern: '^\\d{1,2}(\\.\\d{1,4})?$',
        },
      },
    },
  },
  default: [],
  because: 'Padrão do produto: nada se retém sem convênio que o diga.',
}
