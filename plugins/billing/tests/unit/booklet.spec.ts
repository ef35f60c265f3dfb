import { test } from '@japa/runner'
import fc from 'fast-check'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { coverageOf, plannedSlips } from '../../domain/booklet.ts'
import { month, rules } from './compose_fixture.ts'
import { composeSet } from '../../domain/compose_invoice.ts'

test.group('Billing | booklets of solid waste', () => {
  test('slips add up to the tariff of the year, and what is left of the cents is on the last', ({
    assert,
  }) => {
    const plans = fc.record({
      totalCents: fc.bigInt({ min: 12n, max: 10_000_000n }),
      instalments: fc.integer({ min: 1, max: 12 }),
    })
    fc.assert(
      fc.property(plans, ({ totalCents, instalments }) => {
        const slips = plannedSlips({
          totalCents,
          instalments,
          firstDueOn: '2027-01-31' as CivilDate,
        })
        const amounts = slips.map(({ amountCents }) => amountCents)
        assert.lengthOf(slips, instalments)
        assert.equal(
          amounts.reduce((sum, cents) => sum + cents, 0n),
          totalCents
        )
        const [first] = amounts
        assert.isTrue(amounts.slice(0, -1).every((cents) => cents === first))
        assert.isTrue(amounts.at(-1)! >= first! && amounts.at(-1)! - first! < BigInt(instalments))
        assert.equal(new Set(slips.map(({ reference }) => reference)).size, instalments)
      })
    )
  })

  test('the month’s run charges no waste of a month that a booklet pays, and all else', ({
    assert,
  }) => {
    const { from, until } = coverageOf('2026-11' as RefMonth)
    assert.deepEqual([from, until], ['2026-11-01', '2027-10-31'])
    const lines = (waste_paid?: true) => {
      const premise = month('20', waste_paid ? { billing: { waste_paid } } : {})
      const set = { setKey: premise.premiseId, months: [premise] }
      const { invoices } = composeSet(set, new Map(), rules)
      return invoices![0]!.lines.map(({ line }) => line.chargeType)
    }
    assert.deepEqual(lines(), ['water', 'garbage'])
    assert.deepEqual(lines(true), ['water'])
  })
})
