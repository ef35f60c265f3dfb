import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, type RefMonth, addDays, clock } from '#core/calendar/index'
import { type Json, query } from '#core/database/index'
import {
  type TestMonth,
  createMonth,
  invoicesOf,
  nextMonthOf,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { pay } from '#plugins/billing/tests/functional/correcting'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { TABLE } from '#plugins/plans/tests/support/set_up'
import { freshDatabase } from '#tests/support/database'

const house = { economies: [{ category: 'RES', economies: 1 }], m3: '100' }
const HOUSES = [house, house, house]

test.group('Scenario | late charges, once', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-12-20T15:00:00Z')
    await putVersion('tariff-table', 'default', TABLE as unknown as Json)
    await putVersion('parameter', 'receivables.late_fine_percent', { value: '2' })
    await putVersion('parameter', 'receivables.monthly_interest_percent', { value: '1' })
  })
  group.teardown(() => clock.restore())
  group.each.timeout(240_000)

  test('R$ 100,00 paid 15 days late at face value bring R$ 2,00 and R$ 0,50 to the next invoice, once; on the day, or the next bank day after it, nothing', async ({
    assert,
  }) => {
    const month = await createMonth(HOUSES, '2026-12' as RefMonth)
    await run(month, '2026-12-20' as CivilDate)
    const papers = await invoicesOf(month)
    const due = papers[0]!.due_on
    // A Sunday: the banks open on the day after.
    assert.equal(due, '2027-01-10')
    for (const [index, days] of [15, 0, 1].entries()) {
      const paidOn = addDays(due, days)
      clock.freeze(`${paidOn}T15:00:00Z`)
      await pay(month.municipalityId, {
        ...{ barcode: papers[index]!.barcode!, amountCents: 10_000n, paidOn },
      })
    }
    const late = async (reference: string): Promise<string[][]> => {
      const next: TestMonth = await nextMonthOf(month, reference as RefMonth, HOUSES)
      clock.freeze(`${reference}-27T15:00:00Z`)
      await run(next, `${reference}-27` as CivilDate)
      const invoices = await invoicesOf(next)
      const rows = await query<{ invoice_id: bigint; text: string }>(
        db,
        `select invoice_id, component || ' ' || amount_cents as text from billing_charges
          where invoice_id = any(?::bigint[]) and component <> 'principal' order by number`,
        [invoices.map(({ id }) => id)]
      )
      return invoices.map(({ id }) =>
        rows.filter((row) => row.invoice_id === id).map(({ text }) => text)
      )
    }
    assert.deepEqual(await late('2027-01'), [['fine 200', 'interest 50'], [], []])
    assert.deepEqual(await late('2027-02'), [[], [], []])
  }).tags(['@AC-015'])
})
