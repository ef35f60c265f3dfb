import { test } from '@japa/runner'
import parameters from '../../configuration/parameters.ts'
import { expectedRange, expectedReadings, rangeForDays } from '../../domain/expected_range.ts'
import { minimumM3 } from '../../domain/minimum.ts'
import type { ExpectedRow, PeriodPolicy } from '../../domain/policy.ts'
import { qualify } from '../../domain/qualification.ts'

const ROWS: readonly ExpectedRow[] = [
  { over: 0, to: 10, below_percent: 100, above_percent: 200 },
  { over: 10, to: 30, below_percent: 50, above_percent: 100 },
  { over: 30, to: null, below_percent: 30, above_percent: 40 },
]
const PERIOD: PeriodPolicy = { from_days: 27, until_days: 33, nominal_days: 30 }

test.group('Readings | expectedRange', () => {
  test('takes the row of the average: 20 m³, 50 % below and 100 % above, from 500', ({
    assert,
  }) => {
    const range = expectedRange('20', ROWS)!
    assert.deepEqual(range, { min: '10', max: '40' })
    assert.deepEqual(expectedReadings(500, range, 4), { from: 510, until: 540 })
  })

  test('keeps the limits in the lower row, and zero in the first', ({ assert }) => {
    assert.deepEqual(expectedRange('10', ROWS), { min: '0', max: '30' })
    assert.deepEqual(expectedRange('10.01', ROWS), { min: '5.01', max: '20.02' })
    assert.deepEqual(expectedRange('0', ROWS), { min: '0', max: '0' })
  })

  test('says nothing without an average or a row', ({ assert }) => {
    assert.isNull(expectedRange(null, ROWS))
    assert.isNull(expectedRange('50', ROWS.slice(0, 2)))
  })

  test('holds only whole m³ inside the range and passes the turn of the dial', ({ assert }) => {
    // 5,01 to 20,02 m³ after 9990: 9990 + 6 = 9996; 9990 + 20 = 10010 → 10
    assert.deepEqual(expectedReadings(9990, { min: '5.01', max: '20.02' }, 4), {
      from: 9996,
      until: 10,
    })
  })

  test('grows with the days only outside the usual period', ({ assert }) => {
    assert.deepEqual(rangeForDays({ min: '10', max: '40' }, 33, PERIOD), { min: '10', max: '40' })
    assert.deepEqual(rangeForDays({ min: '10', max: '40' }, 60, PERIOD), { min: '20', max: '80' })
  })
})

test.group('Readings | minimum and qualification', () => {
  const policy = { per_economy_m3: 10, per_outlet_m3: 5, outlets_per_economy: 2 }

  test('counts economies with a meter and outlets without one', ({ assert }) => {
    assert.equal(minimumM3({ isMetered: true, economies: 3, outlets: null }, policy), '30')
    assert.equal(minimumM3({ isMetered: false, economies: 1, outlets: 4 }, policy), '20')
    assert.equal(minimumM3({ isMetered: false, economies: 3, outlets: null }, policy), '30')
  })

  test('reads, passes or bills without reading by situation', ({ assert }) => {
    const parameter = parameters.find(({ key }) => key === 'readings.situations_read')!
    const situations = parameter.default as Record<string, 'read' | 'not_read'>
    const of = (water: string | null, hasMeter: boolean, sewage: string | null = null) =>
      qualify({ water, sewage, hasMeter }, { situations, cutMinDays: 0 })
    assert.equal(of('active', true), 'read')
    assert.equal(of('cut_standpipe', true), 'read')
    assert.equal(of('cut_branch', true), 'not_read')
    assert.equal(of('suppressed', false), 'not_read')
    assert.equal(of('active', false), 'unmetered')
    assert.equal(of(null, false, 'active'), 'unmetered')
    assert.equal(of(null, false, 'plugged'), 'not_read')
  })
})
