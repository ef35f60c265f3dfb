import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import type { CivilDate, RefMonth } from '#core/calendar/index'
import { clock } from '#core/calendar/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { type TestMonth, createMonth, invoicesOf, nextMonthOf, run } from './billed_month.ts'
import { report } from './reported_month.ts'

const home = (m3: string) => ({ economies: [{ category: 'RES', economies: 1 }], m3 })
const OCTOBER = '2026-10' as RefMonth
const NOVEMBER = '2026-11' as RefMonth

let october: TestMonth
let november: TestMonth

/** What stands out of November with a deviation: unit by its place, its m³ before and now, and the percentage. */
async function deviating(client: ApiClient, filters: string) {
  const own = `reference=2026-11&billing_group=${november.billingGroupId}`
  const { rows } = await report(client, 'billing.consumption_comparison', `${own}&${filters}`)
  return rows
    .map((row) => [
      november.premiseIds.findIndex((id) => String(id) === row.premise_id),
      Number(row.before_m3),
      Number(row.now_m3),
      row.m3_percent === null ? null : Number(row.m3_percent),
    ])
    .sort(([a], [b]) => Number(a) - Number(b))
}

test.group('Billing | consumption and value compared', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-11-21T12:00:00Z')
    october = await createMonth(
      ['10', '10', '20', '0', '10'].map((m3) => home(m3)),
      OCTOBER
    )
    await run(october, '2026-10-20' as CivilDate)
    november = await nextMonthOf(
      october,
      NOVEMBER,
      ['15', '12', '13', '8', '13'].map((m3) => home(m3))
    )
    await run(november)
  })
  group.teardown(() => clock.restore())

  test('who deviates by more than the percentage is listed with it, and no one else', async ({
    client,
    assert,
  }) => {
    // 10 → 15 is 50 %, 10 → 12 is 20 %, 20 → 13 is −35 %, from nothing to 8 always stands out, 10 → 13 is 30 % and not more.
    assert.deepEqual(await deviating(client, 'percent=30&base=previous&measure=consumption'), [
      [0, 10, 15, 50],
      [2, 20, 13, -35],
      [3, 0, 8, null],
    ])
    assert.deepEqual(await deviating(client, 'percent=40&base=previous&measure=consumption'), [
      [0, 10, 15, 50],
      [3, 0, 8, null],
    ])
    assert.deepEqual(await deviating(client, 'percent=30&base=average&measure=consumption'), [
      [0, 10, 15, 50],
      [2, 20, 13, -35],
      [3, 0, 8, null],
    ])
    assert.deepEqual(await deviating(client, 'percent=30&base=year&measure=consumption'), [])
  }).tags(['@TR-3.2.4.15'])

  test('values are compared as they were charged', async ({ client, assert }) => {
    const before = await invoicesOf(october)
    const now = await invoicesOf(november)
    const { rows } = await report(
      client,
      'billing.consumption_comparison',
      `reference=2026-11&billing_group=${november.billingGroupId}&percent=1&base=previous&measure=value`
    )
    const [premise] = november.premiseIds
    const row = rows.find(({ premise_id: id }) => id === String(premise))!
    const was = before.find(({ premise_id: id }) => id === premise)!.total_cents
    const is = now.find(({ premise_id: id }) => id === premise)!.total_cents
    assert.deepEqual([row.before_cents, row.now_cents], [String(was), String(is)])
    const page = await client
      .get(
        `/reports/billing.consumption_comparison?reference=2026-11&percent=30&base=previous&measure=either`
      )
      .loginAs(await ana())
    page.assertStatus(200)
  })
})
