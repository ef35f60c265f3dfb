import { test } from '@japa/runner'
import fc from 'fast-check'
import type { CivilDate } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import { type AlternativeSource, type SourcePast, sourceMonth } from '../../domain/source_month.ts'

const day = (text: string) => text as CivilDate
const WELL: AlternativeSource = {
  ...{ measurement: 'metered', estimatedM3: '10', from: day('2026-01-01'), until: null },
}
const NEVER: SourcePast = { measuredM3: '0', newM3: null, countedM3: '0', usual: [] }
const PERIOD = { from: day('2026-10-04'), until: day('2026-11-04'), decimals: 1 }

const monthOf = (source: Partial<AlternativeSource>, past: Partial<SourcePast> = {}) =>
  sourceMonth({ ...WELL, ...source }, { ...NEVER, ...past }, PERIOD)

test.group('Readings | sourceMonth', () => {
  test('counts what was measured and settles what estimates counted', ({ assert }) => {
    assert.deepEqual(monthOf({}, { measuredM3: '108', newM3: '8', countedM3: '100' }), {
      ...{ kind: 'measured', m3: '8' },
    })
    // two months estimated at 10, then 25 measured over the three
    assert.deepEqual(monthOf({}, { measuredM3: '25', newM3: '25', countedM3: '20' })?.m3, '5')
    assert.deepEqual(monthOf({}, { measuredM3: '12', newM3: '12', countedM3: '20' })?.m3, '0')
  })

  test('without a reading counts the usual month, the estimate, or says that there is nothing', ({
    assert,
  }) => {
    assert.deepEqual(monthOf({}, { usual: ['8', '9'] }), { kind: 'average', m3: '9' })
    assert.deepEqual(monthOf({}), { kind: 'estimated', m3: '10' })
    assert.deepEqual(monthOf({ estimatedM3: null }), { kind: 'unread', m3: '0' })
    const truck = { measurement: 'estimated', estimatedM3: '20' } as const
    assert.deepEqual(monthOf(truck, { usual: ['8'] }), { kind: 'estimated', m3: '20' })
  })

  test('counts the days in service only', ({ assert }) => {
    const truck = { measurement: 'estimated', estimatedM3: '31' } as const
    assert.equal(monthOf({ ...truck, from: day('2026-10-24') })?.m3, '11')
    assert.equal(monthOf({ ...truck, until: day('2026-10-14') })?.m3, '10')
    assert.isNull(monthOf({ ...truck, until: day('2026-10-04') }))
    assert.isNull(monthOf({ ...truck, from: day('2026-11-04') }))
  })

  test('over the months counts what was measured, whatever was estimated between', ({ assert }) => {
    const visits = fc.array(fc.option(fc.integer({ min: 0, max: 40 }), { nil: null }), {
      ...{ minLength: 1, maxLength: 24 },
    })
    fc.assert(
      fc.property(visits, (months) => {
        let [measured, counted, most] = [Dec.ZERO, Dec.ZERO, Dec.ZERO]
        for (const m3 of months) {
          if (m3 !== null) measured = measured.plus(Dec.of(m3))
          const past = {
            ...{ measuredM3: measured.toString(), newM3: m3 === null ? null : String(m3) },
            ...{ countedM3: counted.toString(), usual: [] },
          }
          const one = sourceMonth(WELL, past, PERIOD)!
          assert.isFalse(Dec.of(one.m3).isNegative())
          counted = counted.plus(Dec.of(one.m3))
          if (m3 === null) most = Dec.max(most, counted)
          // all that was measured, or what estimates counted beyond it and the next readings will settle
          if (m3 !== null) assert.isTrue(counted.eq(Dec.max(measured, most)))
        }
      })
    )
  })
})
