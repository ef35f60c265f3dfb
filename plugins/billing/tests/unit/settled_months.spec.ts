import { test } from '@japa/runner'
import fc from 'fast-check'
import { type CivilDate, addDays, civilDate } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import { applyCredits } from '../../domain/apply_credits.ts'
import type { CategoryFacts, ChargeCategory } from '../../domain/compose_types.ts'
import type { InvoiceLine } from '../../domain/invoice_line.ts'
import type { PremiseMonth } from '../../domain/premise_month.ts'
import { chargesOf } from '../../domain/rebilled_charges.ts'
import { grantedBy, settledCharges, usable } from '../../domain/settled_months.ts'

/** Ten m³ for R$ 30,00, R$ 4,00 a m³ up to 30 and R$ 9,00 above; waste follows the m³ of water at R$ 0,50. */
const charge: ChargeCategory = ({ waterM3, category }) => {
  const m3 = Number(waterM3)
  const cents = 30_00 + Math.max(0, Math.min(m3, 30) - 10) * 400 + Math.max(0, m3 - 30) * 900
  const made = { category, quantityM3: waterM3, versionId: 1n }
  return [
    { ...made, chargeType: 'water', service: 'water', amountCents: BigInt(cents) },
    { ...made, chargeType: 'garbage', service: 'other', amountCents: BigInt(m3 * 50) },
  ]
}
const facts = { category: 'RES', economies: 1 } as CategoryFacts
const asked = (months: readonly (readonly [estimated: number, real: number])[], now: number) => {
  let from: CivilDate = civilDate('2026-01-02')
  const rebilled = months.map(([estimate, real], index) => {
    const until = addDays(from, 30)
    const month = {
      ...{ reference: `2026-0${index + 1}`, from, until },
      ...{ estimatedM3: Dec.of(estimate), realM3: Dec.of(real) },
    }
    from = until
    return month
  })
  const month = {
    ...{ previousReadOn: from, readOn: addDays(from, 30) },
    rebilled: { months: rebilled, nowM3: Dec.of(now), inMoney: true },
  } as unknown as PremiseMonth
  return { month, facts, fed: Dec.ZERO, partOf: (m3: Dec) => m3, charge }
}
const sum = (some: readonly { readonly amountCents: bigint }[]) =>
  some.reduce((cents, one) => cents + one.amountCents, 0n)
const priced = (m3: number) =>
  sum(charge({ ...facts, waterM3: String(m3) }, { previousReadOn: '', readOn: '' } as never))

test.group('Billing | settledCharges', () => {
  test('the month pays its own; each estimated one what it differs by, more or less', ({
    assert,
  }) => {
    const one = asked(
      [
        [18, 30],
        [40, 30],
      ],
      31
    )
    // now 30 + 80 + 9 = 119,00; 110,00 in place of 62,00; 110,00 in place of 200,00
    const [now] = chargesOf(one)
    assert.deepEqual([now!.amountCents, now!.quantityM3], [119_00n, '31'])
    const settled = settledCharges(one)
    assert.deepEqual(
      settled.map(({ chargeType, amountCents, settles }) => [
        chargeType,
        settles.reference,
        amountCents,
      ]),
      [
        ['water', '2026-01', 48_00n],
        ['garbage', '2026-01', 6_00n],
        ['water', '2026-02', -90_00n],
        ['garbage', '2026-02', -5_00n],
      ]
    )
  })

  test('nothing is settled in money where the months are billed again', ({ assert }) => {
    const one = asked([[18, 30]], 31)
    const month = { ...one.month, rebilled: { ...one.month.rebilled!, inMoney: false } }
    assert.isEmpty(settledCharges({ ...one, month }))
  })

  test('no cent is lost or made: month, charges and credits are what every month would have cost, less what was charged', ({
    assert,
  }) => {
    const volumes = fc.tuple(fc.integer({ min: 0, max: 80 }), fc.integer({ min: 0, max: 80 }))
    const months = fc.array(volumes, { minLength: 1, maxLength: 6 })
    fc.assert(
      fc.property(months, fc.integer({ min: 0, max: 80 }), (some, now) => {
        const one = asked(some, now)
        const settled = settledCharges(one)
        const due = some.reduce((cents, [was, is]) => cents + priced(is) - priced(was), priced(now))
        assert.equal(sum(chargesOf(one)) + sum(settled), due)
        const lines = [...chargesOf(one), ...settled].map((made) => ({
          ...made,
          beneficiaryId: made.service === 'other' ? 2n : 1n,
          beneficiaryKind: made.service === 'other' ? 'third_party' : 'utility',
        })) as unknown as InvoiceLine[]
        const charged = lines.filter(({ amountCents }) => amountCents >= 0n)
        const granted = grantedBy(lines.filter(({ amountCents }) => amountCents < 0n))
        const used = sum(applyCredits(charged, granted.map(usable)))
        assert.equal(sum(charged) - sum(granted), due)
        assert.isTrue(used <= sum(granted) && used <= sum(charged))
        assert.equal(used, sum(granted) < sum(charged) ? sum(granted) : sum(charged))
      })
    )
  })
})
