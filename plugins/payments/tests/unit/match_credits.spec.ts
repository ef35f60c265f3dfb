import { test } from '@japa/runner'
import type { CivilDate } from '#core/calendar/index'
import {
  type OutstandingDay,
  type WaitingCredit,
  matchCredits,
} from '../../domain/match_credits.ts'

const credit = (id: bigint, on: string, amountCents: bigint, text: string): WaitingCredit => ({
  ...{ id, on: on as CivilDate, amountCents, text },
})

const day = (id: bigint, on: string, outstandingCents: bigint): OutstandingDay => ({
  ...{
    id,
    creditedOn: on as CivilDate,
    outstandingCents,
    kind: 'file',
    code: '123456',
    mark: null,
  },
})

const pairs = (credits: readonly WaitingCredit[], days: readonly OutstandingDay[]) =>
  Object.fromEntries(
    matchCredits(credits, days).map(({ lineId, dayId }) => [String(lineId), String(dayId)])
  )

test.group('Payments | matchCredits', () => {
  test('a credit that completes a day is given to it, though its own short credit came in the same statement', ({
    assert,
  }) => {
    const days = [day(1n, '2026-09-21', 139_469n), day(2n, '2026-09-22', 5337n)]
    const credits = [
      credit(10n, '2026-09-21', 138_469n, 'CRED ARRECADACAO CONV 123456'),
      credit(11n, '2026-09-22', 1000n, 'COMPL ARRECADACAO CONV 123456'),
      credit(12n, '2026-09-22', 5157n, 'CRED ARRECADACAO CONV 123456'),
    ]
    assert.deepEqual(pairs(credits, days), { 10: '1', 11: '1', 12: '2' })
  })

  test('two credits of the same amount on a day wait when nothing tells them apart', ({
    assert,
  }) => {
    const days = [day(1n, '2026-09-21', 1000n)]
    const credits = [
      credit(10n, '2026-09-21', 1000n, 'DEPOSITO'),
      credit(11n, '2026-09-21', 1000n, 'DEPOSITO'),
    ]
    assert.deepEqual(pairs(credits, days), {})
  })

  test('one of two equal credits that names the agreement is taken, and the other waits', ({
    assert,
  }) => {
    const days = [day(1n, '2026-09-21', 1000n)]
    const credits = [
      credit(10n, '2026-09-21', 1000n, 'DEPOSITO'),
      credit(11n, '2026-09-21', 1000n, 'CRED 00123456'),
    ]
    assert.deepEqual(pairs(credits, days), { 11: '1' })
  })
})
