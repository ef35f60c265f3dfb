import { test } from '@japa/runner'
import fc from 'fast-check'
import { addMonths, createBusinessCalendar, type CivilDate } from '#core/calendar/index'
import { deepFreeze } from '../../freeze.ts'
import { checkRuleset } from '../../index.ts'
import type { Expression } from '../../types.ts'
import { valuesOf } from './evaluators.ts'
import { DECIMAL, closed, contentOf, decisionOf, listOf } from './support.ts'

const CONTENT = {
  first: '2026-01-01',
  last: '2027-12-31',
  weekend: [0, 6],
  holidays: ['2026-11-20', '2026-12-25', '2027-01-01'],
}
const calendar = { literal: [CONTENT] }
const rows = {
  literal: [
    [
      { m3: '10.5', kind: 'a' },
      { m3: '4', kind: 'b' },
    ],
  ],
}
const series = {
  literal: [
    [
      { from: '2026-01-01', v: 1 },
      { from: '2026-07-01', v: 2 },
    ],
  ],
}

const GIVES: readonly (readonly [Expression, unknown])[] = [
  [{ count: [rows, { '>': [{ var: ['m3'] }, 5] }] }, 1],
  [{ count: [[], true] }, 0],
  [{ count: [rows, { var: ['m3'] }] }, 'E_RULES_TYPE /count/1'],
  [{ count: [rows, { var: ['none'] }] }, 'E_RULES_FACT_MISSING /count/1'],
  [{ sum_of: [[], 1] }, 0],
  [{ sum_of: [rows, { var: ['kind'] }] }, 'E_RULES_TYPE /sum_of/1'],
  [{ max_of: [[], 1] }, 'E_RULES_ARGUMENT /max_of/0'],
  [{ min_of: ['x', 1] }, 'E_RULES_TYPE /min_of/0'],
  [{ max_of: [[1, '2.5', 2], { var: [''] }] }, '2.5'],
  [{ months_between: ['2026-03-31', '2026-02-28'] }, -1],
  [{ months_between: ['2024-02-29', '2025-02-28'] }, 12],
  [{ is_business_day: ['2026-11-21', calendar] }, false],
  [{ is_business_day: ['2028-01-03', calendar] }, 'E_RULES_ARGUMENT /is_business_day/0'],
  [{ add_business_days: ['2026-12-24', 0, calendar] }, '2026-12-24'],
  [{ add_business_days: ['2026-12-24', 1, calendar] }, '2026-12-28'],
  [{ add_business_days: ['2026-12-28', -1, calendar] }, '2026-12-24'],
  [{ add_business_days: ['2026-12-24', 521, calendar] }, 'E_RULES_RANGE /add_business_days/1'],
  [{ add_business_days: ['2027-12-24', 30, calendar] }, 'E_RULES_ARGUMENT /add_business_days/1'],
  [{ previous_business_day: ['2026-11-22', calendar] }, '2026-11-19'],
  [{ business_days_between: ['2026-12-24', '2027-01-04', calendar] }, 5],
  [{ business_days_between: ['2027-01-04', '2026-12-24', calendar] }, -5],
  [
    {
      next_business_day: [
        '2026-12-24',
        { literal: [{ ...CONTENT, weekend: [0, 1, 2, 3, 4, 5, 6] }] },
      ],
    },
    'E_RULES_ARGUMENT /next_business_day/1',
  ],
  [
    { next_business_day: ['2026-12-24', { literal: [{}] }] },
    'E_RULES_FIELD_MISSING /next_business_day/1',
  ],
  [{ in_force_on: [series, '2025-12-31'] }, 'E_RULES_INDEX /in_force_on/1'],
  [{ field: [{ in_force_on: [series, '2026-07-01'] }, 'v'] }, 2],
  [
    {
      in_force_on: [{ literal: [[{ from: '2026-07-01' }, { from: '2026-07-01' }]] }, '2026-08-01'],
    },
    'E_RULES_ARGUMENT /in_force_on/0',
  ],
  [{ field: [{ find_by: [rows, 'kind', 'b'] }, 'm3'] }, '4'],
  [{ find_by: [rows, 'kind', 'c'] }, 'E_RULES_INDEX /find_by/2'],
  [{ find_by: [rows, 'size', 'c'] }, 'E_RULES_FIELD_MISSING /find_by/0'],
  [{ find_by: [rows, 'kind', 1] }, 'E_RULES_TYPE /find_by/2'],
  [{ find_by: [{ literal: [[{ a: 1 }, { a: 1 }]] }, 'a', 1] }, 'E_RULES_INDEX /find_by/2'],
]

