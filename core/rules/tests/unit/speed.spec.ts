import { test } from '@japa/runner'
import { deepFreeze } from '../../freeze.ts'
import { compileRuleset } from '../../index.ts'
import { DECIMAL, INTEGER, LINES, TEXT, closed, contentOf, decisionOf } from './support.ts'

const RUNS = 20_000

/** Far above the 10 µs that it takes, because the machine may be busy; it catches a change of order of magnitude. */
const CEILING_MICROSECONDS = 60

test.group('Rules | speed', () => {
  test('four rules with a bracket calculation each take microseconds', ({ assert }) => {
    const decision = decisionOf(
      closed({ volume: DECIMAL, economies: INTEGER }),
      closed({ service: TEXT, charge: closed({ amount: DECIMAL, lines: LINES }) }),
      'all'
    )
    const blocks = { field: [{ lookup: ['tariffs.table/RES'] }, 'blocks'] }
    const rule = {
      when: { and: [{ '>': [{ var: ['volume'] }, 0] }, { '>=': [{ var: ['economies'] }, 1] }] },
      then: {
        service: 'water',
        charge: {
          brackets: [{ var: ['volume'] }, { var: ['economies'] }, blocks, 2, 'half-up', 'total'],
        },
      },
    }
    const compiled = compileRuleset(decision, contentOf([rule, rule, rule, rule]))
    const lookups = deepFreeze({
      'tariffs.table/RES': {
        blocks: [
          { over: 0, to: 10, price: '3.457' },
          { over: 10, to: 20, price: '4.149' },
          { over: 20, to: 30, price: '4.978' },
          { over: 30, to: null, price: '5.974' },
        ],
      },
    })
    let best = Infinity
    for (let round = 0; round < 3; round++) {
      const started = performance.now()
      for (let run = 0; run < RUNS; run++) {
        compiled.evaluate({ volume: `${run % 60}.5`, economies: 1 + (run % 3) }, lookups)
      }
      best = Math.min(best, ((performance.now() - started) * 1000) / RUNS)
    }
    assert.isBelow(best, CEILING_MICROSECONDS)
  }).timeout(10_000)
})
