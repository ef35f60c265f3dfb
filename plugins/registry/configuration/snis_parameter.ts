import type { Parameter } from '#core/configuration/index'
import type { Json } from '#core/database/index'

export const SNIS_QUANTITIES = 'registry.snis_quantities'

export const DEFAULT_SNIS_QUANTITIES = {
  residential: ['RES'],
  inactive: ['cut_standpipe', 'cut_branch', 'plugged', 'suppressed'],
} as const

/** What counts as residential, and as an inactive connection. */
export const snisParameter: Parameter = {
  key: SNIS_QUANTITIES,
  title: 'Quantidades do ano para o SNIS e o SINISA',
  help: 'As categorias residenciais, e as situações em que uma ligação inativa ainda conta no total de ligações (AG021).',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['residential', 'inactive'],
    properties: {
      residential: {
        title: 'Categorias residenciais',
        type: 'array',
        maxItems: 20,
        items: { type: 'string', maxLength: 6, namedBy: 'registry.categories' },
      },
      inactive: {
        title: 'Situações inativas que contam',
        type: 'array',
        maxItems: 4,
        items: {
          title: 'Situação',
          enum: ['cut_standpipe', 'cut_branch', 'plugged', 'suppressed'],
          enumTitles: ['Cortada no cavalete', 'Cortada no ramal', 'Tamponada', 'Suprimida'],
        },
      },
    },
  },
  default: DEFAULT_SNIS_QUANTITIES as unknown as Json,
  because: 'Glossários do SNIS e do SINISA: AG013 e AG021.',
}
