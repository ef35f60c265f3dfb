import { test } from '@japa/runner'
import type { CivilDate } from '#core/calendar/index'
import { createBusinessCalendar } from '#core/calendar/index'
import { DEFAULT_POLICY } from '../../domain/default_policy.ts'
import { planSteps } from '../../domain/plan_steps.ts'
import type { PolicyStep } from '../../domain/policy.ts'

const calendar = createBusinessCalendar({ holidays: ['2026-11-20' as CivilDate] })
const plan = (dueOn: string, noticeDays = 1) =>
  planSteps(DEFAULT_POLICY, { dueOn: dueOn as CivilDate, noticeDays, calendar }).map(
    ({ step, on }) => [step.id, on] as const
  )

test.group('Dunning | planSteps', () => {
  test('each step comes so many days after what it counts from, on one of its weekdays', ({
    assert,
  }) => {
    // Due on a Friday: noticed on Monday; the cut 30 days later is a Wednesday, and the second on Friday passes to Monday.
    assert.deepEqual(plan('2026-10-09'), [
      ['notice', '2026-10-12'],
      ['cut_1', '2026-11-11'],
      ['cut_2', '2026-12-14'],
      ['extrajudicial', '2027-01-07'],
      ['bureau', '2027-01-22'],
    ])
  })

  test('a notice waits for the days of delay of its parameter, and no cut is planned for the eve of a holiday', ({
    assert,
  }) => {
    const [notice, cut] = plan('2026-10-10', 10)
    assert.deepEqual(notice, ['notice', '2026-10-20'])
    // 19/11 is the eve of a holiday, 20/11 the holiday, and then a weekend.
    assert.deepEqual(cut, ['cut_1', '2026-11-23'])
  })

  test('steps that count from each other in a ring have no day', ({ assert }) => {
    const [notice] = DEFAULT_POLICY.steps as readonly [PolicyStep]
    const steps = [
      { ...notice, id: 'a', after: 'b' },
      { ...notice, id: 'b', after: 'a' },
    ]
    const dueOn = '2026-10-09' as CivilDate
    const ring = { title: 'Em círculo', steps }
    assert.deepEqual(planSteps(ring, { dueOn, noticeDays: 1, calendar }), [])
  })
})
