import { test } from '@japa/runner'
import fc from 'fast-check'
import { computeCharges, type TariffFacts } from '../../api.ts'
import type { Structure, TariffCharge } from '../../domain/structure.ts'
import { JUINA_2026, type TariffTable } from '../../domain/tariff_table.ts'
import { day, packOf } from './support.ts'

const PERIOD = { previousReadOn: day('2026-10-05'), readOn: day('2026-11-04') }
const FACTS: TariffFacts = {
  ...{ category: 'RES', economies: 1, waterM3: '45' },
  ...{ isWaterBillable: true, isSewageBillable: true, sewageClass: 'collected' },
}
const MINIMUM: TariffTable = {
  ...JUINA_2026,
  garbage: { RES: '8.50' },
  categories: { RES: { ...JUINA_2026.categories.RES!, minimum_m3: 10 } },
}

const { blocks } = JUINA_2026.categories.RES!
const SHARE = { scale: 6, mode: 'half-up' } as const
const minimum = { kind: 'minimum_volume', per: 'economy', each: 'month', m3: '10' } as const
/** One of each way of pricing m³; rows answer whole m³ only, and are asked for whole m³ of an economy. */
const STRUCTURES: Readonly<Record<string, Structure>> = {
  brackets: { ...minimum, structure: { kind: 'brackets', per: 'economy', brackets: blocks } },
  base_excess: {
    ...{ kind: 'base_excess', per: 'economy' },
    brackets: [
      { over: 0, to: 10, price: '0', base: '30.00' },
      { over: 10, to: null, price: '4.50', base: '30.00' },
    ],
  },
  whole_bracket: {
    ...{ kind: 'whole_bracket', per: 'economy' },
    brackets: [
      { over: 0, to: 10, price: '3.00', deduct: '0' },
      { over: 10, to: null, price: '5.00', deduct: '20.00' },
    ],
  },
  rows: {
    ...{ kind: 'rows', per: 'economy', table: 'published', column: 'water', share: SHARE },
  },
  formula: {
    ...{ kind: 'formula', per: 'economy', share: SHARE, power_scale: 6, power_mode: 'half-up' },
    ranges: [
      {
        ...{ over: 0, to: null },
        terms: [
          { coefficient: '0.05', power: '2' },
          { coefficient: '7', power: '0' },
        ],
      },
    ],
  },
  first_bracket_discount: {
    ...{ kind: 'first_bracket_discount', per: 'economy', percent: '50', up_to_m3: 15 },
    brackets: blocks,
  },
  fixed_and_m3: {
    kind: 'sum',
    parts: [
      { kind: 'fixed', per: 'economy', amount: '12.34' },
      { kind: 'brackets', per: 'economy', brackets: blocks },
    ],
  },
  minimum_amount: {
    ...{ kind: 'minimum_amount', per: 'economy', each: 'month', amount: '40.00' },
    structure: { kind: 'brackets', per: 'economy', brackets: blocks },
  },
}

const tableOf = (structure: Structure): TariffTable => {
  const charge: TariffCharge = {
    ...{ charge_type: 'water', title: 'Água', applies: {}, legal_basis: 'Resolução 1' },
    structure,
  }
  const water = ['10', '12', '15', '19', '24']
  const rows = { published: { from_m3: 0, columns: { water }, beyond: { water: '6' } } }
  return { ...JUINA_2026, charges: [charge], rows }
}
const PLAIN = packOf({ from: '2026-01-01', table: MINIMUM })
const PACKS = [
  PLAIN,
  ...Object.values(STRUCTURES).map((structure) =>
    packOf({ from: '2026-01-01', table: tableOf(structure) })
  ),
]

const charged = (pack: typeof PLAIN, m3: string, days?: number, economies = 1) => {
  const part = days === undefined ? undefined : { days, ofDays: 30 }
  const facts = { ...FACTS, economies, waterM3: m3 }
  return computeCharges(
    pack,
    part ? { ...facts, limitDays: part, minimumDays: part } : facts,
    PERIOD
  )
}
const centsOf = (...args: Parameters<typeof charged>) => {
  const all = charged(...args)
  return ['water', 'sewage'].map((type) => all.find((one) => one.chargeType === type)!.amountCents)
}
const litres = (thousandths: number) => (thousandths / 1000).toFixed(3)

