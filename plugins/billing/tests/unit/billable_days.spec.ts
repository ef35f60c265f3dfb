import { test } from '@japa/runner'
import fc from 'fast-check'
import { type CivilDate, addDays, civilDate } from '#core/calendar/index'
import { type DaysRules, billableDays, chargeByDays, daysText } from '../../domain/billable_days.ts'
import type { BillingFacts, SituationSpan } from '../../domain/billing_facts.ts'
import type { BillingRules, CategoryFacts } from '../../domain/compose_types.ts'
import type { PremiseMonth } from '../../domain/premise_month.ts'

const day = (text: string) => civilDate(text)
const RULES: DaysRules = {
  billableServices: { water: ['active'], sewage: ['active', 'cut_standpipe'] },
  situationDays: 'by_days',
  usualPeriod: null,
}
/** 1 to 30 November. */
const period = { previousReadOn: day('2026-10-31'), readOn: day('2026-11-30') }
const CUT: readonly SituationSpan[] = [
  { situation: 'active', from: null },
  { situation: 'cut_standpipe', from: day('2026-11-10') },
  { situation: 'active', from: day('2026-11-20') },
]
const monthOf = (situations: BillingFacts['situations']) =>
  ({ ...period, billing: { situations } }) as unknown as PremiseMonth
const daysOf = (
  spans: readonly SituationSpan[],
  rules = RULES,
  service: 'water' | 'sewage' = 'water'
) => billableDays(monthOf({ [service]: spans }), service, { period, rules })

test.group('Billing | billableDays', () => {
  test('cut on the 10th and connected again on the 20th: twenty of thirty days', ({ assert }) => {
    assert.deepEqual(daysOf(CUT), { days: 20, ofDays: 30 })
    assert.deepEqual(daysOf(CUT, RULES, 'sewage'), { days: 30, ofDays: 30 })
    assert.equal(
      daysText(monthOf({ water: CUT }), 'water', RULES),
      'Valor fixo e mínimo de 20 de 30 dias (cortada no cavalete em 10/11/2026, ligada em 20/11/2026)'
    )
  })

  test('a new connection counts from its day on; the day of the former reading does not count', ({
    assert,
  }) => {
    assert.deepEqual(daysOf([{ situation: 'active', from: day('2026-11-25') }]), {
      ...{ days: 6, ofDays: 30 },
    })
    // Its first period begins with it: the month that ends with the reading is what its days are of.
    const own = { previousReadOn: day('2026-11-25'), readOn: day('2026-11-30') }
    const fresh = monthOf({ water: [{ situation: 'active', from: day('2026-11-25') }] })
    assert.deepEqual(billableDays(fresh, 'water', { period: own, rules: RULES }), {
      ...{ days: 6, ofDays: 31 },
    })
    const atReading = [
      { situation: 'active', from: null },
      { situation: 'plugged', from: day('2026-10-31') },
    ]
    assert.deepEqual(daysOf(atReading), { days: 0, ofDays: 30 })
  })

  test('nothing is divided where nothing changed, or the situation of the load decides', ({
    assert,
  }) => {
    assert.isNull(billableDays(monthOf(undefined), 'water', { period, rules: RULES }))
    assert.isNull(daysOf(CUT, { ...RULES, situationDays: 'at_load' }))
  })

  test('every day belongs to one situation: what is billed and what is not add up to the period', ({
    assert,
  }) => {
    const steps = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 })
    fc.assert(
      fc.property(steps, (gaps) => {
        let from: CivilDate = day('2026-10-20')
        const spans = [{ situation: 'active', from: null as CivilDate | null }]
        for (const [index, gap] of gaps.entries()) {
          from = addDays(from, gap)
          spans.push({ situation: index % 2 ? 'active' : 'plugged', from })
        }
        const inverse = {
          ...RULES,
          billableServices: { ...RULES.billableServices, water: ['plugged'] },
        }
        assert.equal(daysOf(spans)!.days + daysOf(spans, inverse)!.days, 30)
      })
    )
  })

  test('water and sewage are asked each for its own days; what is consumed is charged in any situation', ({
    assert,
  }) => {
    const asked: CategoryFacts[] = []
    const rules = {
      ...RULES,
      charge: (facts: CategoryFacts) => {
        asked.push(facts)
        return ['water', 'sewage', 'other'].map((service) => ({ service }))
      },
    } as unknown as BillingRules
    const facts = { isWaterBillable: false, isSewageBillable: true, sewageClass: 'collected' }
    const charge = chargeByDays(monthOf({ water: CUT, sewage: CUT }), rules)
    const lines = charge({ ...facts, isConsumed: false } as CategoryFacts, period)
    assert.deepEqual(
      lines.map(({ service }) => service),
      ['water', 'other', 'sewage']
    )
    assert.deepEqual(
      asked.map(({ minimumDays, isWaterBillable }) => [minimumDays?.days, isWaterBillable]),
      [
        [20, true],
        [undefined, true],
      ]
    )
  })
})
