import { test } from '@japa/runner'
import { RuleError, checkRuleset, compileRuleset } from '../../index.ts'
import type { Expression, Issue, RulesetContent } from '../../types.ts'
import {
  BOOLEAN,
  DECIMAL,
  INTEGER,
  LINES,
  NULLABLE_DECIMAL,
  TEXT,
  closed,
  contentOf,
  decisionOf,
  listOf,
} from './support.ts'

const FACTS = closed({
  volume: { ...DECIMAL, unit: 'm3' },
  price: { ...DECIMAL, unit: 'BRL' },
  average: NULLABLE_DECIMAL,
  economies: INTEGER,
  category: { type: 'string', enum: ['RES', 'COM'] },
  code: TEXT,
  read_on: { type: 'string', format: 'date' },
  holder: {
    type: ['object', 'null'],
    additionalProperties: false,
    required: ['name'],
    properties: { name: TEXT },
  },
  rows: listOf(closed({ m3: DECIMAL, note: { type: ['string', 'null'] } })),
})

const OUTCOME = closed({ x: DECIMAL })
const v = (path: string): Expression => ({ var: [path] })

/** Findings on a rule with this condition, as `code path`. */
function whenCodes(when: unknown): string[] {
  const rule = { when: when as Expression, then: { x: '1' } }
  return listed(checkRuleset(decisionOf(FACTS, OUTCOME), contentOf([rule], { x: '0' })))
}

/** Findings on a rule with this answer, as `code path`. */
function thenCodes(x: unknown, outcome = OUTCOME): string[] {
  const rule = { when: true, then: { x: x as Expression } }
  return listed(checkRuleset(decisionOf(FACTS, outcome), contentOf([rule])))
}

function listed(issues: readonly Issue[]): string[] {
  return issues.map(({ code, path }) =>
    `${code} ${path.replace(/^\/rules\/0\/(when|then\/x)/, '')}`.trim()
  )
}

const WRONG_CONDITIONS: readonly (readonly [unknown, string])[] = [
  // Shape
  [1.5, 'number_not_integer'],
  [undefined, 'not_json'],
  [() => true, 'not_json'],
  [{}, 'not_an_operator'],
  [{ and: [true], or: [true] }, 'not_an_operator'],
  [{ adn: [true] }, 'unknown_operator'],
  [{ '===': [1, 1] }, 'unknown_operator'],
  [{ '!': true }, 'arguments_not_list /!'],
  [{ '!': [true, true] }, 'wrong_argument_count /!'],
  [{ if: [true, true] }, 'wrong_argument_count /if'],
  [{ and: [] }, 'wrong_argument_count /and'],
  [{ reduce: [[true], true] }, 'wrong_argument_count /reduce'],
  [{ is_null: [{ object: ['a', 1, 'b'] }] }, 'wrong_argument_count /is_null/0/object'],
  [{ is_null: [{ var: [v('code')] }] }, 'dynamic_var /is_null/0/var/0'],
  [{ is_null: [{ var: ['code', 1] }] }, 'wrong_argument_count /is_null/0/var'],
  [{ is_null: [{ lookup: [v('code')] }] }, 'dynamic_lookup /is_null/0/lookup/0'],
  [{ is_null: [{ lookup: ['table'] }] }, 'lookup_without_kind /is_null/0/lookup/0'],
  [{ is_null: [{ object: [v('code'), 1] }] }, 'dynamic_name /is_null/0/object/0'],
  [{ is_null: [{ object: ['a', 1, 'a', 1] }] }, 'duplicate_name /is_null/0/object/2'],
  [{ is_null: [{ literal: [{ a: 0.1 }] }] }, 'number_not_integer /is_null/0/literal/0/a'],
  // Facts and types
  [{ is_null: [v('volum')] }, 'unknown_fact /is_null/0'],
  [{ is_null: [v('rows.length')] }, 'unknown_fact /is_null/0'],
  [{ is_null: [v('code.x')] }, 'unknown_fact /is_null/0'],
  [{ some: [v('rows'), { '>': [v('volume'), 1] }] }, 'unknown_fact /some/1/>/0'],
  [1, 'wrong_type'],
  [v('code'), 'wrong_type'],
  [{ '>': [v('code'), 1] }, 'wrong_type />/0'],
  [{ '>': [v('volume'), 'dez'] }, 'wrong_type />/1'],
  [{ and: [true, 'x'] }, 'wrong_type /and/1'],
  [{ if: ['x', true, false] }, 'wrong_type /if/0'],
  [{ some: [v('volume'), true] }, 'wrong_type /some/0'],
  [{ some: [v('rows'), v('m3')] }, 'wrong_type /some/1'],
  [{ '==': [v('volume'), '10.0'] }, 'wrong_type'],
  [{ '==': [v('code'), 10] }, 'wrong_type'],
  [{ '==': [v('rows'), 1] }, 'wrong_type'],
  [{ in: [v('economies'), ['1', '2']] }, 'wrong_type /in/1'],
  [{ date_before: [v('read_on'), 'amanhã'] }, 'wrong_type /date_before/1'],
  [{ '==': [v('category'), 'RESS'] }, 'never_equal'],
  [{ in: [v('category'), ['IND', 'PUB']] }, 'never_equal /in/1'],
  [{ '==': [{ date_part: [v('read_on'), 'hora'] }, 1] }, 'unknown_option /==/0/date_part/1'],
  [{ '>': [{ round: [v('volume'), 13, 'up'] }, 1] }, 'unknown_option />/0/round/1'],
  [{ is_null: [{ at: [v('rows'), -1] }] }, 'unknown_position /is_null/0/at/1'],
  [{ '==': [{ field: [{ object: ['a', 1] }, 'b'] }, 1] }, 'unknown_fact /==/0/field/1'],
]

