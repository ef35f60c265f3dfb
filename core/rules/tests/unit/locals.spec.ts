import { test } from '@japa/runner'
import { checkRuleset, compileRuleset, describeExplanation, explainRuleset } from '../../index.ts'
import type { Decision, Expression, RulesetContent } from '../../types.ts'
import { BOOLEAN, DECIMAL, INTEGER, NULLABLE_DECIMAL, closed, listOf } from './support.ts'

const decision: Decision = {
  name: 'test.locals',
  title: 'Nomes próprios',
  facts: closed({ m3: INTEGER, average: NULLABLE_DECIMAL, parts: listOf(INTEGER, 5) }),
  outcome: closed({ amount: DECIMAL, high: BOOLEAN }),
  hit: 'first',
  dates: [],
  ruleset: { decision: 'test.locals', rules: [], default: null, examples: [] },
}

const local = (name: string): Expression => ({ local: [name] })
const rules = (amount: Expression, high: Expression = false): RulesetContent => ({
  ...decision.ruleset,
  rules: [{ id: 'r', title: 'Regra', because: 'Lei 1/2026', when: true, then: { amount, high } }],
})
const FACTS = { m3: 12, average: '7.5', parts: [1, 2, 3] }

const codes = (content: RulesetContent) =>
  checkRuleset(decision, content).map(({ code, severity, path }) => [code, severity, path])

/** The same answer of both evaluators. */
function amountOf(amount: Expression) {
  const content = rules(amount)
  const compiled = compileRuleset(decision, content).evaluate(FACTS)
  const explained = explainRuleset(decision, content, FACTS)
  if (JSON.stringify(compiled.outcome) !== JSON.stringify(explained.outcome)) {
    throw new Error(`${JSON.stringify(compiled.outcome)} and ${JSON.stringify(explained.outcome)}`)
  }
  return (compiled.outcome as { amount: string }).amount
}

