import { test } from '@japa/runner'
import fc from 'fast-check'
import { regionsOf } from '../../check/condition_regions.ts'
import { isCovered } from '../../check/region.ts'
import { typeOfSchema } from '../../check/schema_type.ts'
import { checkRuleset } from '../../index.ts'
import type { Expression, HitPolicy, RulesetContent } from '../../types.ts'
import { valuesOf } from './evaluators.ts'
import { BOOLEAN, DECIMAL, INTEGER, closed, contentOf, decisionOf } from './support.ts'

const FACTS = closed({
  volume: { ...DECIMAL, title: 'Volume', unit: 'm3' },
  months: { ...INTEGER, title: 'Meses', unit: 'months' },
  category: { type: 'string', enum: ['RES', 'COM', 'IND'] },
  kind: { type: ['string', 'null'], enum: ['a', 'b', null] },
  active: BOOLEAN,
  due_on: { type: 'string', format: 'date', title: 'Vencimento' },
})
const v = (path: string): Expression => ({ var: [path] })
const volume = v('volume')

interface Options {
  readonly hit?: HitPolicy
  readonly fallback?: RulesetContent['default']
}

/** Findings on rules with these conditions, as `code rule`. */
function found(
  conditions: readonly Expression[],
  { hit = 'first', fallback = { x: '0' } }: Options = {}
) {
  const content = contentOf(
    conditions.map((when) => ({ when, then: { x: '1' } })),
    fallback
  )
  const decision = decisionOf(FACTS, closed({ x: DECIMAL }), hit)
  return checkRuleset(decision, content)
}

const codes = (conditions: readonly Expression[], options?: Options) =>
  found(conditions, options).map(({ code, path }) => `${code} ${path.replace('/rules/', '')}`)

const between = (low: Expression, high: Expression): Expression => ({
  and: [{ '>': [volume, low] }, { '<=': [volume, high] }],
})

