import { test } from '@japa/runner'
import { describeExplanation, explainRuleset } from '../../index.ts'
import type { Decision, RulesetContent } from '../../types.ts'
import { DECIMAL, INTEGER, LINES, NULLABLE_DECIMAL, closed, decisionOf, listOf } from './support.ts'

const BLOCKS = [
  { over: 0, to: 10, price: '3.457' },
  { over: 10, to: null, price: '4.149' },
]

const water = {
  brackets: [
    { var: ['volume'] },
    { var: ['economies'] },
    { literal: [BLOCKS] },
    2,
    'half-up',
    'total',
  ],
}

const decision: Decision = {
  ...decisionOf(
    closed({
      category: { type: 'string', enum: ['RES', 'COM'], title: 'Categoria' },
      volume: { ...DECIMAL, title: 'Volume faturado', unit: 'm3' },
      average: { ...NULLABLE_DECIMAL, title: 'Média' },
      economies: { ...INTEGER, title: 'Economias' },
      read_on: { type: 'string', format: 'date', title: 'Data da leitura' },
      days: { ...listOf(INTEGER), title: 'Dias de cada leitura' },
    }),
    closed({
      service: { type: 'string', title: 'Serviço' },
      charge: { ...closed({ amount: DECIMAL, lines: LINES }), title: 'Cobrança' },
    }),
    'all'
  ),
  title: 'Cobranças da fatura',
}

const content: RulesetContent = {
  decision: decision.name,
  default: null,
  examples: [],
  rules: [
    {
      id: 'water',
      title: 'Água residencial',
      because: 'Resolução 12/2026, art. 3º',
      when: { and: [{ '==': [{ var: ['category'] }, 'RES'] }, { '>': [{ var: ['volume'] }, 0] }] },
      then: { service: 'água', charge: water },
    },
    {
      id: 'sewage',
      title: 'Esgoto a 80%',
      because: 'Resolução 12/2026, art. 9º',
      when: { date_on_or_after: [{ var: ['read_on'] }, '2026-01-01'] },
      then: {
        service: 'esgoto',
        charge: {
          object: [
            'amount',
            { round: [{ '*': [{ field: [water, 'amount'] }, '0.8'] }, 2, 'half-up'] },
            'lines',
            { literal: [[]] },
          ],
        },
      },
    },
    {
      id: 'leak',
      title: 'Abatimento por vazamento',
      because: 'Lei 100',
      when: {
        and: [
          { '!': [{ is_null: [{ var: ['average'] }] }] },
          { '>': [{ var: ['volume'] }, { '*': [{ var: ['average'] }, 3] }] },
        ],
      },
      then: { service: 'abatimento', charge: water },
    },
    {
      id: 'long',
      title: 'Período longo',
      because: 'Lei 101',
      when: {
        '>': [
          { sum: [{ var: ['days'] }] },
          { if: [{ some: [{ var: ['days'] }, { '>': [{ var: [''] }, 40] }] }, 60, 90] },
        ],
      },
      then: { service: 'aviso', charge: water },
    },
  ],
}

const FACTS = {
  category: 'RES',
  volume: '1025.5',
  average: '400',
  economies: 2,
  read_on: '2026-01-31',
  days: [31, 45],
}

test.group('Rules | describeExplanation', () => {
  test('tells a clerk which rules applied, by what law, and how each amount came about', ({
    assert,
  }) => {
    const lines = describeExplanation(explainRuleset(decision, content, FACTS))
    assert.deepEqual(lines, SNAPSHOT)
  })

  test('tells rules that were not tried and the default', ({ assert }) => {
    const first = decisionOf(decision.facts, closed({ x: INTEGER }), 'first')
    const rule = (when: boolean) => ({
      id: `r${when}`,
      title: `Regra ${when}`,
      because: 'Lei 1',
      when,
      then: { x: 1 },
    })
    const rules = { decision: first.name, examples: [], default: { x: 0 } }
    const explain = (list: RulesetContent['rules']) =>
      describeExplanation(explainRuleset(first, { ...rules, rules: list }, FACTS))
    assert.deepEqual(explain([rule(true), rule(false)]), [
      'Decisão de teste',
      'Regra "Regra true": aplicada. Fundamento: Lei 1.',
      '  Condição: sempre.',
      '  x: 1',
      'Regra "Regra false": não foi tentada, porque uma regra anterior já respondeu.',
    ])
    assert.deepEqual(explain([rule(false)]), [
      'Decisão de teste',
      'Regra "Regra false": não se aplica; a condição é sempre falsa.',
      'Nenhuma regra se aplica: vale o resultado padrão.',
    ])
  })
})

const SNAPSHOT: readonly string[] = [
  'Cobranças da fatura',
  'Regra "Água residencial": aplicada. Fundamento: Resolução 12/2026, art. 3º.',
  '  Condição: (Categoria (RES) é igual a RES) e (Volume faturado (1.025,5) é maior que 0).',
  '  Serviço: "água"',
  '  Cobrança: faixas de consumo, volume em m³: Volume faturado (1.025,5); limites multiplicados por: Economias (2)',
  '    de 0 a 20 m³: 20 m³ × R$ 3,457 = R$ 69,14',
  '    acima de 20 m³: 1.005,5 m³ × R$ 4,149 = R$ 4.171,82',
  '    Soma: R$ 4.240,96',
  'Regra "Esgoto a 80%": aplicada. Fundamento: Resolução 12/2026, art. 9º.',
  '  Condição: Data da leitura (31/01/2026) é a partir de 01/01/2026.',
  '  Serviço: "esgoto"',
  '  Cobrança:',
  '    amount: 3.392,77, de amount (4.240,96) × 0,8 arredondado (2 casas, meio para cima)',
  '      de 0 a 20 m³: 20 m³ × R$ 3,457 = R$ 69,14',
  '      acima de 20 m³: 1.005,5 m³ × R$ 4,149 = R$ 4.171,82',
  '      Soma: R$ 4.240,96',
  '    lines: []',
  'Regra "Abatimento por vazamento": não se aplica, porque Volume faturado (1.025,5) não é maior que (Média (400) × 3).',
  'Regra "Período longo": aplicada. Fundamento: Lei 101.',
  '  Condição: Soma de uma lista (Dias de cada leitura ([31, 45])) é maior que 60, porque Algum: Dias de cada leitura ([31, 45]) → sim.',
  '  Serviço: "aviso"',
  '  Cobrança: faixas de consumo, volume em m³: Volume faturado (1.025,5); limites multiplicados por: Economias (2)',
  '    de 0 a 20 m³: 20 m³ × R$ 3,457 = R$ 69,14',
  '    acima de 20 m³: 1.005,5 m³ × R$ 4,149 = R$ 4.171,82',
  '    Soma: R$ 4.240,96',
]
