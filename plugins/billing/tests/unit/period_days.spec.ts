import { test } from '@japa/runner'
import { civilDate } from '#core/calendar/index'
import type { PackSegment } from '#core/configuration/index'
import { chargeByDays, daysText } from '../../domain/billable_days.ts'
import type { BillingFacts } from '../../domain/billing_facts.ts'
import type { BillingRules, CategoryFacts } from '../../domain/compose_types.ts'
import { unusualDays } from '../../domain/period_days.ts'
import { usualPeriod } from '../../services/run/billing_rules.ts'
import { month as monthOf, rules as RULES } from './compose_fixture.ts'

const day = civilDate
const readOn = day('2026-11-15')
const rules = { ...RULES, usualPeriod: { fromDays: 27, untilDays: 33, nominalDays: 30 } }
const since = (previous: string, billing?: BillingFacts) =>
  monthOf('10', { previousReadOn: day(previous), readOn, ...(billing && { billing }) })
const LONG = '2026-10-01'

/** What the tariff is asked, for a month. */
function askedOf(month: ReturnType<typeof monthOf>, given: BillingRules = rules) {
  const asked: CategoryFacts[] = []
  const charge = (facts: CategoryFacts) => {
    asked.push(facts)
    return []
  }
  chargeByDays(month, { ...given, charge })({ isWaterBillable: true } as CategoryFacts, month)
  return asked.map(({ limitDays, minimumDays }) => [limitDays, minimumDays])
}

test.group('Billing | periods that are no month', () => {
  test('27 to 33 days are a month, others are scaled by 30', ({ assert }) => {
    const days = (previous: string) => unusualDays(since(previous), since(previous), rules)
    assert.deepEqual(days(LONG), { days: 45, ofDays: 30 })
    assert.deepEqual(days('2026-11-05'), { days: 10, ofDays: 30 })
    assert.deepEqual(days('2026-11-15'), { days: 1, ofDays: 30 })
    assert.deepEqual([days('2026-10-19'), days('2026-10-13')], [null, null])
    assert.deepEqual(days('2026-10-20')!.days, 26)
    assert.deepEqual(days('2026-10-12')!.days, 34)
    assert.deepEqual(askedOf(since('2026-10-15')), [[undefined, undefined]])
  })

  test('nothing is scaled as it was, in a pack before the parameter, of a volume of a month or under a contract', ({
    assert,
  }) => {
    const segment = (asked: readonly string[], value: string) =>
      ({
        has: (_: string, key: string) => asked.includes(key),
        parameter: (key: string) =>
          key === 'billing.period_days'
            ? value
            : { from_days: 25, until_days: 35, nominal_days: 31 },
      }) as unknown as PackSegment
    const both = ['billing.period_days', 'readings.period']
    assert.isNull(usualPeriod(segment([], 'adjust')))
    assert.isNull(usualPeriod(segment(both, 'as_is')))
    assert.deepEqual(usualPeriod(segment(both, 'adjust')), {
      ...{ fromDays: 25, untilDays: 35, nominalDays: 31 },
    })
    const contracts = [{ number: '1', service: 'water', kind: 'fixed_volume', volume_m3: '9' }]
    const contracted = since(LONG, { contracts } as BillingFacts)
    const assumed = { ...since(LONG), volumeOf: 'month' as const }
    for (const month of [contracted, assumed]) {
      assert.isNull(unusualDays(month, month, rules))
      assert.deepEqual(askedOf(month), [[undefined, undefined]])
    }
    assert.deepEqual(askedOf(since(LONG), RULES), [[undefined, undefined]])
  })

  test('days of a situation are days of the nominal month: a day is divided once', ({ assert }) => {
    const water = [
      { situation: 'active', from: null },
      { situation: 'cut_branch', from: day('2026-11-01') },
    ]
    const cut = since(LONG, { situations: { water } })
    const limitDays = { days: 45, ofDays: 30 }
    // Active from 2 to 31 October: a whole month of minima in a period of one and a half; sewage is charged for all of it.
    assert.deepEqual(askedOf(cut), [
      [limitDays, { days: 30, ofDays: 30 }],
      [limitDays, limitDays],
    ])
    assert.equal(
      daysText(cut, 'water', rules),
      'Período de 45 dias: faixas e mínimos proporcionais (45/30). Valor fixo e mínimo de 30 de 30 dias (cortada no ramal em 01/11/2026)'
    )
    assert.equal(
      daysText(since(LONG), 'sewage', rules),
      'Período de 45 dias: faixas e mínimos proporcionais (45/30)'
    )
  })

  test('the first bill of a connection counts from its day on', ({ assert }) => {
    const situations = { water: [{ situation: 'active', from: day('2026-11-06') }] }
    const tenDays = { days: 10, ofDays: 30 }
    for (const previous of ['2026-10-15', '2026-11-06']) {
      assert.deepEqual(askedOf(since(previous, { situations }))[0], [tenDays, tenDays])
    }
  })
})
