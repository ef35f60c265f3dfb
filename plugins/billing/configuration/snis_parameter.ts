import type { Parameter } from '#core/configuration/index'
import type { Json } from '#core/database/index'

export const SNIS_VOLUMES = 'billing.snis_volumes'

export const DEFAULT_SNIS_VOLUMES = {
  collected_percent: 80,
  billed_percent: 80,
  informed: [],
} as const

const percent = (title: string) => ({ title, type: 'integer', minimum: 0, maximum: 100 })
const m3 = (title: string) => ({ title, type: 'integer', minimum: 0, maximum: 999_999_999 })

/** What the yearly volumes need and no bill says. */
export const snisParameter: Parameter = {
  key: SNIS_VOLUMES,
  title: 'Volumes do ano para o SNIS e o SINISA',
  help: 'O coeficiente de retorno do esgoto, e o que cada ano teve de água exportada (AG019) e de esgoto importado faturado (ES013), em m³, que não passa por faturas de imóveis.',
  schema: {
    type: 'object',
    additionalProperties: false,
    required: ['collected_percent', 'billed_percent', 'informed'],
    properties: {
      collected_percent: percent('Esgoto coletado, do consumo de água e de fontes próprias (%)'),
      billed_percent: percent('Esgoto faturado, do volume de água faturado (%)'),
      informed: {
        title: 'Volumes informados',
        type: 'array',
        maxItems: 60,
        items: {
          type: 'object',
          additionalProperties: false,
          required: ['year', 'exported_m3', 'imported_sewage_m3'],
          properties: {
            year: { title: 'Ano', type: 'integer', minimum: 1990, maximum: 2100 },
            exported_m3: m3('Água tratada exportada (m³)'),
            imported_sewage_m3: m3('Esgoto importado faturado (m³)'),
          },
        },
      },
    },
  },
  default: DEFAULT_SNIS_VOLUMES as unknown as Json,
  because: 'Glossários do SNIS e do SINISA: ES005, em geral de 80 % a 85 % da água consumida.',
}
