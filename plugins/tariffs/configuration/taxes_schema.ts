const DATE = { type: 'string', format: 'date' }

/** Taxes with their dated rates, as administrators write them. */
export const TAXES_SCHEMA = {
  type: 'array',
  maxItems: 20,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['code', 'title', 'rates'],
    properties: {
      code: { title: 'Código', type: 'string', pattern: '^[A-Z0-9_]{2,12}$' },
      title: { title: 'Nome na fatura', type: 'string', minLength: 2, maxLength: 60 },
      rates: {
        title: 'Alíquotas',
        type: 'array',
        minItems: 1,
        maxItems: 60,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['from', 'until', 'percent'],
          properties: {
            from: { ...DATE, title: 'Desde' },
            until: { ...DATE, type: ['string', 'null'], title: 'Até (vazio: até a próxima)' },
            percent: {
              title: 'Alíquota (%)',
              type: 'string',
              pattern: '^\\d{1,2}(\\.\\d{1,4})?$',
            },
          },
        },
      },
    },
  },
}
