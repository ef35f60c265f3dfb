import { test } from '@japa/runner'
import { checkDecision } from '../../index.ts'
import type { Decision, JsonSchema } from '../../types.ts'
import { DECIMAL, TEXT, closed, contentOf, decisionOf } from './support.ts'

const sound: Decision = {
  ...decisionOf(
    closed({ volume: DECIMAL, read_on: { type: 'string', format: 'date' } }),
    closed({ x: TEXT })
  ),
  dates: [
    { key: 'read_on', title: 'Data da leitura' },
    { key: 'period', title: 'Período, repartido por dias' },
  ],
  ruleset: contentOf([{ when: true, then: { x: 'ok' } }]),
}

const withFacts = (facts: unknown): Decision => ({
  ...sound,
  dates: [],
  facts: facts as JsonSchema,
})

test.group('Rules | checkDecision', () => {
  test('a sound decision has no findings', ({ assert }) => {
    assert.deepEqual(checkDecision(sound), [])
  })

  test('finds {expected}')
    .with([
      {
        decision: withFacts({ type: 'array', maxItems: 1, items: TEXT }),
        expected: 'not_an_object /facts',
      },
      { decision: withFacts({ type: 'object' }), expected: 'open_object /facts' },
      {
        decision: withFacts({ ...closed({ a: TEXT }), required: [] }),
        expected: 'optional_property /facts/required',
      },
      {
        decision: withFacts(closed({ a: { type: 'number' } as never })),
        expected: 'unknown_kind /facts/properties/a/type',
      },
      {
        decision: withFacts(closed({ a: { type: 'array', items: TEXT } })),
        expected: 'list_without_limit /facts/properties/a',
      },
      {
        decision: withFacts(closed({ a: { type: 'array', maxItems: 2 } })),
        expected: 'list_without_items /facts/properties/a',
      },
      {
        decision: withFacts(closed({ 'a.b': TEXT })),
        expected: 'forbidden_name /facts/properties/a.b',
      },
      {
        decision: withFacts(closed({ constructor: TEXT })),
        expected: 'forbidden_name /facts/properties/constructor',
      },
      {
        decision: { ...sound, dates: [{ key: 'volume', title: 'x' }] },
        expected: 'not_a_date /dates/0/key',
      },
      {
        decision: { ...sound, dates: Array(2).fill(sound.dates[0]) },
        expected: 'duplicate_date /dates/1/key',
      },
      {
        decision: { ...sound, ruleset: contentOf([{ when: 1, then: { x: 'a' } }], { x: 'b' }) },
        expected: 'wrong_type /ruleset/rules/0/when',
      },
    ])
    .run(({ assert }, { decision, expected }) => {
      assert.deepEqual(
        checkDecision(decision).map(({ code, path }) => `${code} ${path}`),
        [expected]
      )
    })
})
