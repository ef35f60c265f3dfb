import { test } from '@japa/runner'
import fc from 'fast-check'
import { type CivilDate, addDays } from '#core/calendar/index'
import { type Side, compareInvoices } from '../../domain/compare_invoices.ts'
import { composeSet } from '../../domain/compose_invoice.ts'
import type { BillingRules, LiveOfPremise } from '../../domain/compose_types.ts'
import type { PremiseMonth } from '../../domain/premise_month.ts'
import { credit, live, month, rules, waiting } from './compose_fixture.ts'

/** Water at so many cents a m³, garbage by the days of the period; no answer for a category that it does not know. */
const priced = (cents: bigint, known: readonly string[] = ['RES', 'COM']): BillingRules => ({
  ...rules,
  charge(facts, period) {
    if (!known.includes(facts.category)) {
      throw Object.assign(new Error('unknown category'), { code: 'E_TARIFFS_NO_CATEGORY' })
    }
    const days = BigInt(
      (Date.parse(period.readOn) - Date.parse(period.previousReadOn)) / 86_400_000
    )
    return rules.charge(facts, period).map((one) => ({
      ...one,
      amountCents: one.chargeType === 'garbage' ? days * 20n : (one.amountCents * cents) / 100n,
    }))
  },
})

function side(premise: PremiseMonth, by: BillingRules, facts: Partial<LiveOfPremise> = {}): Side {
  const { invoices, parked } = composeSet(
    { setKey: premise.premiseId, months: [premise] },
    live(premise, facts),
    by
  )
  if (!invoices) throw new Error(parked.code)
  return { composed: invoices[0]!, rules: by }
}

const until = '2026-11-18' as CivilDate
const period = (days: number) => ({ previousReadOn: addDays(until, -days), readOn: until })

test.group('Billing | compareInvoices', () => {
  test('tells consumption, days, tariff and services apart, each with its lines', ({ assert }) => {
    const before = side(month('10', period(30)), priced(100n))
    const after = side(month('16', period(33)), priced(110n), {
      pending: [waiting(1n, { cause: 'service', component: 'principal', label: 'Vistoria' })],
      credits: [credit(9n, 250n)],
    })
    const changes = compareInvoices(before, after)
    assert.deepEqual(
      changes.map(({ causes, cents }) => [causes.join(), cents]),
      [
        ['consumption', 600n],
        ['tariff', 160n],
        ['days', 60n],
        ['services', 100n],
        ['credits', -250n],
      ]
    )
    assert.deepEqual(changes[0]!.lines, [{ title: 'Água, residencial', cents: 600n }])
    assert.deepEqual(changes[2]!.lines, [
      { title: 'Taxa de coleta de lixo, residencial', cents: 60n },
    ])
  })

  test('what the former table cannot answer is told with what comes after it', ({ assert }) => {
    const before = side(month('10', period(30)), priced(100n, ['RES']))
    const shop = month('10', { ...period(30), economies: [{ category: 'COM', economies: 1 }] })
    const changes = compareInvoices(before, side(shop, priced(300n)))
    assert.deepEqual(
      changes.map(({ causes, cents }) => [causes.join(), cents]),
      [['registry,terms,tariff', 2000n]]
    )
  })

  test('the changes add up to the difference of the totals, to the cent', ({ assert }) => {
    const invoice = fc.record({
      m3: fc.integer({ min: 0, max: 80 }),
      days: fc.integer({ min: 15, max: 45 }),
      price: fc.bigInt(50n, 900n),
      homes: fc.integer({ min: 1, max: 4 }),
      shops: fc.integer({ min: 0, max: 2 }),
      hasSewage: fc.boolean(),
      credits: fc.bigInt(0n, 3000n),
      waits: fc.array(
        fc.record({
          cause: fc.constantFrom('late' as const, 'carried' as const, 'service' as const),
          amountCents: fc.bigInt(1n, 4000n),
        }),
        { maxLength: 3 }
      ),
      minimum: fc.constantFrom(0n, 5000n),
      discount: fc.constantFrom(undefined, '35'),
      isExempt: fc.boolean(),
      fixed: fc.constantFrom(undefined, '12', '50'),
      knowsShops: fc.boolean(),
    })
    type Drawn = typeof invoice extends fc.Arbitrary<infer T> ? T : never
    const sideOf = (one: Drawn): Side =>
      side(
        month(String(one.m3), {
          ...period(one.days),
          economies: [
            { category: 'RES', economies: one.homes },
            ...(one.shops ? [{ category: 'COM', economies: one.shops }] : []),
          ],
          sewage: one.hasSewage ? { situation: 'active', class: 'collected' } : null,
          ...(one.discount ? { changes: { discounts: { water: one.discount } } } : {}),
          billing: {
            ...(one.isExempt ? { exempt: ['garbage'] } : {}),
            ...(one.fixed
              ? {
                  contracts: [
                    {
                      number: 'C1',
                      service: 'water',
                      kind: 'fixed_volume',
                      volume_m3: one.fixed,
                    } as never,
                  ],
                }
              : {}),
          },
        }),
        {
          ...priced(one.price, one.knowsShops || one.shops ? ['RES', 'COM'] : ['RES']),
          minimumIssueCents: one.minimum,
        },
        {
          credits: one.credits ? [credit(1n, one.credits)] : [],
          pending: one.waits.map((wait, index) => waiting(BigInt(index + 1), wait)),
        }
      )
    fc.assert(
      fc.property(invoice, invoice, (first, second) => {
        const [before, after] = [sideOf(first), sideOf(second)]
        const changes = compareInvoices(before, after)
        const sum = changes.reduce((total, { cents }) => total + cents, 0n)
        assert.equal(sum, after.composed.totalCents - before.composed.totalCents)
        for (const { cents, lines } of changes) {
          assert.equal(
            lines.reduce((total, line) => total + line.cents, 0n),
            cents
          )
        }
      }),
      { numRuns: 300 }
    )
  })

  test('nothing changed, nothing is told', ({ assert }) => {
    const same = () => side(month('10', period(30)), priced(100n))
    assert.deepEqual(compareInvoices(same(), same()), [])
  })
})
