import { test } from '@japa/runner'
import { compileRuleset, explainRuleset } from '../../index.ts'
import type { Expression, HitPolicy, JsonSchema, RulesetContent } from '../../types.ts'
import { errorOf } from './evaluators.ts'
import { DECIMAL, INTEGER, TEXT, closed, contentOf, decisionOf, listOf } from './support.ts'

const OUTCOME = closed({
  amount: DECIMAL,
  times: INTEGER,
  unit: TEXT,
  notes: listOf(TEXT),
})

const over = (limit: number): Expression => ({ '>': [{ var: ['volume'] }, limit] })
const then = (amount: string, note: string, unit = 'm3') => ({
  amount,
  times: 1,
  unit,
  notes: [note],
})

const RULES = [
  { when: over(20), then: then('2.50', 'twenty') },
  { when: over(10), then: then('1.25', 'ten') },
]

function ask(
  hit: HitPolicy,
  volume: string,
  content: RulesetContent = contentOf(RULES),
  outcome: JsonSchema = OUTCOME
) {
  const decision = decisionOf(closed({ volume: DECIMAL }), outcome, hit)
  const evaluation = compileRuleset(decision, content).evaluate({ volume })
  const { outcome: explained, hits } = explainRuleset(decision, content, { volume })
  return { ...evaluation, explained, explainedHits: hits }
}

const FALLBACK = { amount: '0.00', times: 0, unit: 'm3', notes: [] }

test.group('Rules | hit policies', () => {
  test('first: the first rule that applies answers alone', ({ assert }) => {
    const { outcome, hits, explained } = ask('first', '25')
    assert.deepEqual(outcome, { amount: '2.5', times: 1, unit: 'm3', notes: ['twenty'] })
    assert.deepEqual(hits, [{ rule: 'r1', because: 'Lei 1' }])
    assert.deepEqual(explained, outcome)
  })

  test('first: the rules after it are not even tried', ({ assert }) => {
    const content = contentOf([
      { when: true, then: then('1', 'a') },
      { when: { '>': [{ var: ['volume'] }, { divide: [1, 0, 0, 'up'] }] }, then: then('2', 'b') },
    ])
    assert.deepEqual(ask('first', '1', content).hits, [{ rule: 'r1', because: 'Lei 1' }])
  })

  test('first: the default answers when none applies, with decimals in canonical text', ({
    assert,
  }) => {
    const { outcome, hits, explained } = ask('first', '5', contentOf(RULES, FALLBACK))
    assert.deepEqual(outcome, { ...FALLBACK, amount: '0' })
    assert.deepEqual(hits, [])
    assert.deepEqual(explained, outcome)
  })

  test('{$self}: without a default, no rule is an error')
    .with(['first', 'sum'] as const)
    .run(({ assert }, hit) => {
      const error = errorOf(() => ask(hit, '5'))
      assert.equal(error.code, 'E_RULES_NO_HIT')
      assert.equal(error.path, '/default')
      assert.isNull(error.rule)
    })

  test('all: every rule that applies answers, in order', ({ assert }) => {
    const { outcome, hits, explained } = ask('all', '25')
    assert.deepEqual(
      (outcome as { amount: string }[]).map(({ amount }) => amount),
      ['2.5', '1.25']
    )
    assert.deepEqual(
      hits.map(({ rule }) => rule),
      ['r1', 'r2']
    )
    assert.deepEqual(explained, outcome)
  })

  test('all: no rule is an empty list, or the default alone', ({ assert }) => {
    assert.deepEqual(ask('all', '5').outcome, [])
    assert.deepEqual(ask('all', '5', contentOf(RULES, FALLBACK)).outcome, [
      { ...FALLBACK, amount: '0' },
    ])
  })

  test('sum: numbers are added, lists joined, and the rest must agree', ({ assert }) => {
    const { outcome, explained } = ask('sum', '25')
    assert.deepEqual(outcome, { amount: '3.75', times: 2, unit: 'm3', notes: ['twenty', 'ten'] })
    assert.deepEqual(explained, outcome)
  })

  test('sum: a text that differs is an error of the later rule', ({ assert }) => {
    const content = contentOf([
      { when: true, then: then('1', 'a') },
      { when: true, then: then('1', 'b', 'BRL') },
    ])
    const error = errorOf(() => ask('sum', '25', content))
    assert.equal(error.code, 'E_RULES_OUTCOME')
    assert.equal(error.rule, 'r2')
    assert.equal(error.path, '/rules/1/then/unit')
  })

  test('an outcome of the wrong kind at run time is an error at its field', ({ assert }) => {
    const decision = decisionOf(closed({ volume: DECIMAL }), OUTCOME)
    const rule = { when: true, then: { ...then('1', 'a'), times: { lookup: ['limit/x'] } } }
    const compiled = compileRuleset(decision, contentOf([rule]))
    const error = errorOf(() => compiled.evaluate({ volume: '1' }, { 'limit/x': '3' }))
    assert.equal(error.code, 'E_RULES_OUTCOME')
    assert.equal(error.path, '/rules/0/then/times')
  })
})

test.group('Rules | RuleError', () => {
  test('names ruleset, rule and path, in English for logs and Portuguese for people', ({
    assert,
  }) => {
    const content = contentOf([
      { when: over(20), then: then('1', 'a') },
      {
        when: true,
        then: { ...then('1', 'b'), amount: { divide: [{ var: ['volume'] }, 0, 2, 'up'] } },
      },
    ])
    const error = errorOf(() => ask('first', '5', content))
    assert.equal(error.code, 'E_RULES_DIVISION_BY_ZERO')
    assert.equal(error.ruleset, 'test.decision')
    assert.equal(error.rule, 'r2')
    assert.equal(error.path, '/rules/1/then/amount/divide/1')
    assert.equal(
      error.message,
      'E_RULES_DIVISION_BY_ZERO in test.decision, rule r2 at /rules/1/then/amount/divide/1: o divisor é zero'
    )
    assert.equal(error.people, 'Divisão por zero na regra "r2": o divisor é zero')
  })
})
