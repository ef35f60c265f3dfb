import type { Decision, Example, Expression, JsonSchema, Rule } from '#core/rules/index'

const closed = (properties: Record<string, JsonSchema>): JsonSchema => ({
  ...{ type: 'object', additionalProperties: false, required: Object.keys(properties) },
  properties,
})
const count = (title: string, unit: string): JsonSchema => ({
  ...{ type: 'integer', title, minimum: 0, unit },
})
const optional = (title: string, unit: string): JsonSchema => ({
  ...count(title, unit),
  type: ['integer', 'null'],
})

const FACTS = closed({
  today: { type: 'string', format: 'date', title: 'Dia da execução' },
  situation: {
    ...{ type: 'string', title: 'Situação da ligação de água', maxLength: 20 },
    namedBy: 'registry.connections#situation',
  },
  days_in_situation: count('Há quantos dias está nela', 'days'),
  category: {
    ...{ type: ['string', 'null'], title: 'Categoria principal', maxLength: 6 },
    namedBy: 'registry.categories',
  },
  zero_months: count('Meses seguidos de consumo medido zero', 'months'),
  unread_months: count('Meses seguidos sem leitura', 'months'),
  last_m3: {
    ...{ type: ['string', 'null'], format: 'decimal', title: 'Consumo medido no último mês' },
    unit: 'm3',
  },
  drop_percent: optional('Queda do último mês contra a média dos anteriores', 'percent'),
  days_since_inspection: optional('Dias desde a última fiscalização feita', 'days'),
  cut_days: count('Parâmetro: cortado há mais de', 'days'),
  rest_days: count('Parâmetro: sem nova fiscalização por', 'days'),
})

const OUTCOME = closed({
  service: {
    ...{ type: ['string', 'null'], title: 'Serviço pedido (nenhum: vazio)', maxLength: 40 },
    namedBy: 'services.types',
  },
  reason: { type: 'string', title: 'Motivo escrito na ordem', maxLength: 200 },
})

const fact = (name: string): Expression => ({ var: [name] })
const known = (name: string): Expression => ({ '!': [{ is_null: [fact(name)] }] })
const NONE = { service: null, reason: '' }
const CONSUMED_WHILE_CUT = {
  ...{ service: 'fraud_inspection', reason: 'Consumo medido em ligação que não está ativa' },
}
const LONG_CUT = {
  ...{ service: 'fraud_inspection', reason: 'Ligação cortada há mais tempo que o limite' },
}
const ZERO = {
  ...{ service: 'consumption_inspection', reason: 'Consumo zero por três meses seguidos' },
}
const BECAUSE = 'Critério do prestador; Termo de Referência, itens 3.2.7.20 e 3.2.7.22.3'

const rules: readonly Rule[] = [
  {
    id: 'cut_with_consumption',
    title: 'Consumo em ligação que não está ativa',
    when: {
      and: [
        { '!=': [fact('situation'), 'active'] },
        known('last_m3'),
        { '>': [fact('last_m3'), 0] },
      ],
    },
    then: CONSUMED_WHILE_CUT,
    because: BECAUSE,
  },
  {
    id: 'inspected',
    title: 'Fiscalizado há pouco',
    when: {
      and: [
        known('days_since_inspection'),
        { '<': [fact('days_since_inspection'), fact('rest_days')] },
      ],
    },
    then: NONE,
    because: BECAUSE,
  },
  {
    id: 'long_cut',
    title: 'Cortado há mais dias que o limite',
    when: {
      and: [
        { in: [fact('situation'), { literal: [['cut_standpipe', 'cut_branch']] }] },
        { '>': [fact('days_in_situation'), fact('cut_days')] },
      ],
    },
    then: LONG_CUT,
    because: BECAUSE,
  },
  {
    id: 'zero',
    title: 'Consumo zero por três meses seguidos',
    when: {
      and: [{ '==': [fact('situation'), 'active'] }, { '>=': [fact('zero_months'), 3] }],
    },
    then: ZERO,
    because: BECAUSE,
  },
]

const ORDINARY = {
  ...{ today: '2026-11-22', situation: 'active', days_in_situation: 900, category: 'RES' },
  ...{ zero_months: 0, unread_months: 0, last_m3: '14', drop_percent: 0 },
  ...{ days_since_inspection: null, cut_days: 60, rest_days: 180 },
}
const CUT = { situation: 'cut_standpipe', last_m3: '0', zero_months: 1 }
const example = (
  title: string,
  facts: Partial<Record<keyof typeof ORDINARY, unknown>>,
  outcome: Example['outcome']
): Example => ({ title, facts: { ...ORDINARY, ...facts }, outcome })

/** `irregularities.inspection`: which premises are to be inspected, by what their last months say. */
export const inspectionDecision: Decision = {
  name: 'irregularities.inspection',
  title: 'Critérios de fiscalização',
  facts: FACTS,
  outcome: OUTCOME,
  hit: 'first',
  dates: [{ key: 'today', title: 'Dia da execução' }],
  ruleset: {
    decision: 'irregularities.inspection',
    rules,
    default: NONE,
    examples: [
      example('Consumo de costume', {}, NONE),
      example('Dois meses de zero', { zero_months: 2, last_m3: '0' }, NONE),
      example('Três meses de zero', { zero_months: 3, last_m3: '0' }, ZERO),
      example('Cortado há 61 dias', { ...CUT, days_in_situation: 61 }, LONG_CUT),
      example('Cortado há 30 dias', { ...CUT, days_in_situation: 30 }, NONE),
      example('Cortado e consumindo', { ...CUT, last_m3: '7' }, CONSUMED_WHILE_CUT),
      example(
        'Três meses de zero, fiscalizado há um mês',
        { zero_months: 3, last_m3: '0', days_since_inspection: 30 },
        NONE
      ),
    ],
  },
}
