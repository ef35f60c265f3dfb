import { test } from '@japa/runner'

import { CalendarError, clock, createClock, dateAt } from '../../index.ts'

function codeOf(call: () => unknown): unknown {
  try {
    return call()
  } catch (error) {
    return error instanceof CalendarError ? error.code : error
  }
}

test.group('Clock', (group) => {
  group.each.teardown(() => clock.restore())

  test('stands still when frozen and runs again', ({ assert }) => {
    clock.freeze('2026-11-22T02:30:00Z')
    assert.equal(clock.now().toISOString(), '2026-11-22T02:30:00.000Z')
    clock.now().setFullYear(1999)
    assert.equal(clock.now().getUTCFullYear(), 2026)
    clock.restore()
    assert.isBelow(Math.abs(clock.now().getTime() - Date.now()), 1_000)
  })

  test('stands at another instant while some work is done, and is as it was afterwards, also when it fails', async ({
    assert,
  }) => {
    clock.freeze('2026-11-22T02:30:00Z')
    const year = await clock.during('2020-01-01T12:00:00Z', async () =>
      clock.now().getUTCFullYear()
    )
    assert.equal(year, 2020)
    await assert.rejects(() =>
      clock.during('2020-01-01T12:00:00Z', () => Promise.reject(new Error('stopped')))
    )
    assert.equal(clock.now().toISOString(), '2026-11-22T02:30:00.000Z')
  })

  test('today depends on the time zone', ({ assert }) => {
    clock.freeze(new Date('2026-11-22T02:30:00Z'))
    assert.equal(clock.today('America/Sao_Paulo'), '2026-11-21')
    assert.equal(clock.today('America/Noronha'), '2026-11-22')
    assert.equal(clock.today('UTC'), '2026-11-22')
  })

  test('knows summer time, and midnights that did not exist', ({ assert }) => {
    assert.equal(dateAt(new Date('2018-11-04T02:59:59Z'), 'America/Sao_Paulo'), '2018-11-03')
    assert.equal(dateAt(new Date('2018-11-04T03:00:00Z'), 'America/Sao_Paulo'), '2018-11-04')
    assert.equal(dateAt(new Date('2019-01-01T01:59:59Z'), 'America/Sao_Paulo'), '2018-12-31')
    assert.equal(dateAt(new Date('2019-01-01T02:00:00Z'), 'America/Sao_Paulo'), '2019-01-01')
  })

  test('refuses what is no zone and no instant', ({ assert }) => {
    assert.equal(
      codeOf(() => clock.today('America/Brasilia')),
      'E_CALENDAR_TIME_ZONE'
    )
    for (const instant of ['2026-11-22', '2026-11-22T10:00:00', 'today', new Date(Number.NaN)]) {
      assert.equal(
        codeOf(() => clock.freeze(instant)),
        'E_CALENDAR_INSTANT'
      )
    }
  })

  test('one clock does not stop another', ({ assert }) => {
    const other = createClock()
    other.freeze('2000-01-01T00:00:00Z')
    assert.notEqual(clock.today('UTC'), other.today('UTC'))
  })
})
