import { test } from '@japa/runner'
import fc from 'fast-check'
import { addDays } from '#core/calendar/index'
import { checkSchema } from '#core/configuration/index'
import { Dec } from '#core/money/index'
import { type ComputedCharge, type TariffFacts, computeCharges } from '../../api.ts'
import kinds from '../../configuration/kinds.ts'
import { CASES } from '../cases/index.ts'
import type { TableCase } from '../cases/case.ts'
import { day, packOf } from './support.ts'

const [kind] = kinds
const PERIOD = { previousReadOn: day('2026-10-05'), readOn: day('2026-11-04') }
const DEFAULTS: TariffFacts = {
  category: 'RES',
  economies: 1,
  waterM3: '0',
  isWaterBillable: true,
  isSewageBillable: false,
  sewageClass: null,
  profile: 'normal',
  isMetered: true,
}

const packFor = ({ table, units }: TableCase) =>
  packOf({ from: '2026-01-01', table, ...(units ? { units } : {}) })
const amounts = (charges: readonly ComputedCharge[]) =>
  Object.fromEntries(
    charges.map((one) => [one.chargeType, Dec.ofCents(one.amountCents).toFixed(2)])
  )
const total = (charges: readonly ComputedCharge[]) =>
  charges.reduce((sum, { amountCents }) => sum + amountCents, 0n)

const volumes = fc.integer({ min: 0, max: 120_000 }).map((litres) => Dec.ofUnits(BigInt(litres), 3))
const economies = fc.integer({ min: 1, max: 12 })

test.group('Tariffs | worked bills of tables of every structure', () => {
  test('{name}')
    .with([...CASES])
    .run(({ assert }, one) => {
      const pack = packFor(one)
      for (const { facts, charges } of one.bills) {
        const computed = computeCharges(pack, { ...DEFAULTS, ...facts }, PERIOD)
        assert.deepEqual(amounts(computed), charges, JSON.stringify(facts))
      }
    })

  test('the schema and the linter accept each of them: {name}')
    .with([...CASES])
    .run(({ assert }, { table }) => {
      assert.deepEqual(checkSchema(kind.schema, table as never), [])
      const critical = kind
        .validate('default', table as never)
        .filter(({ severity }) => severity === 'critical')
      assert.deepEqual(critical, [])
    })

  test('every line says what it is, and lines sum to the charge: {name}')
    .with([...CASES])
    .run(({ assert }, one) => {
      const pack = packFor(one)
      fc.assert(
        fc.property(volumes, economies, fc.boolean(), (m3, count, isSewageBillable) => {
          const facts = {
            ...DEFAULTS,
            ...one.facts,
            economies: count,
            waterM3: m3.toString(),
            isSewageBillable,
          }
          for (const { segments, because } of computeCharges(pack, facts, PERIOD)) {
            assert.isNotEmpty(because)
            const [segment] = segments
            const sum = segment!.lines.reduce(
              (reached, { amount }) => reached.plus(Dec.of(amount)),
              Dec.ZERO
            )
            assert.isTrue(sum.eq(Dec.of(segment!.fullAmount)), `${sum} ≠ ${segment!.fullAmount}`)
            assert.isTrue(segment!.lines.every(({ label }) => Boolean(label)))
          }
        }),
        { numRuns: 40 }
      )
    })
    .timeout(10_000)

  test('more m³ never cost less where prices do not fall: {name}')
    .with(CASES.filter(({ grows }) => grows))
    .run(({ assert }, one) => {
      const pack = packFor(one)
      const bill = (m3: Dec, count: number) =>
        total(
          computeCharges(
            pack,
            { ...DEFAULTS, ...one.facts, economies: count, waterM3: m3.toString() },
            PERIOD
          )
        )
      fc.assert(
        fc.property(volumes, volumes, economies, (a, b, count) => {
          const [less, more] = a.lt(b) ? [a, b] : [b, a]
          // Half-even may move two lines by a cent each against each other; nothing more.
          assert.isTrue(bill(less, count) <= bill(more, count) + 1n, `${less} → ${more}`)
        }),
        { numRuns: 40 }
      )
    })
    .timeout(10_000)

  test('a version that changes nothing costs nothing, whatever its day: {name}')
    .with([...CASES])
    .run(({ assert }, one) => {
      const whole = packFor(one)
      fc.assert(
        fc.property(volumes, economies, fc.integer({ min: 1, max: 29 }), (m3, count, offset) => {
          const dated = (from: string) => ({
            from,
            table: one.table,
            ...(one.units ? { units: one.units } : {}),
          })
          const split = packOf(
            dated('2026-01-01'),
            dated(addDays(PERIOD.previousReadOn, offset + 1))
          )
          const facts = { ...DEFAULTS, ...one.facts, economies: count, waterM3: m3.toString() }
          const [before, after] = [whole, split].map((pack) => computeCharges(pack, facts, PERIOD))
          assert.deepEqual(amounts(after!), amounts(before!))
          for (const { segments, amountCents } of after!) {
            assert.equal(
              segments.reduce((sum, part) => sum + part.amountCents, 0n),
              amountCents
            )
          }
        }),
        { numRuns: 30 }
      )
    })
    .timeout(10_000)
})
