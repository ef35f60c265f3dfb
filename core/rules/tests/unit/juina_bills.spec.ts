import { readFile } from 'node:fs/promises'
import { test } from '@japa/runner'
import { Dec } from '#core/money/index'
import { compileRuleset } from '../../index.ts'
import type { Outcome } from '../../types.ts'
import { DECIMAL, INTEGER, LINES, TEXT, closed, contentOf, decisionOf } from './support.ts'

const read = async (name: string) =>
  JSON.parse(await readFile(new URL(`../fixtures/${name}`, import.meta.url), 'utf8'))

const table = (await read('juina_2026.json')) as { categories: Record<string, { blocks: unknown }> }
const bills = (await read('juina_2026_bills.json')) as {
  id: string
  inputs: { category: string; volume_m3: number; economies: number }
  expected: { water: string }
}[]

const lookups = Object.fromEntries(
  Object.entries(table.categories).map(([category, content]) => [
    `tariffs.table/${category}`,
    content,
  ])
)

const decision = decisionOf(
  closed({ category: TEXT, volume: DECIMAL, economies: INTEGER }),
  closed({ water: closed({ amount: DECIMAL, lines: LINES }) })
)

function ruleset(rounding: 'per_bracket' | 'total') {
  const blocks = { field: [{ lookup: ['tariffs.table', { var: ['category'] }] }, 'blocks'] }
  const water = {
    brackets: [{ var: ['volume'] }, { var: ['economies'] }, blocks, 2, 'half-up', rounding],
  }
  return compileRuleset(decision, contentOf([{ when: true, then: { water } }]))
}

function waterOf(outcome: unknown) {
  return (outcome as Outcome).water as { amount: string; lines: { amount: string; m3: string }[] }
}

test.group('Rules | the bills that DAES Juína prints', () => {
  test('{id} comes out to the cent')
    .with(bills)
    .run(({ assert }, { inputs, expected }) => {
      for (const rounding of ['per_bracket', 'total'] as const) {
        const facts = {
          category: inputs.category,
          volume: String(inputs.volume_m3),
          economies: inputs.economies,
        }
        const { outcome } = ruleset(rounding).evaluate(facts, lookups)
        const { amount, lines } = waterOf(outcome)
        assert.equal(Dec.of(amount).toFixed(2), expected.water)
        assert.equal(Dec.sum(lines.map((line) => Dec.of(line.amount))).toFixed(2), expected.water)
      }
    })

  test('two economies pay twice the bill of half the volume', ({ assert }) => {
    const compiled = ruleset('per_bracket')
    for (const { inputs, expected } of bills) {
      const facts = {
        category: inputs.category,
        volume: String(inputs.volume_m3 * 2),
        economies: 2,
      }
      const { amount } = waterOf(compiled.evaluate(facts, lookups).outcome)
      assert.equal(amount, Dec.of(expected.water).times(Dec.of(2)).toString())
    }
  })
})