test.group('Rules | linter | what is reached', () => {
  test('conditions that contradict themselves', ({ assert }) => {
    const never: Expression[] = [
      { and: [{ '>': [volume, 10] }, { '<': [volume, '9.5'] }] },
      { '<': [10, volume, 10] },
      { and: [{ '>': [v('months'), 3] }, { '<': [v('months'), 4] }] },
      { and: [{ '==': [v('category'), 'RES'] }, { '==': [v('category'), 'COM'] }] },
      { '!': [{ in: [v('category'), ['RES', 'COM', 'IND']] }] },
      { and: [v('active'), { '!': [v('active')] }] },
      { and: [{ is_null: [v('kind')] }, { '==': [v('kind'), 'a'] }] },
      {
        and: [
          { date_before: [v('due_on'), '2026-01-01'] },
          { date_on_or_after: [v('due_on'), '2026-01-01'] },
        ],
      },
      false,
    ]
    for (const when of never) {
      assert.deepEqual(codes([when], { hit: 'all' }), ['never_true 0'], JSON.stringify(when))
    }
    const perhaps: Expression[] = [
      { and: [{ '>': [volume, 3] }, { '<': [volume, 4] }] },
      { and: [{ '>': [volume, 10] }, { '<': [{ '+': [volume, 1] }, 5] }] },
      { or: [{ '<': [10, volume, 10] }, v('active')] },
    ]
    for (const when of perhaps) assert.deepEqual(codes([when], { hit: 'all' }), [])
  })

  test('rules that earlier ones leave nothing to', ({ assert }) => {
    assert.deepEqual(codes([true, v('active')]), ['unreachable_rule 1'])
    assert.deepEqual(codes([{ '>': [volume, 10] }, { '>': [volume, 20] }]), ['unreachable_rule 1'])
    assert.deepEqual(codes([{ '>': [volume, 20] }, { '>': [volume, 10] }]), [])
    const is = (category: string): Expression => ({ '==': [v('category'), category] })
    assert.deepEqual(codes([is('RES'), is('COM'), is('IND'), is('RES')]), ['unreachable_rule 3'])
    assert.deepEqual(codes([is('RES'), { in: [v('category'), ['COM', 'IND']] }, v('active')]), [
      'unreachable_rule 2',
    ])
    assert.deepEqual(codes([true, v('active')], { hit: 'all' }), [])
    const [issue] = found([{ '<=': [volume, 10] }, between(2, 5)])
    assert.include(issue?.message, '"r1", antes dela, já responde por todos os casos dela')
  })

  test('gaps between ranges and ranges that cross, with their figures', ({ assert }) => {
    const gap = found([{ '<=': [volume, 10] }, { '>': [volume, 12] }])
    assert.deepEqual(
      gap.map(({ code, path }) => [code, path]),
      [['gap_between_rules', '/rules/1/when']]
    )
    assert.include(gap[0]?.message, 'para "Volume" acima de 10 até 12 m³ nenhuma regra vale')
    assert.include(gap[0]?.message, 'vale o resultado padrão')
    const crossing = found([between(0, 10), between(5, 20)])
    assert.include(crossing[0]?.message, '"Volume" acima de 5 até 10 m³ vale também')
    const touching = found([{ '<=': [volume, 10] }, { '>=': [volume, 10] }])
    assert.include(touching[0]?.message, '"Volume" igual a 10 m³')
    const dates = found([
      { date_before: [v('due_on'), '2026-02-01'] },
      { date_after: [v('due_on'), '2026-02-01'] },
    ])
    assert.include(dates[0]?.message, '"Vencimento" igual a 01/02/2026')
  })

  test('no gap is told of where there is none, or where it cannot be known', ({ assert }) => {
    const months = v('months')
    assert.deepEqual(codes([{ '<=': [months, 3] }, { '>=': [months, 4] }]), [])
    assert.deepEqual(codes([{ '<=': [volume, 10] }, { '>': [volume, 12] }, true]), [])
    const other: Expression = { '==': [{ round: [volume, 0, 'up'] }, 11] }
    assert.deepEqual(codes([{ '<=': [volume, 10] }, { '>': [volume, 12] }, other]), [])
    const ranges = [{ '<=': [volume, 10] }, { '>': [volume, 12] }]
    const ofActive = ranges.map((range): Expression => ({ and: [v('active'), range] }))
    assert.deepEqual(codes([ofActive[0]!, { '>': [volume, 12] }]), [])
    assert.deepEqual(codes(ofActive), ['gap_between_rules 1/when'])
  })

  test('a look-up that only an example names, and units that do not meet', ({ assert }) => {
    const decision = decisionOf(FACTS, closed({ x: { ...DECIMAL, unit: 'BRL' } }))
    const content = {
      ...contentOf([
        { when: true, then: { x: { '*': [volume, { lookup: ['price', v('category')] }] } } },
      ]),
      examples: [
        { title: 'e', facts: {}, lookups: { 'price/RES': 1, 'prise/RES': 1 }, outcome: {} },
      ],
    }
    const issues = checkRuleset(decision, content)
    assert.deepEqual(
      issues.map(({ code, path }) => [code, path]),
      [['unused_lookup', '/examples/0/lookups/prise~1RES']]
    )
    const units = (x: Expression) =>
      checkRuleset(decision, contentOf([{ when: true, then: { x } }])).map(({ code }) => code)
    assert.deepEqual(units(volume), ['unit_mismatch'])
    assert.deepEqual(units({ '*': [volume, '3.10'] }), [])
  })

  test('what is said of conditions is true of facts', ({ assert }) => {
    const numbers = fc.integer({ min: 0, max: 6 })
    const atom = fc.oneof(
      fc
        .tuple(fc.constantFrom('<', '<=', '>', '>=', '==', '!='), numbers)
        .map(([op, n]): Expression => ({ [op]: [v('months'), n] })),
      fc.constantFrom('RES', 'COM', 'IND').map((c): Expression => ({ '==': [v('category'), c] })),
      fc.constant(v('active'))
    )
    const { condition } = fc.letrec<{ condition: Expression }>((tie) => ({
      condition: fc.oneof(
        { maxDepth: 3 },
        atom,
        tie('condition').map((one): Expression => ({ '!': [one] })),
        fc
          .tuple(fc.constantFrom('and', 'or'), tie('condition'), tie('condition'))
          .map(([op, a, b]): Expression => ({ [op]: [a, b] }))
      ),
    }))
    const facts = fc.record({
      months: fc.integer({ min: -1, max: 7 }),
      category: fc.constantFrom('RES', 'COM', 'IND'),
      active: fc.boolean(),
    })
    const type = typeOfSchema(FACTS)
    let covered = 0
    let never = 0
    const property = fc.property(condition, condition, facts, (a, b, given) => {
      const [first, second] = [regionsOf(a, type), regionsOf(b, type)]
      const [holds] = valuesOf(b, { facts: given })
      if (second.length === 0) {
        never++
        return assert.isFalse(holds)
      }
      if (!second.every((region) => isCovered(region, first)) || holds !== true) return
      covered++
      assert.isTrue(valuesOf(a, { facts: given })[0])
    })
    fc.assert(property, { numRuns: 5000, seed: 20_261_122 })
    assert.isAbove(covered, 150)
    assert.isAbove(never, 50)
  })
})
