import type { Decision, Example, Expression, JsonSchema, Rule } from '#core/rules/index'

const closed = (properties: Record<string, JsonSchema>): JsonSchema => ({
  ...{ type: 'object', additionalProperties: false, required: Object.keys(properties) },
  properties,
})
const count = (title: string, unit?: string): JsonSchema => ({
  ...{ type: 'integer', title, minimum: 0 },
  ...(unit ? { unit } : {}),
})
const decimal = (title: string): JsonSchema => ({
  ...{ type: 'string', format: 'decimal', title, unit: 'BRL' },
})
const flag = (title: string): JsonSchema => ({ type: 'boolean', title })

const FACTS = closed({
  today: { type: 'string', format: 'date', title: 'Dia da seleção' },
  purpose: {
    ...{ type: 'string', title: 'Órgão', enum: ['listing', 'protest'] },
    enumTitles: ['Proteção ao crédito', 'Cartório de protesto'],
  },
  customer_kind: {
    ...{ type: 'string', title: 'Tipo de pessoa', maxLength: 20 },
    namedBy: 'registry.customers#kind',
  },
  is_minor: flag('Menor de 18 anos'),
  is_deceased: flag('Falecido ou encerrado'),
  has_social_tariff: flag('Com tarifa social'),
  items: count('Débitos vencidos que podem ser registrados'),
  debt: decimal('Soma desses débitos'),
  oldest_days: count('Dias de atraso do mais antigo', 'days'),
  min_items: count('Parâmetro: mínimo de débitos'),
  min_debt: decimal('Parâmetro: dívida mínima'),
})

const OUTCOME = closed({
  listed: flag('Entra no lote'),
  reason: { type: 'string', title: 'Por que não', maxLength: 200 },
})

const fact = (name: string): Expression => ({ var: [name] })
const out = (reason: string) => ({ listed: false, reason })
const POLICY = 'Critério do prestador'

const rules: readonly Rule[] = [
  {
    ...{ id: 'public_body', title: 'Órgão público', then: out('Órgão público') },
    when: { '==': [fact('customer_kind'), 'public_body'] },
    because: 'Constituição, art. 100: a Fazenda Pública paga por outra via',
  },
  {
    ...{ id: 'deceased', title: 'Falecido ou encerrado', then: out('Falecido ou encerrado') },
    when: fact('is_deceased'),
    because: 'Código Civil, arts. 6º e 1.997: responde o espólio, não o nome de quem morreu',
  },
  {
    ...{ id: 'minor', title: 'Menor de idade', then: out('Menor de 18 anos') },
    when: fact('is_minor'),
    because: 'Código Civil, arts. 3º e 4º: não responde por si',
  },
  {
    ...{ id: 'social', title: 'Tarifa social', then: out('Tem tarifa social') },
    when: fact('has_social_tariff'),
    because: `${POLICY}; Lei 14.898/2024`,
  },
  {
    ...{ id: 'few', title: 'Poucos débitos', then: out('Menos débitos vencidos que o mínimo') },
    when: { '<': [fact('items'), fact('min_items')] },
    because: 'Termo de Referência, item 3.2.9.16.1',
  },
  {
    ...{ id: 'low', title: 'Dívida pequena', then: out('Dívida menor que o mínimo') },
    when: { '<': [fact('debt'), fact('min_debt')] },
    because: 'Termo de Referência, item 3.2.9.16.2',
  },
]

const LISTED = { listed: true, reason: '' }
const ORDINARY = {
  ...{ today: '2026-11-23', purpose: 'listing', customer_kind: 'person', is_minor: false },
  ...{ is_deceased: false, has_social_tariff: false, items: 3, debt: '200.00' },
  ...{ oldest_days: 120, min_items: 3, min_debt: '200.00' },
}
const example = (
  title: string,
  facts: Partial<Record<keyof typeof ORDINARY, unknown>>,
  outcome: Example['outcome']
): Example => ({ title, facts: { ...ORDINARY, ...facts }, outcome })

/**
 * `bureaus.eligibility`: which debtors enter a lot. It is asked only of debts that the law admits (`domain/obstacles.ts`): rules
 * may leave more people out, never bring in what lacks a notice, is suspended, in agreement or older than five years.
 */
export const eligibilityDecision: Decision = {
  name: 'bureaus.eligibility',
  title: 'Quem se negativa ou protesta',
  facts: FACTS,
  outcome: OUTCOME,
  hit: 'first',
  dates: [{ key: 'today', title: 'Dia da seleção' }],
  ruleset: {
    decision: 'bureaus.eligibility',
    rules,
    default: LISTED,
    examples: [
      example('Três débitos e R$ 200,00, com mínimo de 3 e de R$ 200,00', {}, LISTED),
      example(
        'Dois débitos, com mínimo de 3',
        { items: 2 },
        out('Menos débitos vencidos que o mínimo')
      ),
      example(
        'R$ 199,99, com mínimo de R$ 200,00',
        { debt: '199.99' },
        out('Dívida menor que o mínimo')
      ),
      example('Órgão público', { customer_kind: 'public_body' }, out('Órgão público')),
      example('Falecido', { is_deceased: true }, out('Falecido ou encerrado')),
      example('Menor', { is_minor: true }, out('Menor de 18 anos')),
      example('Tarifa social', { has_social_tariff: true }, out('Tem tarifa social')),
    ],
  },
}
