import type { Parameter } from '#core/configuration/index'

export const APPORTIONMENT = 'accounting.apportionment'

/** How the provider's accounts are shared among the municipalities that it serves. */
export const apportionmentParameter: Parameter = {
  key: APPORTIONMENT,
  title: 'Rateio das despesas por município (AG010)',
  help: 'Para quem atende mais de um município: o volume de água consumido (AG010, em 1.000 m³) de cada um em cada ano, pelo qual as despesas da dívida e a depreciação se dividem. Sem nenhum volume do ano, tudo é deste município.',
  schema: {
    type: 'array',
    maxItems: 2000,
    items: {
      type: 'object',
      additionalProperties: false,
      required: ['year', 'municipality', 'volume'],
      properties: {
        year: { title: 'Ano', type: 'integer', minimum: 2000, maximum: 2200 },
        municipality: { title: 'Município', type: 'string', minLength: 2, maxLength: 80 },
        volume: {
          title: 'Água consumida (1.000 m³)',
          type: 'string',
          pattern: String.raw`^\d{1,12}(\.\d{1,6})?$`,
        },
      },
    },
  },
  default: [],
  because: 'Manual Acertar (2017): FN016, FN019 e FN037 são rateadas por AG010.',
}
