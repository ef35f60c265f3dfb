import { test } from '@japa/runner'
import fc from 'fast-check'
import { fitsDial, meanOf, measuredM3, perDays, readingAfter } from '../../domain/consumption.ts'

test.group('Readings | consumption', () => {
  test('is the difference of two readings', ({ assert }) => {
    assert.deepEqual(measuredM3({ reading: 1250, previous: 1234, digits: 4 }), {
      m3: 16,
      isRollover: false,
    })
  })

  test('passes through zero when the dial turns over', ({ assert }) => {
    // 9990 → 10000 are 10 m³, and 12 more
    assert.deepEqual(measuredM3({ reading: 12, previous: 9990, digits: 4 }), {
      m3: 22,
      isRollover: true,
    })
  })

  test('is unknown when a reading does not fit the dial', ({ assert }) => {
    assert.isNull(measuredM3({ reading: 10_000, previous: 9990, digits: 4 }))
    assert.isNull(measuredM3({ reading: 5, previous: 10_000, digits: 4 }))
    assert.isFalse(fitsDial(-1, 4))
  })

  test('read back from any dial gives the same consumption', ({ assert }) => {
    const dial = fc.integer({ min: 3, max: 9 }).chain((digits) =>
      fc.record({
        digits: fc.constant(digits),
        previous: fc.integer({ min: 0, max: 10 ** digits - 1 }),
        m3: fc.integer({ min: 0, max: 10 ** digits - 1 }),
      })
    )
    fc.assert(
      fc.property(dial, ({ digits, previous, m3 }) => {
        const reading = readingAfter(previous, m3, digits)
        assert.isTrue(fitsDial(reading, digits))
        assert.equal(measuredM3({ reading, previous, digits })?.m3, m3)
      })
    )
  })

  test('averages the valid consumptions with the decimals asked for', ({ assert }) => {
    // (10 + 11 + 12 + 10 + 11 + 11) ÷ 6 = 65 ÷ 6 = 10,8333…
    assert.equal(meanOf(['10', '11', '12', '10', '11', '11'], 2), '10.83')
    assert.isNull(meanOf([], 2))
  })

  test('brings an average to the days of the period', ({ assert }) => {
    // 20 × 35 ÷ 30 = 23,33 → 23; 15 × 31 ÷ 30 = 15,5 → 16
    assert.equal(perDays('20', 35, 30).toString(), '23')
    assert.equal(perDays('15', 31, 30).toString(), '16')
  })
})
