import { test } from '@japa/runner'
import fc from 'fast-check'
import jsonLogic from 'json-logic-js'
import { compileRuleset, importJsonLogic } from '../../index.ts'
import type { Outcome } from '../../types.ts'
import { BOOLEAN, DECIMAL, INTEGER, closed, decisionOf } from './support.ts'

const decision = decisionOf(
  closed({ volume: DECIMAL, months: INTEGER, active: BOOLEAN }),
  closed({ x: DECIMAL })
)
const read = (json: unknown, options = {}) =>
  importJsonLogic(decision, JSON.stringify(json, null, 2), { because: 'Lei 1', ...options })
const problemsOf = (json: unknown, options = {}) =>
  read(json, options).problems.map(({ line, path, reason }) => `${line} ${path} ${reason}`)

test.group('Rules | import of plain JSON-Logic', () => {
  test('a chain of "if" becomes one rule per case, decimals become texts', ({ assert }) => {
    const { content, problems, issues } = read({
      if: [
        { '>': [{ var: 'volume' }, 10.5] },
        { '*': [{ var: 'volume' }, 2] },
        { '===': [{ var: 'months' }, 3] },
        7,
        1.5,
      ],
    })
    assert.deepEqual(problems, [])
    assert.deepEqual(issues, [])
    assert.deepEqual(
      content?.rules.map(({ when, then }) => ({ when, then })),
      [
        {
          when: { '>': [{ var: ['volume'] }, '10.5'] },
          then: { x: { '*': [{ var: ['volume'] }, 2] } },
        },
        { when: { '==': [{ var: ['months'] }, 3] }, then: { x: 7 } },
        { when: true, then: { x: '1.5' } },
      ]
    )
  })

  test('rules in a list keep their names and bases', ({ assert }) => {
    const rule = {
      id: 'a',
      title: 'A',
      because: 'Lei 2',
      when: { '!': { var: 'active' } },
      then: { x: 1 },
    }
    for (const json of [[rule], { rules: [rule] }]) {
      assert.deepEqual(read(json).content?.rules, [
        { ...rule, when: { '!': [{ var: ['active'] }] } },
      ])
    }
  })

  test('what is not safe is named by line and reason, and nothing is given', ({ assert }) => {
    const cases: readonly (readonly [unknown, RegExp])[] = [
      [{ '==': [{ var: 'months' }, '3'] }, /tipos diferentes/],
      [{ '!!': [{ var: 'months' }] }, /escreva a comparação/],
      [{ var: ['volume', 0] }, /valor padrão/],
      [{ var: 'volum' }, /não tem o dado "volum"/],
      [{ var: '__proto__.x' }, /reservado/],
      [{ '/': [{ var: 'volume' }, 3] }, /casas nem arredondamento/],
      [{ if: [true, 1] }, /escreva o "senão"/],
      [{ missing: ['a'] }, /is_null/],
      [{ '+': ['1'] }, /1 argumentos/],
      [{ constructor: [1] }, /não existe em JSON-Logic/],
      [{ a: 1, b: 2 }, /não é operador/],
    ]
    for (const [json, reason] of cases) {
      const { content, problems } = read([{ when: true, then: { x: json } }])
      assert.isNull(content)
      assert.lengthOf(problems, 1, JSON.stringify(json))
      assert.match(problems[0]!.reason, reason)
      assert.equal(problems[0]!.line, 5, JSON.stringify(problems))
      assert.isTrue(problems[0]!.path.startsWith('/0/then/x'))
    }
    assert.deepEqual(
      problemsOf({ '/': [{ var: 'volume' }, 3] }, { rounding: { scale: 2, mode: 'up' } }),
      []
    )
    assert.match(problemsOf([{ when: true, then: 1, else: 2 }])[0]!, /^5 \/0\/else/)
    assert.match(importJsonLogic(decision, '{').problems[0]!.reason, /não é JSON/)
  })

  test('translated rules answer as JSON-Logic does', ({ assert }) => {
    const number = fc.oneof(
      fc.integer({ min: -50, max: 50 }),
      fc.constantFrom({ var: 'months' }, { var: ['months'] })
    )
    const { value } = fc.letrec<{ value: unknown; condition: unknown }>((tie) => ({
      value: fc.oneof(
        { maxDepth: 3 },
        number,
        fc
          .tuple(fc.constantFrom('+', '*', '-', 'min', 'max'), tie('value'), tie('value'))
          .map(([op, a, b]) => ({ [op]: [a, b] })),
        fc.tuple(tie('condition'), tie('value'), tie('value')).map((args) => ({ if: args }))
      ),
      condition: fc.oneof(
        { maxDepth: 3 },
        fc
          .tuple(fc.constantFrom('<', '<=', '>', '>=', '===', '!=='), tie('value'), tie('value'))
          .map(([op, a, b]) => ({ [op]: [a, b] })),
        fc
          .tuple(fc.constantFrom('and', 'or'), tie('condition'), tie('condition'))
          .map(([op, a, b]) => ({ [op]: [a, b] })),
        tie('condition').map((one) => ({ '!': one }))
      ),
    }))
    const property = fc.property(value, fc.integer({ min: -9, max: 9 }), (json, months) => {
      const { content, problems } = read(json)
      assert.deepEqual(problems, [])
      const given = { volume: '1', months, active: true }
      const { x } = compileRuleset(decision, content!).evaluate(given).outcome as Outcome
      assert.equal(Number(x), Number(jsonLogic.apply(json as never, { months })) + 0)
    })
    fc.assert(property, { numRuns: 2000, seed: 20_261_122 })
  })
})
