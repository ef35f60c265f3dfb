import { test } from '@japa/runner'
import { checkFacts, checkOutcome } from '../../index.ts'
import { DECIMAL, INTEGER, NULLABLE_DECIMAL, closed, decisionOf, listOf } from './support.ts'

const decision = decisionOf(
  closed({
    volume: { ...DECIMAL, unit: 'm3', title: 'Volume' },
    average: NULLABLE_DECIMAL,
    category: { type: 'string', enum: ['RES', 'COM'] },
    read_on: { type: 'string', format: 'date' },
    rows: listOf(INTEGER, 2),
  }),
  closed({ amount: DECIMAL })
)

const FACTS = { volume: '10.5', average: null, category: 'RES', read_on: '2026-01-31', rows: [1] }

test.group('Rules | checkFacts', () => {
  test('facts that satisfy the schema have no findings', ({ assert }) => {
    assert.deepEqual(checkFacts(decision, FACTS), [])
  })

  test('finds {expected}')
    .with([
      { change: { volume: 10.5 }, expected: 'wrong_type /volume' },
      { change: { volume: '1e3' }, expected: 'wrong_format /volume' },
      { change: { volume: '123456789012345' }, expected: 'wrong_format /volume' },
      { change: { volume: null }, expected: 'wrong_type /volume' },
      { change: { average: '' }, expected: 'wrong_format /average' },
      { change: { category: 'IND' }, expected: 'unknown_option /category' },
      { change: { read_on: '2026-02-30' }, expected: 'wrong_format /read_on' },
      { change: { rows: [1.5] }, expected: 'wrong_type /rows/0' },
      { change: { rows: [1, 2, 3] }, expected: 'too_many /rows' },
      { change: { extra: 1 }, expected: 'unknown ' },
    ])
    .run(({ assert }, { change, expected }) => {
      const issues = checkFacts(decision, { ...FACTS, ...change })
      assert.deepEqual(
        issues.map(({ code, path }) => `${code} ${path}`),
        [expected]
      )
    })

  test('a missing property is found even when the prototype has it', ({ assert }) => {
    const { volume, ...rest } = FACTS
    const facts = Object.assign(Object.create({ volume }) as object, rest)
    assert.deepEqual(
      checkFacts(decision, facts).map(({ code }) => code),
      ['missing']
    )
  })

  test('checkOutcome does the same for an outcome', ({ assert }) => {
    assert.deepEqual(checkOutcome(decision, { amount: '1.50' }), [])
    assert.equal(checkOutcome(decision, { amount: 1 })[0]?.message, 'Deve ser um texto.')
  })
})
