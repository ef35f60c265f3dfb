import type { Decision, Expression, JsonSchema } from '#core/rules/index'

const FACTS: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['days', 'category'],
  properties: {
    days: {
      type: 'integer',
      title: 'Dias de atraso (0 quando não venceu)',
      unit: 'days',
      minimum: 0,
    },
    category: {
      type: ['string', 'null'],
      title: 'Categoria',
      maxLength: 40,
      namedBy: 'registry.categories',
    },
  },
}

const OUTCOME: JsonSchema = {
  type: 'object',
  additionalProperties: false,
  required: ['percent'],
  properties: {
    percent: {
      type: 'string',
      format: 'decimal',
      title: 'Quanto se espera não receber',
      unit: 'percent',
    },
  },
}

const BECAUSE =
  'MCASP, parte III (ajuste para perdas): taxas do exemplo da matriz por idade; o prestador as tira do próprio histórico e as revê todo ano'

/** Days overdue from which a rate holds, the oldest first. */
const BANDS: readonly (readonly [from: number, percent: string])[] = [
  [361, '95'],
  [181, '50'],
  [91, '25'],
  [31, '8'],
  [1, '2'],
]

const since = (days: number): Expression => ({ '>=': [{ var: ['days'] }, days] })

/** `accounting.provision`: the share of a debt that is expected never to be paid, by its age and category (DECISIONS 35). */
export const provisionDecision: Decision = {
  name: 'accounting.provision',
  title: 'Provisão de devedores duvidosos',
  facts: FACTS,
  outcome: OUTCOME,
  hit: 'first',
  dates: [{ key: 'position_on', title: 'Data da posição' }],
  ruleset: {
    decision: 'accounting.provision',
    default: { percent: '0.5' },
    rules: BANDS.map(([from, percent]) => ({
      id: `from_${from}_days`,
      title: from === 361 ? 'Mais de 360 dias de atraso' : `${from} dias de atraso ou mais`,
      when: since(from),
      then: { percent },
      because: BECAUSE,
    })),
    examples: [
      {
        title: 'Ainda não venceu',
        facts: { days: 0, category: 'RES' },
        outcome: { percent: '0.5' },
      },
      ...BANDS.map(([from, percent]) => ({
        title: `${from} dias de atraso`,
        facts: { days: from, category: 'RES' },
        outcome: { percent },
      })),
    ],
  },
}
