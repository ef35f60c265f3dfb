import { test } from '@japa/runner'
import { type CivilDate, createBusinessCalendar } from '#core/calendar/index'
import { parseCron } from '../../schedules/cron.ts'
import { type Timing, nextOccurrences } from '../../schedules/occurrences.ts'
import { recurrenceText } from '../../schedules/recurrence.ts'

const day = (text: string) => text as CivilDate
// Wednesday 2026-12-09 and Christmas (a Friday) are off.
const calendar = createBusinessCalendar({ holidays: [day('2026-12-09'), day('2026-12-25')] })
const timing = (given: Partial<Timing>): Timing => ({
  ...{ recurrence: { kind: 'daily' }, timeOfDay: '06:00', dayRule: 'any' },
  ...{ startsOn: day('2026-12-01'), endsOn: null },
  ...given,
})
const next = (given: Partial<Timing>, count = 5, after = '2026-12-01T00:00:00Z') =>
  nextOccurrences(
    timing(given),
    { after: new Date(after), count, timeZone: 'America/Cuiaba' },
    calendar
  )
const days = (given: Partial<Timing>, count = 5) => next(given, count).map(({ date }) => date)

test.group('Jobs | nextOccurrences', () => {
  test('comes at the time that the municipality’s clocks show', ({ assert }) => {
    // Cuiabá is UTC-4: six in the morning is ten in UTC.
    assert.deepEqual(
      next({}, 2).map(({ at }) => at.toISOString()),
      ['2026-12-01T10:00:00.000Z', '2026-12-02T10:00:00.000Z']
    )
  })

  test('has passed today when its time has passed', ({ assert }) => {
    const [first] = next({}, 1, '2026-12-01T10:00:00Z')
    assert.equal(first!.date, '2026-12-02')
  })

  test('leaves out, puts off or brings forward what falls on a day off', ({ assert }) => {
    const weekly = { kind: 'weekly', weekdays: [3] } as const
    assert.deepEqual(days({ recurrence: weekly }, 3), ['2026-12-02', '2026-12-09', '2026-12-16'])
    assert.deepEqual(days({ recurrence: weekly, dayRule: 'skip' }, 2), ['2026-12-02', '2026-12-16'])
    assert.deepEqual(days({ recurrence: weekly, dayRule: 'next' }, 2), ['2026-12-02', '2026-12-10'])
    assert.deepEqual(days({ recurrence: weekly, dayRule: 'previous' }, 2), [
      '2026-12-02',
      '2026-12-08',
    ])
  })

  test('is once a day when several days are moved to the same one', ({ assert }) => {
    // Saturday 5th and Sunday 6th both move to Monday 7th, which has its own.
    assert.deepEqual(days({ dayRule: 'next' }, 6), [
      ...['2026-12-01', '2026-12-02', '2026-12-03', '2026-12-04', '2026-12-07', '2026-12-08'],
    ])
  })

  test('takes the last day of a shorter month', ({ assert }) => {
    assert.deepEqual(days({ recurrence: { kind: 'monthly', day: 31 } }, 3), [
      ...['2026-12-31', '2027-01-31', '2027-02-28'],
    ])
  })

  test('counts business days from the beginning and from the end of the month', ({ assert }) => {
    assert.deepEqual(days({ recurrence: { kind: 'business_day', nth: 7 } }, 2), [
      ...['2026-12-10', '2027-01-11'],
    ])
    assert.deepEqual(days({ recurrence: { kind: 'business_day', nth: -1 } }, 2), [
      ...['2026-12-31', '2027-01-29'],
    ])
  })

  test('neither begins before its start nor goes on after its end', ({ assert }) => {
    const given = { startsOn: day('2026-12-10'), endsOn: day('2026-12-12') }
    assert.deepEqual(days(given, 9), ['2026-12-10', '2026-12-11', '2026-12-12'])
  })

  test('an expression has several times on its days', ({ assert }) => {
    const recurrence = { kind: 'cron', expression: '0,30 8-9 * * 1-5' } as const
    assert.deepEqual(
      next({ recurrence }, 5).map(({ at }) => at.toISOString().slice(0, 16)),
      [
        ...['2026-12-01T12:00', '2026-12-01T12:30', '2026-12-01T13:00', '2026-12-01T13:30'],
        '2026-12-02T12:00',
      ]
    )
  })

  test('a time that daylight saving leaves out comes an hour later, one that it repeats comes once', ({
    assert,
  }) => {
    const at = (startsOn: string, timeOfDay: string) =>
      nextOccurrences(
        timing({ startsOn: day(startsOn), endsOn: day(startsOn), timeOfDay }),
        { after: new Date('2018-01-01T00:00:00Z'), count: 9, timeZone: 'America/Sao_Paulo' },
        calendar
      ).map((one) => one.at.toISOString())
    assert.deepEqual(at('2018-11-04', '00:30'), ['2018-11-04T03:30:00.000Z'])
    assert.lengthOf(at('2018-02-17', '23:30'), 1)
  })

  test('is said in words', ({ assert }) => {
    assert.equal(
      recurrenceText({ kind: 'weekly', weekdays: [1, 4] }, '06:00'),
      'toda semana: segunda, quinta, às 06:00'
    )
    assert.equal(
      recurrenceText({ kind: 'business_day', nth: -2 }, '22:00'),
      'todo mês, no 2º último dia útil, às 22:00'
    )
  })
})

test.group('Jobs | parseCron', () => {
  test('reads lists, ranges and steps', ({ assert }) => {
    assert.deepEqual(parseCron('*/20 6 * * *').times, ['06:00', '06:20', '06:40'])
    assert.deepEqual(parseCron('5 7-9/2,22 * * *').times, ['07:05', '09:05', '22:05'])
  })

  test('matches by day of the month or of the week when both are narrowed', ({ assert }) => {
    const { isOn } = parseCron('0 6 1 * 0')
    assert.isTrue(isOn(day('2026-12-01')))
    assert.isTrue(isOn(day('2026-12-06')))
    assert.isFalse(isOn(day('2026-12-07')))
  })

  test('refuses a wrong expression: {$self}')
    .with([
      '* * *',
      '61 6 * * *',
      '0 24 * * *',
      'a 6 * * *',
      '5-1 6 * * *',
      '* * * * *',
      '*/0 6 * * *',
    ])
    .run(({ assert }, expression) => {
      assert.throws(() => parseCron(expression), /Cron expression/)
    })
})
