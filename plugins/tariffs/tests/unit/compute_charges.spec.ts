import { test } from '@japa/runner'
import fc from 'fast-check'
import { addDays } from '#core/calendar/index'
import { runExamples } from '#core/rules/index'
import { chargesDecision } from '../../decisions/charges.ts'
import { computeCharges, type TariffFacts } from '../../api.ts'
import { JUINA_2026 } from '../../domain/tariff_table.ts'
import { JUINA, day, packOf } from './support.ts'

const PERIOD = { previousReadOn: day('2026-10-05'), readOn: day('2026-11-04') }
const FACTS: TariffFacts = {
  category: 'RES',
  economies: 1,
  waterM3: '20',
  isWaterBillable: true,
  isSewageBillable: false,
  sewageClass: null,
}

/** What DAES Juína prints for 10, 20 and 30 m³ of each category in 2026. */
const PRINTED: readonly (readonly [string, number, bigint])[] = [
  ['RES', 10, 3457n],
  ['RES', 20, 7606n],
  ['RES', 30, 12584n],
  ['COM', 10, 6919n],
  ['COM', 20, 15221n],
  ['COM', 30, 25184n],
  ['IND', 10, 9427n],
  ['IND', 20, 20740n],
  ['IND', 30, 34315n],
  ['PUB', 10, 9122n],
  ['PUB', 20, 20068n],
  ['PUB', 30, 33203n],
]

/** 10 % dearer: RES 20 m³ costs 38.03 + 45.64 = 83.67 in place of 76.06. */
const DEARER = {
  ...JUINA_2026,
  categories: {
    ...JUINA_2026.categories,
    RES: {
      ...JUINA_2026.categories.RES!,
      blocks: [
        { over: 0, to: 10, price: '3.803' },
        { over: 10, to: null, price: '4.564' },
      ],
    },
  },
}

test.group('Tariffs | computeCharges', () => {
  test('the twelve printed bills come out to the cent', ({ assert }) => {
    for (const [category, m3, cents] of PRINTED) {
      const [water] = computeCharges(JUINA, { ...FACTS, category, waterM3: String(m3) }, PERIOD)
      assert.equal(water!.amountCents, cents, `${category} ${m3} m³`)
    }
  })

  test('the examples of the default ruleset pass', ({ assert }) => {
    const failed = runExamples(chargesDecision, chargesDecision.ruleset).results.filter(
      (one) => !one.passed
    )
    assert.deepEqual(failed, [])
  })

  test('a version that comes into force inside the period counts for its days', ({ assert }) => {
    const pack = packOf(
      { from: '2026-01-01', table: JUINA_2026 },
      { from: '2026-10-26', table: DEARER }
    )
    const [water] = computeCharges(pack, FACTS, PERIOD)
    // 20 of 30 days at 76.06 and 10 at 83.67: 50.7066… + 27.89 = 78.5966… → 78.60
    assert.equal(water!.amountCents, 7860n)
    assert.deepEqual(
      water!.segments.map(({ days, ofDays, amountCents, quantityM3 }) => ({
        days,
        ofDays,
        amountCents,
        quantityM3,
      })),
      [
        { days: 20, ofDays: 30, amountCents: 5071n, quantityM3: '13.333' },
        { days: 10, ofDays: 30, amountCents: 2789n, quantityM3: '6.667' },
      ]
    )
  })

  test('the day of the previous reading does not count and the day of the current one does', ({
    assert,
  }) => {
    const onPrevious = packOf(
      { from: '2026-01-01', table: JUINA_2026 },
      { from: '2026-10-06', table: DEARER }
    )
    assert.equal(computeCharges(onPrevious, FACTS, PERIOD)[0]!.segments.length, 1)
    const onCurrent = packOf(
      { from: '2026-01-01', table: JUINA_2026 },
      { from: '2026-11-04', table: DEARER }
    )
    assert.equal(computeCharges(onCurrent, FACTS, PERIOD)[0]!.segments.at(-1)!.days, 1)
  })

  test('a category that the table does not have is an error, never a wrong amount', ({
    assert,
  }) => {
    assert.throws(() => computeCharges(JUINA, { ...FACTS, category: 'RUR' }, PERIOD))
  })

  test('shares of amounts and m³ sum to the charge, whatever the day of change', ({ assert }) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 400 }),
        fc.integer({ min: 1, max: 9 }),
        fc.integer({ min: 1, max: 45 }),
        (m3, economies, offset) => {
          const change = addDays(PERIOD.previousReadOn, offset)
          const pack = packOf(
            { from: '2026-01-01', table: JUINA_2026 },
            { from: change, table: DEARER }
          )
          const [water] = computeCharges(pack, { ...FACTS, waterM3: String(m3), economies }, PERIOD)
          const cents = water!.segments.reduce((sum, one) => sum + one.amountCents, 0n)
          const litres = water!.segments.reduce(
            (sum, one) => sum + Math.trunc(Number(one.quantityM3) * 1000 + 0.5),
            0
          )
          assert.equal(cents, water!.amountCents)
          assert.equal(litres, m3 * 1000)
        }
      ),
      { numRuns: 500 }
    )
  })
})
