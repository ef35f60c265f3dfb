import { test } from '@japa/runner'
import fc from 'fast-check'
import { addDays, civilDate } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import { spreadOver } from '../../domain/estimate_spread.ts'
import { billedVolume } from '../../domain/billed_volume.ts'

const months = [
  { reference: '2026-08', from: '2026-07-04', until: '2026-08-03', m3: '18' },
  { reference: '2026-09', from: '2026-08-03', until: '2026-09-02', m3: '18' },
]
const rebill = { months, readOn: '2026-10-02', billedUntil: '2026-09-02' }

test.group('Readings | spreadOver', () => {
  test('gives each month its days of what was really used; this one has the rest', ({ assert }) => {
    // 91 m³ in 30 + 30 + 30 days: 30, 30 and 31
    assert.deepEqual(spreadOver(months, { ...rebill, m3: Dec.of(91) }), {
      months: [
        {
          ...{ reference: '2026-08', from: '2026-07-04', until: '2026-08-03' },
          ...{ estimated_m3: '18', real_m3: '30' },
        },
        {
          ...{ reference: '2026-09', from: '2026-08-03', until: '2026-09-02' },
          ...{ estimated_m3: '18', real_m3: '30' },
        },
      ],
      now_m3: '31',
    })
  })

  test('bills nothing again when the meter shows less than was estimated', ({ assert }) => {
    assert.isNull(spreadOver(months, { ...rebill, m3: Dec.of(35) }))
    assert.isNotNull(spreadOver(months, { ...rebill, m3: Dec.of(36) }))
    assert.isNull(spreadOver([], { ...rebill, m3: Dec.of(36) }))
  })

  test('nothing is lost or made: months and rest add up to what was used', ({ assert }) => {
    const days = fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(days, fc.integer({ min: 0, max: 5000 }), (spans, used) => {
        let from = civilDate('2026-01-01')
        const estimated = spans.map((span, index) => {
          const until = addDays(from, span)
          const one = { reference: `2026-0${index + 1}`, from, until, m3: '0' }
          from = until
          return one
        })
        const readOn = addDays(from, 30)
        const spread = spreadOver(estimated, { m3: Dec.of(used), readOn, billedUntil: from })!
        const all = [spread.now_m3, ...spread.months.map(({ real_m3: m3 }) => m3)]
        assert.equal(Dec.sum(all.map((m3) => Dec.of(m3))).toString(), String(used))
        assert.isTrue(all.every((m3) => !Dec.of(m3).isNegative()))
      })
    )
  })

  test('the bill has the volume of a settlement in the month; a credit of before is used there', ({
    assert,
  }) => {
    const facts = {
      ...{ kind: 'measured' as const, measuredM3: 91, averageM3: '18', minimumM3: '10' },
      ...{ unmeteredM3: '0', days: 30, nominalDays: 30, rebill },
      estimates: { m3: '36', credit_m3: '0' },
    }
    const billed = billedVolume(facts)
    assert.equal(billed.billedM3, '55')
    assert.equal(billed.rebilled!.now_m3, '31')
    assert.deepEqual(billed.adjustments, [{ term: 'estimate_settlement', m3: '-36' }])
    assert.isUndefined(billedVolume({ ...facts, estimates: { m3: '36', credit_m3: '4' } }).rebilled)
  })

  test('in money the month keeps its own share, and terms lead from what was measured to it', ({
    assert,
  }) => {
    const facts = {
      ...{ kind: 'measured' as const, averageM3: '18', minimumM3: '10', unmeteredM3: '0' },
      ...{ days: 30, nominalDays: 30, estimates: { m3: '36', credit_m3: '0' } },
      rebill: { ...rebill, inMoney: true },
    }
    const more = billedVolume({ ...facts, measuredM3: 91 })
    assert.deepEqual(
      [more.billedM3, more.creditM3, more.rebilled?.now_m3, more.rebilled?.in_money],
      ['31', '0', '31', true]
    )
    assert.deepEqual(more.adjustments, [
      { term: 'estimate_settlement', m3: '-36' },
      { term: 'estimate_in_money', m3: '-24' },
    ])
    // Estimated too much: no m³ are left over, as money gives them back.
    const less = billedVolume({ ...facts, measuredM3: 9 })
    assert.deepEqual([less.billedM3, less.creditM3], ['3', '0'])
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 5000 }), (measuredM3) => {
        const { billedM3, adjustments } = billedVolume({ ...facts, measuredM3 })
        const terms = Dec.sum(adjustments.map(({ m3 }) => Dec.of(m3)))
        assert.equal(Dec.of(measuredM3).plus(terms).toString(), billedM3)
      })
    )
  })
})
