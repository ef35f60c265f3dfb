import { test } from '@japa/runner'
import { operators } from '../../index.ts'
import type { Expression } from '../../types.ts'
import { valuesOf } from './evaluators.ts'

const examples = Object.values(operators).flatMap(({ name, examples: list }) =>
  list.map((example, index) => ({ title: `${name} ${index + 1}`, example }))
)

interface Case {
  readonly rule: Expression
  readonly gives: unknown
}

const VALUES: readonly Case[] = [
  // Integers stay integers; one decimal makes a decimal.
  { rule: { '+': [2, 3] }, gives: 5 },
  { rule: { '+': [2, '3'] }, gives: '5' },
  { rule: { '-': [2, 3] }, gives: -1 },
  { rule: { '*': [-1, 0] }, gives: 0 },
  { rule: { '*': ['1.10', '1.10'] }, gives: '1.21' },
  { rule: { min: [2, 3] }, gives: 2 },
  { rule: { max: ['2.50', 2] }, gives: '2.5' },
  { rule: { neg: [0] }, gives: 0 },
  { rule: { abs: ['-1.0'] }, gives: '1' },
  { rule: { sum: [[]] }, gives: 0 },
  { rule: { to_integer: [{ round: ['2.5', 0, 'half-even'] }] }, gives: 2 },
  // Equality is typed: '010' is a text, 10 a number.
  { rule: { '==': ['010', '10'] }, gives: false },
  { rule: { '==': ['010', 10] }, gives: 'E_RULES_TYPE' },
  { rule: { '==': [{ decimal: ['010'] }, 10] }, gives: true },
  { rule: { '==': [{ '+': ['0.5', '0.5'] }, 1] }, gives: true },
  { rule: { '==': [null, 'x'] }, gives: false },
  { rule: { '==': [null, null] }, gives: true },
  { rule: { '!=': [true, false] }, gives: true },
  { rule: { '==': [true, 1] }, gives: 'E_RULES_TYPE' },
  { rule: { '==': [[1], [1]] }, gives: 'E_RULES_TYPE' },
  { rule: { '==': [{ decimal: ['1'] }, [1]] }, gives: 'E_RULES_TYPE' },
  // Order is of numbers, whatever their form; dates have operators of their own.
  { rule: { '<': ['9', 10] }, gives: true },
  { rule: { '<': ['2026-01-01', '2026-01-02'] }, gives: 'E_RULES_TYPE /</0' },
  { rule: { '<=': [1, 1, 1] }, gives: true },
  { rule: { '<': [1, 2, 'x'] }, gives: 'E_RULES_TYPE /</2' },
  { rule: { in: [1, [2, 'a']] }, gives: 'E_RULES_TYPE /in/1' },
  { rule: { in: [1, [1, 'a']] }, gives: true },
  {
    rule: { date_on_or_before: ['2026-02-30', '2026-03-01'] },
    gives: 'E_RULES_ARGUMENT /date_on_or_before/0',
  },
  { rule: { add_days: ['9999-12-31', 1] }, gives: 'E_RULES_RANGE /add_days/1' },
  // Conditions are booleans only.
  { rule: { if: [1, 2, 3] }, gives: 'E_RULES_TYPE /if/0' },
  { rule: { if: [false, 2, 'x', 3, 4] }, gives: 'E_RULES_TYPE /if/2' },
  { rule: { and: [true, 'x'] }, gives: 'E_RULES_TYPE /and/1' },
  { rule: { or: [null] }, gives: 'E_RULES_TYPE /or/0' },
  { rule: { '!': [0] }, gives: 'E_RULES_TYPE /!/0' },
  { rule: { filter: [[1], 1] }, gives: 'E_RULES_TYPE /filter/1' },
  // Only what is needed is computed by if, and, or.
  { rule: { if: [true, 1, { divide: [1, 0, 0, 'up'] }] }, gives: 1 },
  { rule: { and: [false, { var: ['none'] }] }, gives: false },
  { rule: { or: [true, { var: ['none'] }] }, gives: true },
  { rule: { coalesce: [1, { var: ['none'] }] }, gives: 'E_RULES_FACT_MISSING /coalesce/1' },
  // Iterators: element scope only, lists only.
  { rule: { map: ['abc', 1] }, gives: 'E_RULES_TYPE /map/0' },
  { rule: { all: [[], true] }, gives: false },
  { rule: { none: [[], true] }, gives: true },
  { rule: { some: [[], true] }, gives: false },
  { rule: { reduce: [[], 1, 'start'] }, gives: 'start' },
  { rule: { map: [[{ literal: [{ a: 1 }] }], { var: ['a'] }] }, gives: [1] },
  // Divisions and roundings.
  { rule: { divide: [1, 0, 2, 'half-up'] }, gives: 'E_RULES_DIVISION_BY_ZERO /divide/1' },
  { rule: { muldiv: [1, 1, '0.00', 2, 'up'] }, gives: 'E_RULES_DIVISION_BY_ZERO /muldiv/2' },
  { rule: { round: ['1.5', 13, 'up'] }, gives: 'E_RULES_ARGUMENT /round/1' },
  { rule: { round: ['1', 0, 'sideways'] }, gives: 'E_RULES_ARGUMENT /round/2' },
  { rule: { split: ['10', [], 2, 'first'] }, gives: 'E_RULES_DIVISION_BY_ZERO /split/1' },
  { rule: { split: ['10.005', [1], 2, 'first'] }, gives: 'E_RULES_ARGUMENT /split/0' },
  { rule: { split: ['10', [1, -1], 2, 'first'] }, gives: 'E_RULES_ARGUMENT /split/1' },
  // Numbers are safe integers or decimals of at most 14 + 12 digits.
  { rule: { '+': [Number.MAX_SAFE_INTEGER, 1] }, gives: 'E_RULES_RANGE' },
  { rule: { '+': ['99999999999999', '1'] }, gives: 'E_RULES_RANGE' },
  { rule: { '+': ['1e3', 1] }, gives: 'E_RULES_TYPE /+/0' },
  { rule: { '+': [1, '999999999999999'] }, gives: 'E_RULES_TYPE /+/1' },
  { rule: { '*': ['0.000001', '0.000001', '0.1'] }, gives: 'E_RULES_RANGE' },
  { rule: { to_integer: ['1.5'] }, gives: 'E_RULES_ARGUMENT /to_integer/0' },
  { rule: { fixed: ['1.005', 2] }, gives: 'E_RULES_ARGUMENT /fixed/0' },
  { rule: { decimal: ['x'] }, gives: 'E_RULES_ARGUMENT /decimal/0' },
  // Structures.
  { rule: { at: [[1], 1] }, gives: 'E_RULES_INDEX /at/1' },
  { rule: { at: [[1], -1] }, gives: 'E_RULES_INDEX /at/1' },
  { rule: { field: [{ object: ['a', 1] }, 'b'] }, gives: 'E_RULES_FIELD_MISSING /field/1' },
  { rule: { field: [[1], 'length'] }, gives: 'E_RULES_TYPE /field/0' },
  { rule: { object: ['a', 1, 'a', 2] }, gives: 'E_RULES_ARGUMENT /object/2' },
  { rule: { sum: [[1, 'x']] }, gives: 'E_RULES_TYPE /sum/0' },
  { rule: { concat: ['a', null] }, gives: 'E_RULES_TYPE /concat/1' },
  { rule: { lookup: ['kind/none'] }, gives: 'E_RULES_LOOKUP_MISSING' },
  { rule: { lookup: ['kind', true] }, gives: 'E_RULES_TYPE /lookup/1' },
]

test.group('Rules | operators', () => {
  test('example of {title} gives what it says in both evaluators')
    .with(examples)
    .run(({ assert }, { example }) => {
      const [compiled, explained] = valuesOf(example.rule, example)
      assert.deepEqual(compiled, example.value)
      assert.deepEqual(explained, example.value)
    })

  test('each is documented, with an example, in a frozen table without prototype', ({ assert }) => {
    assert.isNull(Object.getPrototypeOf(operators))
    assert.isTrue(Object.isFrozen(operators))
    for (const [name, operator] of Object.entries(operators)) {
      assert.equal(operator.name, name)
      for (const text of [operator.title, operator.doc, operator.types, operator.cost]) {
        assert.isNotEmpty(text, name)
      }
      assert.isNotEmpty(operator.params, name)
      assert.isNotEmpty(operator.examples, name)
      assert.isTrue(Object.isFrozen(operator.params), name)
    }
  })

  test('gives the value, or the error at the argument, in both evaluators', ({ assert }) => {
    for (const { rule, gives } of VALUES) {
      const [compiled, explained] = valuesOf(rule)
      assert.deepEqual(compiled, gives, JSON.stringify(rule))
      assert.deepEqual(explained, gives, JSON.stringify(rule))
    }
  })
})
