import { test } from '@japa/runner'
import type { CivilDate } from '#core/calendar/index'
import { Dec } from '#core/money/index'
import type { CategoryFacts, ChargeCategory } from '../../domain/compose_types.ts'
import type { PremiseMonth } from '../../domain/premise_month.ts'
import { chargesOf } from '../../domain/rebilled_charges.ts'

const day = (text: string) => text as CivilDate
/** Ten m³ for R$ 30,00, R$ 4,00 a m³ up to 30 and R$ 9,00 above; R$ 1,00 more for each ten from August on. */
const charge: ChargeCategory = ({ waterM3, category }, { readOn }) => {
  const m3 = Number(waterM3)
  const minimum = readOn > '2026-08-15' ? 31_00 : 30_00
  const cents = minimum + Math.max(0, Math.min(m3, 30) - 10) * 400 + Math.max(0, m3 - 30) * 900
  return [
    {
      ...{ chargeType: 'water', service: 'water', category, quantityM3: waterM3, versionId: 1n },
      amountCents: BigInt(cents),
    },
  ]
}
const MONTH = {
  previousReadOn: day('2026-09-02'),
  readOn: day('2026-10-02'),
} as PremiseMonth
const facts = (m3: string) => ({ category: 'RES', economies: 1, waterM3: m3 }) as CategoryFacts
const whole = (m3: Dec) => m3
const fed = Dec.ZERO
const estimated = (from: string, until: string, [estimate, real]: readonly [number, number]) => ({
  ...{ reference: until.slice(0, 7), from: day(from), until: day(until) },
  ...{ estimatedM3: Dec.of(estimate), realM3: Dec.of(real) },
})

test.group('Billing | chargesOf', () => {
  test('asks the tariff once where nothing is billed again', ({ assert }) => {
    const [line] = chargesOf({ month: MONTH, facts: facts('20'), fed, partOf: whole, charge })
    assert.equal(line!.amountCents, 71_00n)
  })

  test('each estimated month is charged for what it really used at its own tariff', ({
    assert,
  }) => {
    const months = [
      estimated('2026-07-04', '2026-08-03', [18, 30]),
      estimated('2026-08-03', '2026-09-02', [18, 30]),
    ]
    const month = { ...MONTH, rebilled: { months, nowM3: Dec.of(31) } }
    const [line] = chargesOf({ month, facts: facts('55'), fed, partOf: whole, charge })
    // now: 31 + 20 × 4 + 1 × 9 = 120; each month: 12 m³ more × 4 = 48. All in the month, 55 m³ would be 31 + 80 + 225 = 336
    assert.equal(line!.amountCents, 120_00n + 48_00n + 48_00n)
    assert.equal(line!.quantityM3, '55')
  })

  test('what alternative sources add is used in the month of the reading', ({ assert }) => {
    const months = [estimated('2026-07-04', '2026-08-03', [18, 30])]
    const month = { ...MONTH, rebilled: { months, nowM3: Dec.of(20) } }
    const asked = { month, facts: facts('40'), fed: Dec.of(8), partOf: whole, charge }
    const [line] = chargesOf(asked)
    // now: 28 m³, 31 + 18 × 4 = 103; the month: 12 m³ more × 4 = 48
    assert.equal(line!.amountCents, 103_00n + 48_00n)
    assert.equal(line!.quantityM3, '40')
  })

  test('bills all in the month where it would come out negative', ({ assert }) => {
    const months = [estimated('2026-07-04', '2026-09-02', [60, 20])]
    const month = { ...MONTH, rebilled: { months, nowM3: Dec.of(45) } }
    // now 31 + 80 + 135 = 246; the month: 71 − 381 = −310
    const [line] = chargesOf({ month, facts: facts('5'), fed, partOf: whole, charge })
    assert.equal(line!.amountCents, 31_00n)
    assert.equal(line!.quantityM3, '5')
  })
})