const DOUBTFUL_CONDITIONS: readonly (readonly [unknown, string])[] = [
  [{ '>': [v('average'), 1] }, 'may_be_null />/0'],
  [{ '==': [v('holder.name'), 'x'] }, 'may_be_null /==/0'],
  [{ '==': [v('rows.0.m3'), 1] }, 'may_be_missing /==/0'],
  [{ '==': [v('volume'), null] }, 'never_null'],
  [{ '>': [v('volume'), v('price')] }, 'unit_mismatch'],
  [{ '==': [{ lookup: ['limit/x'] }, '10.0'] }, 'compared_as_text'],
  [{ is_null: [{ if: [true, 1, 'x'] }] }, 'mixed_types /is_null/0'],
  [{ '==': [{ length: [{ literal: [[1, 'a']] }] }, 2] }, 'mixed_types /==/0/length/0'],
  [
    { '==': [{ at: [[1, 2], { if: [true, 1, { round: [v('volume'), 0, 'up'] }] }] }, 1] },
    'may_be_decimal /==/0/at/1',
  ],
]

const SOUND_CONDITIONS: readonly unknown[] = [
  { '>': [v('volume'), '10.5'] },
  { '==': [v('volume'), 10] },
  { '==': [v('volume'), { decimal: ['10.5'] }] },
  { in: [v('category'), ['RES', 'COM']] },
  { '==': [{ decimal: [v('code')] }, 10] },
  { is_null: [v('average')] },
  // What conditions show not to be null
  { and: [{ '!': [{ is_null: [v('average')] }] }, { '>': [v('average'), 1] }] },
  { or: [{ is_null: [v('average')] }, { '>': [v('average'), 1] }] },
  { if: [{ '==': [v('average'), null] }, false, { '>': [v('average'), 1] }] },
  { if: [{ '!=': [v('holder'), null] }, { '==': [v('holder.name'), 'x'] }, false] },
  { '>': [{ coalesce: [v('average'), '0'] }, 1] },
  { some: [{ scoped: [v('rows'), v('volume')] }, { '>': [v('it.m3'), v('facts')] }] },
  { '>': [{ reduce: [v('rows'), { '+': [v('accumulator'), v('current.m3')] }, 0] }, 1] },
  { '==': [{ lookup: ['limit', v('code')] }, 10] },
]

test.group('Rules | checkRuleset | conditions', () => {
  test('each wrong one is a critical finding at its place', ({ assert }) => {
    for (const [when, expected] of WRONG_CONDITIONS) {
      assert.deepEqual(whenCodes(when), [expected], JSON.stringify(when))
    }
  })

  test('each doubtful one is a warning and compiles', ({ assert }) => {
    for (const [when, expected] of DOUBTFUL_CONDITIONS) {
      assert.deepEqual(whenCodes(when), [expected], JSON.stringify(when))
      const rule = { when: when as Expression, then: { x: '1' } }
      compileRuleset(decisionOf(FACTS, OUTCOME), contentOf([rule], { x: '0' }))
    }
  })

  test('sound ones pass without a word', ({ assert }) => {
    for (const when of SOUND_CONDITIONS) {
      assert.deepEqual(whenCodes(when), [], JSON.stringify(when))
    }
  })
})

test.group('Rules | checkRuleset | outcomes', () => {
  test('what the decision does not take is a finding', ({ assert }) => {
    assert.deepEqual(thenCodes('x'), ['wrong_outcome'])
    assert.deepEqual(thenCodes(null), ['wrong_outcome'])
    assert.deepEqual(thenCodes(true), ['wrong_outcome'])
    assert.deepEqual(thenCodes(v('average')), ['may_be_null'])
    assert.deepEqual(thenCodes(v('volume'), closed({ x: INTEGER })), ['wrong_outcome'])
    assert.deepEqual(thenCodes('2026-02-30', closed({ x: { type: 'string', format: 'date' } })), [
      'wrong_outcome',
    ])
    const option = closed({ x: { type: 'string', enum: ['hold', 'bill'] } })
    assert.deepEqual(thenCodes('held', option), ['unknown_option'])
    assert.deepEqual(thenCodes(1, closed({ x: BOOLEAN })), ['wrong_outcome'])
  })

  test('objects and lists are compared part by part', ({ assert }) => {
    const charge = closed({ x: closed({ amount: DECIMAL, lines: LINES }) })
    const blocks = { literal: [[{ over: 0, to: null, price: '1' }]] }
    assert.deepEqual(
      thenCodes({ brackets: [v('volume'), 1, blocks, 2, 'up', 'total'] }, charge),
      []
    )
    assert.deepEqual(thenCodes({ object: ['amount', 1] }, charge), ['missing_field'])
    assert.deepEqual(
      thenCodes({ object: ['amount', 1, 'lines', { literal: [[]] }, 'tip', 1] }, charge),
      ['unknown_field']
    )
    const texts = closed({ x: listOf(TEXT) })
    assert.deepEqual(thenCodes({ map: [v('rows'), v('m3')] }, texts), ['wrong_outcome'])
    assert.deepEqual(thenCodes({ map: [v('rows'), { text: [v('m3')] }] }, texts), [])
  })

  test('brackets written in a rule are checked', ({ assert }) => {
    const blocks = [
      { over: 0, to: 10, price: '2' },
      { over: 11, to: null, price: '1' },
    ]
    const rule = { flat_by_range: [v('volume'), 1, { literal: [blocks] }, 2, 'up'] }
    assert.deepEqual(thenCodes({ field: [rule, 'amount'] }), [
      'bad_brackets /field/0/flat_by_range/2/literal/0',
    ])
  })
})

