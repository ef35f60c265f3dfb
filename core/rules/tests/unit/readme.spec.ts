import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { RULE_ERRORS, compileRuleset, operators } from '../../index.ts'
import type { RulesetContent } from '../../types.ts'
import { DECIMAL, INTEGER, LINES, TEXT, closed, decisionOf } from './support.ts'

const readme = await readFile(new URL('../../README.md', import.meta.url), 'utf8')

test.group('Rules | README', () => {
  test('names every operator and every error', ({ assert }) => {
    for (const name of Object.keys(operators)) assert.include(readme, `\`${name}\``)
    for (const code of Object.keys(RULE_ERRORS)) assert.include(readme, code)
  })

  test('shows a ruleset that works', ({ assert }) => {
    const [, text = ''] = /```json\n([\s\S]*?)```/.exec(readme) ?? []
    const decision = decisionOf(
      closed({ category: TEXT, volume: DECIMAL, economies: INTEGER }),
      closed({ charge: closed({ amount: DECIMAL, lines: LINES }) })
    )
    const compiled = compileRuleset(decision, JSON.parse(text) as RulesetContent)
    const blocks = [{ over: 0, to: null, price: '3.457' }]
    const facts = { category: 'RES', volume: '10', economies: 1 }
    const { outcome } = compiled.evaluate(facts, { 'tariffs.table/RES': { blocks } })
    assert.deepEqual(outcome, {
      charge: {
        amount: '34.57',
        lines: [{ from: '0', to: null, m3: '10', price: '3.457', amount: '34.57' }],
      },
    })
  })
})