const day = fc.integer({ min: 0, max: 700 }).map((days) => {
  const date = new Date(Date.UTC(2026, 0, 1 + days))
  return date.toISOString().slice(0, 10) as CivilDate
})

test.group('Rules | lists, business days and dated values', () => {
  test('give the value, or the error at the argument, in both evaluators', ({ assert }) => {
    for (const [rule, gives] of GIVES) {
      assert.deepEqual(valuesOf(rule), [gives, gives], JSON.stringify(rule))
    }
  })

  test('a calendar of the pack gives the days of the calendar of the house', ({ assert }) => {
    const lookups = deepFreeze({ 'calendar/legal': structuredClone(CONTENT) })
    const reference = createBusinessCalendar({ holidays: CONTENT.holidays as CivilDate[] })
    const property = fc.property(day, fc.integer({ min: -20, max: 20 }), (date, count) => {
      const expected = reference.addBusinessDays(date, count)
      if (expected < CONTENT.first || expected > CONTENT.last) return
      const added: Expression = {
        add_business_days: [date, count, { lookup: ['calendar/legal'] }],
      }
      assert.deepEqual(valuesOf(added, { lookups }), [expected, expected])
      if (count === 0) return
      const back = { business_days_between: [date, expected, { lookup: ['calendar/legal'] }] }
      assert.equal(valuesOf(back, { lookups })[0], count)
    })
    fc.assert(property, { numRuns: 1000, seed: 20_261_122 })
  })

  test('months between dates never pass the second date, and one more does', ({ assert }) => {
    const property = fc.property(day, day, (a, b) => {
      const [from, to] = a < b ? [a, b] : [b, a]
      const months = valuesOf({ months_between: [from, to] })[0] as number
      assert.isTrue(addMonths(from, months) <= to)
      assert.isTrue(addMonths(from, months + 1) > to)
    })
    fc.assert(property, { numRuns: 1000, seed: 20_261_122 })
  })

  test('what is known to be no calendar, series or list of objects is refused at save', ({
    assert,
  }) => {
    const decision = decisionOf(
      closed({ rows: listOf(closed({ m3: DECIMAL })) }),
      closed({ x: {} })
    )
    const codes = (x: Expression) =>
      checkRuleset(decision, contentOf([{ when: true, then: { x } }]))
        .filter(({ severity }) => severity === 'critical')
        .map(({ code, path }) => `${code} ${path.replace('/rules/0/then/x', '')}`)
    const list = { var: ['rows'] }
    const wrong = { literal: [{ ...CONTENT, holidays: [1] }] }
    assert.deepEqual(codes({ sum_of: [list, { var: ['m3'] }] }), [])
    assert.deepEqual(codes({ sum_of: [list, true] }), ['wrong_type /sum_of/1'])
    assert.deepEqual(codes({ count: [list, { var: ['m3'] }] }), ['wrong_type /count/1'])
    assert.deepEqual(codes({ in_force_on: [list, '2026-01-01'] }), ['unknown_fact /in_force_on/0'])
    assert.deepEqual(codes({ find_by: [list, 'm3', true] }), ['wrong_type /find_by/2'])
    assert.deepEqual(codes({ is_business_day: ['2026-01-02', wrong] }), [
      'wrong_type /is_business_day/1',
    ])
  })
})
