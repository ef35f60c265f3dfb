import { test } from '@japa/runner'
import { runExamples } from '../../index.ts'
import type { Example, HitPolicy } from '../../types.ts'
import { errorOf } from './evaluators.ts'
import { DECIMAL, TEXT, closed, contentOf, decisionOf } from './support.ts'

const RULES: Parameters<typeof contentOf>[0] = [
  { when: { '>': [{ var: ['volume'] }, 20] }, then: { price: '5.00' } },
  { when: { '>': [{ var: ['volume'] }, 10] }, then: { price: { lookup: ['price/mid'] } } },
  { when: { '==': [{ var: ['volume'] }, 3] }, then: { price: { divide: [1, 0, 2, 'up'] } } },
]

const decision = (hit: HitPolicy = 'first') =>
  decisionOf(closed({ volume: DECIMAL }), closed({ price: { ...DECIMAL } }), hit)

function run(examples: readonly Example[], hit: HitPolicy = 'first') {
  const content = { ...contentOf(RULES, { price: '1' }), examples }
  return runExamples(decision(hit), content)
}

const example = (volume: unknown, outcome: unknown, lookups = {}): Example => ({
  title: `${String(volume)} m³`,
  facts: { volume },
  outcome,
  lookups,
})

test.group('Rules | runExamples', () => {
  test('an example passes when the outcome is the same, decimals by value', ({ assert }) => {
    const report = run([example('21', { price: '5' }), example('1.5', { price: '1.000' })])
    assert.isTrue(report.passed)
    assert.deepEqual(report.results[0], {
      title: '21 m³',
      passed: true,
      expected: { price: '5' },
      actual: { price: '5' },
      hits: [{ rule: 'r1', because: 'Lei 1' }],
    })
  })

  test('tells the rules that no passing example hits', ({ assert }) => {
    const report = run([
      example('21', { price: '5' }),
      example('11', { price: '9' }, { 'price/mid': '2' }),
    ])
    assert.isFalse(report.passed)
    assert.deepEqual(report.uncovered, ['r2', 'r3'])
    assert.deepEqual(report.results[1]?.actual, { price: '2' })
  })

  test('an error of the rules, of the facts or of the expectation fails the example alone', ({
    assert,
  }) => {
    const report = run([
      example('3', { price: '1' }),
      example(3, { price: '1' }),
      example('21', { prise: '5' }),
      example('11', { price: '2' }, { 'price/mid': 'two' }),
      example('21', { price: '5' }),
    ])
    assert.deepEqual(
      report.results.map(({ passed, error }) =>
        passed ? 'passed' : `${error?.code} ${error?.path}`
      ),
      [
        'E_RULES_DIVISION_BY_ZERO /rules/2/then/price/divide/1',
        'E_RULES_FACTS /examples/1/facts',
        'E_RULES_OUTCOME /examples/2/outcome',
        'E_RULES_OUTCOME /rules/1/then/price',
        'passed',
      ]
    )
  })

  test('with "all", the expected outcome is a list', ({ assert }) => {
    const report = run([example('21', [{ price: '5' }, { price: '2' }], { 'price/mid': 2 })], 'all')
    assert.isTrue(report.passed)
    assert.isFalse(run([example('21', { price: '5' }, { 'price/mid': 2 })], 'all').passed)
  })

  test('an actual outcome outside its schema fails', ({ assert }) => {
    const strict = decisionOf(
      closed({ volume: DECIMAL }),
      closed({ kind: { ...TEXT, maxLength: 2 } })
    )
    const content = contentOf([{ when: true, then: { kind: 'long' } }])
    const examples = [{ title: 'x', facts: { volume: '1' }, outcome: { kind: 'long' } }]
    const [result] = runExamples(strict, { ...content, examples }).results
    assert.equal(result?.error?.code, 'E_RULES_OUTCOME')
  })

  test('a ruleset with critical findings runs nothing', ({ assert }) => {
    const content = contentOf([{ when: 1, then: { price: '1' } }])
    assert.equal(errorOf(() => runExamples(decision(), content)).code, 'E_RULES_INVALID')
  })
})
