import { test } from '@japa/runner'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import type { ConsumptionKind } from '../../domain/frozen_facts.ts'
import { type PastReading, estimatesSince } from '../../services/past_readings.ts'

const month = (
  reference: string,
  kind: ConsumptionKind,
  billed: string,
  credit = '0'
): PastReading => ({
  premise_id: 1n,
  meter_id: 1n,
  reference: reference as RefMonth,
  reading: kind === 'measured' ? 700 : null,
  read_on: `${reference}-04` as CivilDate,
  kind,
  own_m3: null,
  billed_m3: billed,
  credit_m3: credit,
  enters_average: kind === 'measured',
  anomaly_code: null,
})

const READ = month('2026-07', 'measured', '20')
const READ_ON = '2026-07-04' as CivilDate

test.group('Readings | estimatesSince', () => {
  test('settles an estimate across a month that was not read', ({ assert }) => {
    // estimated 18 in August, cut and so 0 in September: October's reading has 18 to give back
    const past = [
      month('2026-09', 'unmetered', '0'),
      month('2026-08', 'estimated', '18'),
      READ,
      month('2026-06', 'average', '15'),
    ]
    assert.deepEqual(estimatesSince(past, READ_ON), {
      ...{ months: 1, m3: '18', credit_m3: '0' },
      of: [{ reference: '2026-08', from: '2026-07-04', until: '2026-08-04', m3: '18' }],
    })
  })

  test('stops at a real reading, whatever came before it', ({ assert }) => {
    const past = [READ, month('2026-06', 'average', '15')]
    assert.deepEqual(estimatesSince(past, null), { months: 0, m3: '0', credit_m3: '0' })
  })

  test('does not reach behind the installation of the meter', ({ assert }) => {
    const past = [month('2026-09', 'estimated', '18'), month('2026-08', 'estimated', '18')]
    const installedOn = '2026-08-20' as CivilDate
    assert.equal(estimatesSince(past, installedOn).m3, '18')
  })

  test('names each estimated month with its days, the oldest first', ({ assert }) => {
    const past = [month('2026-09', 'estimated', '21'), month('2026-08', 'average', '18'), READ]
    assert.deepEqual(estimatesSince(past, READ_ON).of, [
      { reference: '2026-08', from: '2026-07-04', until: '2026-08-04', m3: '18' },
      { reference: '2026-09', from: '2026-08-04', until: '2026-09-04', m3: '21' },
    ])
  })

  test('takes the credit that the newest month left', ({ assert }) => {
    const past = [month('2026-09', 'unmetered', '0', '4'), month('2026-08', 'average', '18', '4')]
    assert.deepEqual(estimatesSince(past, READ_ON), {
      ...{ months: 1, m3: '18', credit_m3: '4' },
      of: [{ reference: '2026-08', from: '2026-07-04', until: '2026-08-04', m3: '18' }],
    })
  })
})
