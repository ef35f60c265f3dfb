import { test } from '@japa/runner'
import fc from 'fast-check'
import { Dec } from '#core/money/index'
import { type VolumeFacts, billedVolume } from '../../domain/billed_volume.ts'

const FACTS: VolumeFacts = {
  kind: 'measured',
  measuredM3: 20,
  averageM3: '17.5',
  minimumM3: '10',
  unmeteredM3: '15',
  days: 36,
  nominalDays: 30,
  estimates: { m3: '0', credit_m3: '0' },
}
const billed = (facts: Partial<VolumeFacts>) => billedVolume({ ...FACTS, ...facts })

test.group('Readings | billedVolume', () => {
  test('bills what was measured, with no term', ({ assert }) => {
    assert.deepEqual(billed({}), {
      kind: 'measured',
      measuredM3: '20',
      billedM3: '20',
      adjustments: [],
      creditM3: '0',
    })
  })

  test('deducts what estimates billed since the previous reading', ({ assert }) => {
    // two months at 18 m³ billed; the meter shows 55 in all: 55 − 36 = 19 in this month
    const { billedM3, adjustments, creditM3 } = billed({
      measuredM3: 55,
      estimates: { m3: '36', credit_m3: '0' },
    })
    assert.equal(billedM3, '19')
    assert.deepEqual(adjustments, [{ term: 'estimate_settlement', m3: '-36' }])
    assert.equal(creditM3, '0')
  })

  test('carries what could not be deducted and uses it with the next reading', ({ assert }) => {
    const first = billed({ measuredM3: 30, estimates: { m3: '36', credit_m3: '0' } })
    assert.equal(first.billedM3, '0')
    assert.equal(first.creditM3, '6')
    const second = billed({ measuredM3: 20, estimates: { m3: '0', credit_m3: first.creditM3 } })
    assert.equal(second.billedM3, '14')
    assert.deepEqual(second.adjustments, [{ term: 'estimate_credit', m3: '-6' }])
    assert.equal(second.creditM3, '0')
  })

  test('names the average, the estimate by days, the minimum and the unmetered volume', ({
    assert,
  }) => {
    assert.deepEqual(billed({ kind: 'average' }).adjustments, [{ term: 'average', m3: '18' }])
    // 17,5 × 36 ÷ 30 = 21
    assert.deepEqual(billed({ kind: 'estimated' }).adjustments, [{ term: 'estimate', m3: '21' }])
    assert.deepEqual(billed({ kind: 'minimum' }).adjustments, [{ term: 'minimum', m3: '10' }])
    assert.deepEqual(billed({ kind: 'unmetered' }).adjustments, [{ term: 'unmetered', m3: '15' }])
    assert.isNull(billed({ kind: 'average' }).measuredM3)
  })

  test('falls back to the minimum where there is no average', ({ assert }) => {
    assert.equal(billed({ kind: 'average', averageM3: null }).kind, 'minimum')
    assert.equal(billed({ kind: 'estimated', averageM3: null }).billedM3, '10')
  })

  test('measured plus the terms is always what is billed, and no m³ is lost', ({ assert }) => {
    const m3 = fc.integer({ min: 0, max: 5000 }).map(String)
    const anything = fc.record({
      kind: fc.constantFrom('measured', 'estimated', 'average', 'minimum', 'unmetered'),
      measuredM3: fc.option(fc.integer({ min: 0, max: 5000 }), { nil: null }),
      averageM3: fc.option(
        fc
          .integer({ min: 0, max: 500_000 })
          .map((cents) => Dec.ofUnits(BigInt(cents), 2).toString()),
        { nil: null }
      ),
      minimumM3: m3,
      unmeteredM3: m3,
      days: fc.integer({ min: 1, max: 400 }),
      nominalDays: fc.constant(30),
      estimates: fc.record({ m3, credit_m3: m3 }),
    })
    fc.assert(
      fc.property(anything, (facts) => {
        const result = billedVolume(facts as VolumeFacts)
        const terms = Dec.sum(result.adjustments.map(({ m3: term }) => Dec.of(term)))
        const measured = Dec.of(result.measuredM3 ?? '0')
        const outcome = Dec.of(result.billedM3)
        assert.equal(measured.plus(terms).toString(), outcome.toString())
        assert.isFalse(outcome.isNegative())
        assert.isFalse(Dec.of(result.creditM3).isNegative())
        if (result.kind !== 'measured') return
        // measured − estimates − credit before = billed − credit after
        const { estimates } = facts
        const before = measured.minus(Dec.of(estimates.m3)).minus(Dec.of(estimates.credit_m3))
        assert.isTrue(before.eq(outcome.minus(Dec.of(result.creditM3))))
      })
    )
  })
})