test.group('Tariffs | periods that are no month', () => {
  test('45 days of a m³ each reach the bracket of a month; so do ten days of three', ({
    assert,
  }) => {
    // 15 × 3.457 + 15 × 4.149 + 15 × 4.978; as a month 15 m³ would cost the last price: 215.45.
    assert.deepEqual(centsOf(PLAIN, '45', 45), [18877n, 9439n])
    // A third of 125.84, each bracket rounded: 11.52 + 13.83 + 16.59.
    assert.deepEqual(centsOf(PLAIN, '30', 30), [12584n, 6292n])
    const [water, sewage, garbage] = charged(PLAIN, '10', 10)
    assert.deepEqual([water!.amountCents, sewage!.amountCents], [4194n, 2097n])
    assert.deepEqual(
      water!.segments[0]!.lines.map(({ from, to, m3 }) => [from, to, m3]),
      [
        ['0', '3.333', '3.333'],
        ['3.333', '6.667', '3.333'],
        ['6.667', '10', '3.333'],
      ]
    )
    assert.deepEqual([garbage!.chargeType, garbage!.amountCents], ['garbage', 850n])
    // The minimum of ten: fifteen, and three and a third.
    assert.deepEqual([centsOf(PLAIN, '5', 45)[0], centsOf(PLAIN, '1', 10)[0]], [5186n, 1152n])
  })

  test('k months of the same use a day cost k times a month, in every structure, within a cent a line and month', ({
    assert,
  }) => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 6 }),
        fc.integer({ min: 0, max: 60 }),
        fc.integer({ min: 1, max: 30 }),
        (k, m3, economies) => {
          for (const pack of PACKS) {
            const one = centsOf(pack, String(m3 * economies), undefined, economies)[0]!
            const all = centsOf(pack, String(m3 * economies * k), 30 * k, economies)[0]!
            const apart = all - BigInt(k) * one
            assert.isAtMost(Number(apart < 0n ? -apart : apart), 5 * k, `${k} × ${m3} m³`)
          }
        }
      )
    )
  })

  test('more m³ in the same days never cost less, nor do as many in fewer days', ({ assert }) => {
    const pricedByBracket = [PLAIN, PACKS[1]!, PACKS[6]!]
    const [m3, days] = [fc.integer({ min: 0, max: 90_000 }), fc.integer({ min: 1, max: 120 })]
    fc.assert(
      fc.property(
        m3,
        fc.integer({ min: 0, max: 20_000 }),
        days,
        days,
        (used, more, some, other) => {
          for (const pack of pricedByBracket) {
            const less = centsOf(pack, litres(used), some)[0]!
            assert.isTrue(less <= centsOf(pack, litres(used + more), some)[0]!)
          }
          const [few, many] = [Math.min(some, other), Math.max(some, other)]
          const bare = packOf({ from: '2026-01-01', table: JUINA_2026 })
          const [dear, cheap] = [
            centsOf(bare, litres(used), few),
            centsOf(bare, litres(used), many),
          ]
          // Each of four brackets is rounded by itself.
          assert.isTrue(cheap[0]! <= dear[0]! + 4n)
        }
      )
    )
  })

  test('a minimum of each day is of the days that are charged, once', ({ assert }) => {
    const daily = tableOf({
      ...{ kind: 'minimum_volume', per: 'economy', each: 'day', m3: '0.5' },
      structure: {
        kind: 'brackets',
        per: 'economy',
        brackets: [{ over: 0, to: null, price: '1' }],
      },
    })
    const part = { days: 45, ofDays: 30 }
    const facts = { ...FACTS, waterM3: '1', limitDays: part, minimumDays: part }
    const long = { previousReadOn: day('2026-09-20'), readOn: day('2026-11-04') }
    const pack = packOf({ from: '2026-01-01', table: daily })
    const water = computeCharges(pack, facts, long).find((one) => one.chargeType === 'water')
    assert.equal(water!.amountCents, 2250n)
  })
})
