import { test } from '@japa/runner'
import jsonLogic from 'json-logic-js'
import { checkRuleset, compileRuleset, explainRuleset } from '../../index.ts'
import type { Expression } from '../../types.ts'
import { errorOf, isDeepFrozen, valuesOf } from './evaluators.ts'
import { DECIMAL, LINES, closed, contentOf, decisionOf, listOf } from './support.ts'

const decision = decisionOf(closed({ volume: DECIMAL, list: listOf(DECIMAL, 40) }), {
  type: 'object',
  properties: { x: {} },
})
const FACTS = { volume: '10', list: Array.from({ length: 28 }, () => '1') }

const codesOf = (x: unknown) =>
  checkRuleset(decision, contentOf([{ when: true, then: { x: x as Expression } }]))
    .filter(({ severity }) => severity === 'critical')
    .map(({ code }) => code)

test.group('Rules | prototype attacks', () => {
  test('an operator named {$self} is refused at save')
    .with(['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'valueOf', '==='])
    .run(({ assert }, name) => {
      assert.deepEqual(codesOf(JSON.parse(`{${JSON.stringify(name)}: [1]}`)), ['unknown_operator'])
    })

  test('the path {$self} is refused at save and reads nothing at run time')
    .with(['__proto__', 'constructor', 'volume.constructor', 'list.__proto__', '__proto__.x'])
    .run(({ assert }, path) => {
      assert.deepEqual(codesOf({ var: [path] }), ['forbidden_name'])
      const facts = JSON.parse(
        '{"__proto__": {"x": 1}, "constructor": 1, "volume": {}, "list": []}'
      )
      for (const value of valuesOf({ var: [path] }, { facts })) {
        assert.equal(value, 'E_RULES_FACT_MISSING')
      }
    })

  test('names that objects inherit are no fields, no keys and no parts of constants', ({
    assert,
  }) => {
    const own = JSON.parse('{"__proto__": 1, "toString": 2}')
    for (const name of ['__proto__', 'toString', 'hasOwnProperty']) {
      const rule = { field: [{ var: ['own'] }, { concat: [name] }] }
      const expected = 'E_RULES_FIELD_MISSING /field/1'
      assert.deepEqual(valuesOf(rule, { facts: { own } }), [expected, expected])
      const lookup = { lookup: ['', { concat: [name] }] }
      assert.deepEqual(valuesOf(lookup, { lookups: own })[0], 'E_RULES_LOOKUP_MISSING')
    }
    assert.deepEqual(codesOf({ object: ['__proto__', 1] }), ['forbidden_name'])
    assert.deepEqual(codesOf({ literal: [JSON.parse('{"a": {"constructor": 1}}')] }), [
      'forbidden_name',
    ])
  })

  test('inherited facts and look-ups do not exist', ({ assert }) => {
    const facts = Object.create({ volume: '10' }) as Record<string, unknown>
    const lookups = Object.create({ 'kind/a': 1 }) as Record<string, unknown>
    assert.equal(valuesOf({ var: ['volume'] }, { facts })[0], 'E_RULES_FACT_MISSING')
    assert.equal(valuesOf({ lookup: ['kind/a'] }, { lookups })[0], 'E_RULES_LOOKUP_MISSING')
  })

  test('a result named __proto__ is refused at save', ({ assert }) => {
    const then = JSON.parse('{"__proto__": 1}') as Record<string, Expression>
    const [issue] = checkRuleset(decision, contentOf([{ when: true, then }]))
    assert.equal(issue?.code, 'unknown_field')
  })
})

test.group('Rules | budget', () => {
  const acc = { var: ['accumulator'] }
  const list = { var: ['list'] }

  test('a rule that doubles what it holds ends early: {title}')
    .with([
      { title: 'lists', rule: { reduce: [list, { flatten: [[acc, acc]] }, [1]] } },
      { title: 'nested lists', rule: { reduce: [list, [acc, acc], 1] } },
      { title: 'texts', rule: { reduce: [list, { concat: [acc, acc] }, 'x'] } },
      { title: 'walks', rule: { map: [list, { map: [{ literal: [Array(4000).fill(1)] }, 1] }] } },
    ] as { title: string; rule: Expression }[])
    .run(({ assert }, { rule }) => {
      const started = performance.now()
      const [compiled, explained] = valuesOf(rule, { facts: FACTS })
      assert.match(String(compiled), /^E_RULES_BUDGET/)
      assert.equal(explained, compiled)
      assert.isBelow(performance.now() - started, 1500)
    })

  test('a number that squares itself ends with an error', ({ assert }) => {
    const rule = { reduce: [list, { '*': [acc, acc] }, '12345.678901'] }
    const [compiled, explained] = valuesOf(rule, { facts: FACTS })
    assert.match(String(compiled), /^E_RULES_RANGE/)
    assert.equal(explained, compiled)
  })

  test('cost is bounded at save by the sizes of the lists', ({ assert }) => {
    const walk = (body: Expression): Expression => ({ map: [list, body] })
    const inner = { map: [{ literal: [Array(40).fill(1)] }, 1] }
    assert.notInclude(codesOf(walk(inner)), 'cost_exceeded')
    const deep = { literal: [Array(40).fill(1)] }
    const bomb = walk({ map: [deep, { map: [deep, { map: [deep, 1] }] }] })
    assert.include(codesOf(bomb), 'cost_exceeded')
  })

  test('an expression too deep or too large is refused at save', ({ assert }) => {
    let deep: Expression = true
    for (let level = 0; level < 3000; level++) deep = { '!': [deep] }
    assert.deepEqual(codesOf(deep), ['too_deep'])
    assert.deepEqual(codesOf(Array(6000).fill(1)), ['too_large'])
  })
})

test.group('Rules | isolation', () => {
  test('outcomes, hits and explanations are deep-frozen and share nothing with facts', ({
    assert,
  }) => {
    const content = contentOf([{ when: true, then: { x: { var: [''] } } }])
    const compiled = compileRuleset(decision, content).evaluate(FACTS)
    assert.isTrue(isDeepFrozen(compiled))
    assert.isTrue(isDeepFrozen(explainRuleset(decision, content, FACTS)))
    assert.isFalse(Object.isFrozen(FACTS.list))
  })

  test('a constant cannot be changed after compilation', ({ assert }) => {
    const blocks = [{ over: 0, to: null, price: '2' }]
    const rule = { brackets: [{ var: ['volume'] }, 1, { literal: [blocks] }, 2, 'up', 'total'] }
    const outcome = closed({ x: closed({ amount: DECIMAL, lines: LINES }) })
    const compiled = compileRuleset(
      { ...decision, outcome },
      contentOf([{ when: true, then: { x: rule } }])
    )
    blocks[0]!.price = '9'
    const { x } = compiled.evaluate(FACTS).outcome as { x: { amount: string } }
    assert.equal(x.amount, '20')
  })

  test('standard JSON-Logic is what it was, before and after an error', ({ assert }) => {
    valuesOf({ '==': [1, 1] })
    valuesOf({ '+': ['x', 1] })
    assert.isTrue(jsonLogic.apply({ '==': [1, '1'] }))
    assert.isFalse(jsonLogic.apply({ '===': [1, '1'] } as never))
    assert.equal(jsonLogic.apply({ var: ['a.b', 7] }, {}), 7)
    assert.equal(jsonLogic.apply({ if: ['', 1, 2] }), 2)
  })

  test('asking again gives the same answer', ({ assert }) => {
    const compiled = compileRuleset(
      decision,
      contentOf([{ when: true, then: { x: { sum: [{ var: ['list'] }] } } }])
    )
    const first = compiled.evaluate(FACTS)
    errorOf(() => compiled.evaluate({ volume: '1', list: 'x' }))
    assert.deepEqual(compiled.evaluate(FACTS), first)
    assert.deepEqual(first.outcome, { x: '28' })
  })
})