test.group('Rules | let', () => {
  test('a value is named once, later values and the lists inside see it', ({ assert }) => {
    const twice = { '*': [local('base'), 2] }
    assert.equal(amountOf({ let: ['base', { var: ['m3'] }, { '+': [local('base'), 1] }] }), '13')
    assert.equal(amountOf({ let: ['base', { var: ['m3'] }, 'twice', twice, local('twice')] }), '24')
    const sum = { sum_of: [{ var: ['parts'] }, { '*': [{ var: [''] }, local('base')] }] }
    assert.equal(amountOf({ let: ['base', '1.5', sum] }), '9')
    const inner = { let: ['x', { '*': [{ var: [''] }, local('base')] }, { '+': [local('x'), 1] }] }
    assert.equal(amountOf({ let: ['base', 10, { sum_of: [{ var: ['parts'] }, inner] }] }), '63')
  })

  test('names of one place are free again at the next', ({ assert }) => {
    const one = (value: number): Expression => ({ let: ['x', value, local('x')] })
    assert.equal(amountOf({ '+': [one(1), one(2), { let: ['y', one(4), local('y')] }] }), '7')
    assert.equal(
      amountOf({
        let: ['a', 1, 'b', { let: ['c', 5, local('c')] }, { '-': [local('b'), local('a')] }],
      }),
      '4'
    )
  })

  test('strict: an unknown, repeated, misplaced or computed name is refused, with its place', ({
    assert,
  }) => {
    const at = '/rules/0/then/amount'
    assert.deepEqual(codes(rules(local('x'))), [['unknown_local', 'critical', `${at}/local/0`]])
    assert.deepEqual(codes(rules({ '+': [{ let: ['x', 1, local('x')] }, local('x')] })), [
      ['unknown_local', 'critical', `${at}/+/1/local/0`],
    ])
    assert.deepEqual(codes(rules({ let: ['x', local('x'), local('x')] })), [
      ['unknown_local', 'critical', `${at}/let/1/local/0`],
    ])
    const shadow = { let: ['x', 1, { let: ['x', 2, local('x')] }] }
    assert.deepEqual(codes(rules(shadow)), [['repeated_local', 'critical', `${at}/let/2/let/0`]])
    for (const name of [{ var: ['m3'] }, '', '1x', 'a b', 'a.b', 7]) {
      const found = codes(rules({ let: [name, 1, 2] }))
      assert.deepEqual(found[0], ['wrong_local', 'critical', `${at}/let/0`], JSON.stringify(name))
    }
    for (const name of ['constructor', 'toString', 'valueOf', 'prototype']) {
      const found = codes(rules({ let: [name, 1, local(name)] }))
      assert.deepEqual(found[0], ['forbidden_name', 'critical', `${at}/let/0`], name)
    }
    assert.equal(codes(rules({ let: ['x', 1] }))[0]?.[0], 'wrong_argument_count')
  })

  test('a misspelt name is suggested; one that nothing reads is told', ({ assert }) => {
    const [issue] = checkRuleset(decision, rules({ let: ['consumo', 1, local('consum')] }))
    assert.include(issue!.message, 'consumo')
    assert.deepEqual(codes(rules({ let: ['x', 1, 2] })), [
      ['unused_local', 'warning', '/rules/0/then/amount/let/0'],
    ])
  })

  test('a name has the type, the unit and the absence of its value', ({ assert }) => {
    const text = { let: ['x', 'RES', { '+': [local('x'), 1] }] }
    assert.equal(codes(rules(text))[0]?.[0], 'wrong_type')
    const nullable = { let: ['x', { var: ['average'] }, { '+': [local('x'), 1] }] }
    assert.deepEqual(codes(rules(nullable)), [
      ['may_be_null', 'warning', '/rules/0/then/amount/let/2/+/0'],
    ])
    const tested: Expression = {
      let: [
        'x',
        { var: ['average'] },
        { if: [{ is_null: [local('x')] }, 0, { '+': [local('x'), 1] }] },
      ],
    }
    assert.deepEqual(codes(rules(tested)), [])
    assert.equal(amountOf(tested), '8.5')
  })

  test('counts towards the cost as what it computes, once', ({ assert }) => {
    let deep: Expression = { var: ['m3'] }
    for (let level = 0; level < 20; level++) {
      const name = `n${level}`
      deep = { let: [name, deep, { '-': [{ '+': [local(name), local(name)] }, local(name)] }] }
    }
    assert.deepEqual(codes(rules(deep)), [])
    assert.equal(amountOf(deep), '12')
  })

  test('an error has the place of the value that failed, in both evaluators', ({ assert }) => {
    const content = rules({
      let: ['x', { divide: [1, { '-': [{ var: ['m3'] }, 12] }, 2, 'down'] }, local('x')],
    })
    const fault = (ask: () => unknown) => {
      try {
        return ask()
      } catch (error) {
        const { code, path } = error as { code: string; path: string }
        return { code, path }
      }
    }
    const expected = {
      code: 'E_RULES_DIVISION_BY_ZERO',
      path: '/rules/0/then/amount/let/1/divide/1',
    }
    assert.deepInclude(
      fault(() => compileRuleset(decision, content).evaluate(FACTS)),
      expected
    )
    assert.deepInclude(
      fault(() => explainRuleset(decision, content, FACTS)),
      expected
    )
  })

  test('a condition may be written with names; what it needs is not guessed', ({ assert }) => {
    const when: Expression = { let: ['x', { var: ['m3'] }, { '>': [local('x'), 10] }] }
    const content: RulesetContent = {
      ...decision.ruleset,
      default: { amount: '0', high: false },
      rules: [{ ...rules(1).rules[0]!, when }],
    }
    assert.deepEqual(codes(content), [])
    const { hits } = compileRuleset(decision, content).evaluate(FACTS)
    assert.lengthOf(hits, 1)
    const missed = explainRuleset(decision, content, { ...FACTS, m3: 3 })
    assert.include(describeExplanation(missed).join('\n'), 'x (3) não é maior que 10')
  })

  test('the clerk reads what each name stands for, then the answer', ({ assert }) => {
    const content = rules({
      let: ['consumo', { '*': [{ var: ['m3'] }, 2] }, { '+': [local('consumo'), 1] }],
    })
    const lines = describeExplanation(explainRuleset(decision, content, FACTS))
    const text = lines.join('\n')
    assert.match(text, /Sendo consumo: 24, de m3 \(12\) × 2/)
    assert.match(text, /amount: 25, de consumo \(24\) \+ 1/)
  })
})
