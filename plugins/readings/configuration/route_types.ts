import type { Parameter } from '#core/configuration/index'

export const ROUTE_TYPES = 'readings.route_types'

export interface RouteTypes {
  /** Readings of a day where the type of the locality is not listed, or not registered. */
  readonly others: number
  readonly types: readonly { readonly type: string; readonly readings_per_day: number }[]
}

const perDay = { title: 'Leituras por dia', type: 'integer', minimum: 1, maximum: 2000 }

/** What a route is like in each type of locality (TR-3.2.4.2). */
export const routeTypes: Parameter = {
  key: ROUTE_TYPES,
  title: 'Roteiros por tipologia de localidade',
  help: 'Quantas leituras cabem no dia de um leiturista, conforme a tipologia da localidade: é o tamanho dos roteiros gerados.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['others', 'types'],
    properties: {
      others: { ...perDay, title: 'Leituras por dia nas demais localidades' },
      types: {
        title: 'Por tipologia',
        type: 'array',
        keyedBy: 'type',
        maxItems: 30,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['type', 'readings_per_day'],
          properties: {
            type: {
              title: 'Código da tipologia',
              type: 'string',
              pattern: '^[A-Za-z0-9_-]{1,40}$',
            },
            readings_per_day: perDay,
          },
        },
      },
    },
  },
  default: {
    others: 250,
    types: [
      { type: 'urban', readings_per_day: 300 },
      { type: 'rural', readings_per_day: 80 },
    ],
  },
  because:
    'Prática do setor: um leiturista faz de 250 a 350 leituras por dia na cidade e bem menos onde as casas são distantes.',
}
