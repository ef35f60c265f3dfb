import { test } from '@japa/runner'
import { coverageOf } from '../../index.ts'
import type { Expression, RulesetContent } from '../../types.ts'
import { BOOLEAN, DECIMAL, closed, contentOf, decisionOf, listOf } from './support.ts'

const decision = decisionOf(
  closed({ volume: DECIMAL, active: BOOLEAN, list: listOf(DECIMAL) }),
  closed({ x: DECIMAL })
)
const large: Expression = { '>': [{ var: ['volume'] }, 10] }
const rules = contentOf(
  [
    { when: { var: ['active'] }, then: { x: { if: [large, '2', '1'] } } },
    {
      when: large,
      then: { x: { sum_of: [{ var: ['list'] }, { if: [{ '>': [{ var: [''] }, 1] }, '1', '0'] }] } },
    },
  ],
  { x: '0' }
)
const example = (volume: string, active: boolean, x: string, list: readonly string[] = []) => ({
  title: `${volume} ${active}`,
  facts: { volume, active, list },
  outcome: { x },
})

function covered(examples: RulesetContent['examples']) {
  const { reached, total, missing } = coverageOf(decision, { ...rules, examples })
  return { reached, total, missing: missing.map(({ path }) => path) }
}

test.group('Rules | coverage of the examples', () => {
  test('without examples nothing is reached, and everything is named', ({ assert }) => {
    const { reached, total, missing } = covered([])
    assert.deepEqual([reached, total], [0, 7])
    assert.deepEqual(missing, [
      '/rules/0',
      '/rules/0/then/x/if/1',
      '/rules/0/then/x/if/2',
      '/rules/1',
      '/rules/1/then/x/sum_of/1/if/1',
      '/rules/1/then/x/sum_of/1/if/2',
      '/default',
    ])
  })

  test('each example reaches its own branches; one that fails reaches none', ({ assert }) => {
    const first = [example('12', true, '2'), example('5', true, '9')]
    assert.deepEqual(covered(first).missing, [
      '/rules/0/then/x/if/2',
      '/rules/1',
      '/rules/1/then/x/sum_of/1/if/1',
      '/rules/1/then/x/sum_of/1/if/2',
      '/default',
    ])
    const all = [
      ...first,
      example('1', true, '1'),
      example('1', false, '0'),
      example('12', false, '1', ['5', '0']),
    ]
    assert.deepEqual(covered(all), { reached: 7, total: 7, missing: [] })
  })
})
