import { test } from '@japa/runner'
import fc from 'fast-check'
import { MOST_METERS, numbersBetween } from '../../domain/number_range.ts'

test.group('Metering | ranges of numbers', () => {
  test('A23S000001 to A23S000100 are a hundred', ({ assert }) => {
    const numbers = numbersBetween('A23S000001', 'A23S000100')!
    assert.lengthOf(numbers, 100)
    assert.equal(numbers[0], 'A23S000001')
    assert.equal(numbers[99], 'A23S000100')
  })

  test('what is no range is none', ({ assert }) => {
    for (const [first, last] of [
      ['A23S000002', 'A23S000001'],
      ['A23S000001', 'B23S000002'],
      ['A23S1', 'A23S10'],
      ['A23S', 'A23T'],
      ['', ''],
      ['1', String(MOST_METERS + 1)],
      ['000001', String(MOST_METERS + 1).padStart(6, '0')],
    ] as const)
      assert.isNull(numbersBetween(first, last), `${first}–${last}`)
  })

  test('every range has its ends, no number twice, and all of one length', ({ assert }) => {
    const prefix = fc.stringMatching(/^[A-Z]{0,3}\d{0,2}[A-Z]$/)
    fc.assert(
      fc.property(
        prefix,
        fc.integer({ min: 0, max: 900_000 }),
        fc.integer({ min: 0, max: 300 }),
        (start, from, more) => {
          const name = (value: number) => start + String(value).padStart(7, '0')
          const numbers = numbersBetween(name(from), name(from + more))!
          assert.lengthOf(numbers, more + 1)
          assert.equal(new Set(numbers).size, numbers.length)
          assert.equal(numbers[0], name(from))
          assert.equal(numbers.at(-1), name(from + more))
        }
      )
    )
  })
})
