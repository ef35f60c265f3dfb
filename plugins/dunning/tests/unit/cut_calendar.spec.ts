import { test } from '@japa/runner'
import fc from 'fast-check'
import {
  type CivilDate,
  addDays,
  civilDate,
  createBusinessCalendar,
  dayOfWeek,
  nationalHolidays,
} from '#core/calendar/index'
import {
  type CutTerms,
  NOTICE_DAYS,
  cutFrom,
  cutObstacle,
  dayObstacle,
  firstCutDay,
} from '../../domain/cut_calendar.ts'

/** Aniversário of the municipality, a Wednesday in 2026. */
const MUNICIPAL = civilDate('2026-04-08')
const holidays = [2024, 2025, 2026, 2027]
  .flatMap(nationalHolidays)
  .filter(({ kind }) => kind === 'national')
  .map(({ date }) => date)
const calendar = createBusinessCalendar({ holidays: [...holidays, MUNICIPAL] })
const on = (text: string) => civilDate(text)

const HOURS = { first: '08:00', last: '17:00' }
const terms = (deliveredOn: CivilDate | null, dueOn: CivilDate): CutTerms => ({
  ...{ calendar, hours: HOURS, notice: { deliveredOn, dueOn } },
})

test.group('Dunning | cut_calendar', () => {
  test('{day} is {outcome}')
    .with([
      { day: '2026-11-19', outcome: 'eve' },
      { day: '2026-11-20', outcome: 'weekday' },
      { day: '2026-12-23', outcome: null },
      { day: '2026-12-24', outcome: 'eve' },
      { day: '2026-12-31', outcome: 'eve' },
      { day: '2026-12-20', outcome: 'weekday' },
      { day: '2026-12-21', outcome: null },
      // Monday, 7 September.
      { day: '2026-09-07', outcome: 'holiday' },
      { day: '2026-09-08', outcome: null },
      // The municipality's own day, and the one before it.
      { day: '2026-04-08', outcome: 'holiday' },
      { day: '2026-04-07', outcome: 'eve' },
      { day: '2026-04-09', outcome: null },
    ])
    .run(({ assert }, { day, outcome }) => {
      assert.equal(dayObstacle(on(day), calendar), outcome)
    })

  test('a notice delivered on Friday 20 November allows the cut from Monday 21 December', ({
    assert,
  }) => {
    const notice = { deliveredOn: on('2026-11-20'), dueOn: on('2026-12-20') }
    assert.equal(cutFrom(notice, calendar), '2026-12-21')
    assert.isNull(cutFrom({ ...notice, deliveredOn: null }, calendar))
    // What it says itself binds when it is later: due on Tuesday the 22nd.
    assert.equal(cutFrom({ ...notice, dueOn: on('2026-12-22') }, calendar), '2026-12-23')
  })

  test('what stands in the way is named: {outcome}')
    .with([
      { delivered: null, day: '2026-12-21', time: '09:00', outcome: 'undelivered' },
      // 29 days.
      { delivered: '2026-11-10', day: '2026-12-09', time: '09:00', outcome: 'term' },
      { delivered: '2026-11-10', day: '2026-12-10', time: '09:00', outcome: null },
      { delivered: '2026-11-01', day: '2026-12-08', time: '09:00', outcome: 'announced' },
      { delivered: '2026-11-01', day: '2026-12-11', time: '09:00', outcome: 'weekday' },
      { delivered: '2026-11-01', day: '2026-12-09', time: '07:59', outcome: 'hour' },
      { delivered: '2026-11-01', day: '2026-12-09', time: '08:00', outcome: null },
      { delivered: '2026-11-01', day: '2026-12-09', time: '17:00', outcome: null },
      { delivered: '2026-11-01', day: '2026-12-09', time: '17:01', outcome: 'hour' },
    ])
    .run(({ assert }, { delivered, day, time, outcome }) => {
      const asked = terms(delivered === null ? null : on(delivered), on('2026-12-08'))
      assert.equal(cutObstacle({ on: on(day), time }, asked), outcome)
    })

  const days = fc.integer({ min: 0, max: 1400 }).map((offset) => addDays(on('2024-02-01'), offset))

  test('a day that is allowed is Monday to Thursday, no holiday, and no holiday follows it', ({
    assert,
  }) => {
    const off = new Set<CivilDate>([...holidays, MUNICIPAL])
    fc.assert(
      fc.property(days, (day) => {
        const may =
          [1, 2, 3, 4].includes(dayOfWeek(day)) && !off.has(day) && !off.has(addDays(day, 1))
        assert.equal(dayObstacle(day, calendar) === null, may)
      })
    )
  })

  test('the first day is allowed, not before it was asked for, and none between is', ({
    assert,
  }) => {
    fc.assert(
      fc.property(days, (day) => {
        const first = firstCutDay(day, calendar)
        assert.isTrue(first >= day && dayObstacle(first, calendar) === null)
        for (let one = day; one < first; one = addDays(one, 1)) {
          assert.isNotNull(dayObstacle(one, calendar))
        }
      })
    )
  })

  test('no notice allows a cut within thirty days of its delivery nor on its last day', ({
    assert,
  }) => {
    fc.assert(
      fc.property(days, fc.nat(60), fc.nat(120), (deliveredOn, term, later) => {
        const dueOn = addDays(deliveredOn, term)
        const day = addDays(deliveredOn, later)
        if (cutObstacle({ on: day, time: null }, terms(deliveredOn, dueOn)) !== null) return
        assert.isTrue(day >= addDays(deliveredOn, NOTICE_DAYS) && day > dueOn)
        assert.isTrue(day >= cutFrom({ deliveredOn, dueOn }, calendar)!)
      })
    )
  })
})