test.group('Rules | checkRuleset | the whole', () => {
  const decision = decisionOf(FACTS, OUTCOME)
  const sound = contentOf([{ when: true, then: { x: '1' } }])
  const codes = (content: unknown) =>
    checkRuleset(decision, content as RulesetContent).map(({ code, path }) => `${code} ${path}`)

  test('finds {expected}')
    .with([
      { content: null, expected: 'not_a_ruleset ' },
      { content: { ...sound, decision: 'a.b' }, expected: 'wrong_decision /decision' },
      { content: { ...sound, rules: {} }, expected: 'rules_not_list /rules' },
      { content: { ...sound, rules: [1] }, expected: 'not_a_rule /rules/0' },
      {
        content: { ...sound, rules: [{ ...sound.rules[0], because: ' ' }] },
        expected: 'rule_incomplete /rules/0/because',
      },
      {
        content: { ...sound, rules: [{ ...sound.rules[0], then: [] }] },
        expected: 'then_not_object /rules/0/then',
      },
      {
        content: { ...sound, rules: [{ ...sound.rules[0], then: {} }] },
        expected: 'missing_field /rules/0/then',
      },
      {
        content: { ...sound, rules: [{ ...sound.rules[0], then: { x: '1', y: 1 } }] },
        expected: 'unknown_field /rules/0/then/y',
      },
      {
        content: { ...sound, rules: [sound.rules[0], sound.rules[0]] },
        expected: 'duplicate_rule /rules/1/id',
      },
      { content: { ...sound, default: { x: 'a' } }, expected: 'bad_default /default' },
      { content: { ...sound, default: undefined }, expected: 'bad_default /default' },
      { content: { ...sound, examples: null }, expected: 'examples_not_list /examples' },
      { content: { ...sound, examples: [{ title: 'x' }] }, expected: 'bad_example /examples/0' },
      {
        content: contentOf([{ when: { '>': [v('volume'), 1] }, then: { x: '1' } }]),
        expected: 'no_default /default',
      },
    ])
    .run(({ assert }, { content, expected }) => {
      assert.deepEqual(codes(content), [expected])
    })

  test('finds rules that can never be reached', ({ assert }) => {
    const over = { '>': [v('volume'), 1] }
    const rule = (when: Expression) => ({ when, then: { x: '1' } })
    assert.deepEqual(codes(contentOf([rule(over), rule(over), rule(true), rule(false)])), [
      'never_true /rules/3',
      'unreachable_rule /rules/1',
    ])
  })

  test('with "first", a rule knows that the conditions before it did not hold', ({ assert }) => {
    const content = contentOf([
      { when: { is_null: [v('average')] }, then: { x: '0' } },
      { when: true, then: { x: { '+': [v('average'), 1] } } },
    ])
    assert.deepEqual(codes(content), [])
    const all = checkRuleset({ ...decision, hit: 'all' }, content)
    assert.deepEqual(
      all.map(({ code }) => code),
      ['may_be_null']
    )
  })

  test('messages are in Portuguese and suggest the nearest name', ({ assert }) => {
    const issues = checkRuleset(
      decision,
      contentOf([{ when: { '>': [v('volum'), 1] }, then: { x: '1' } }], { x: '0' })
    )
    assert.deepEqual(issues, [
      {
        code: 'unknown_fact',
        severity: 'critical',
        path: '/rules/0/when/>/0',
        message: 'Não há "volum" nos dados. Você quis dizer "volume"?',
      },
    ])
  })

  test('compileRuleset refuses critical findings and carries them', ({ assert }) => {
    const content = contentOf([{ when: v('volum'), then: { x: '1' } }])
    try {
      compileRuleset(decision, content)
      assert.fail('compiled')
    } catch (error) {
      assert.instanceOf(error, RuleError)
      assert.equal((error as RuleError).code, 'E_RULES_INVALID')
      assert.deepEqual((error as RuleError).issues, checkRuleset(decision, content))
    }
  })
})
