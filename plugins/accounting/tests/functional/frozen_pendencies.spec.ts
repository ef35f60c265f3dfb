import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { type CivilDate, type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import {
  ISSUED_ON,
  type TestMonth,
  createMonth,
  run,
} from '#plugins/billing/tests/functional/billed_month'
import { pay } from '#plugins/billing/tests/functional/correcting'
import { freshDatabase } from '#tests/support/database'
import { bodyOf } from '#tests/support/requests'
import { ana } from '#tests/support/people'

const RESIDENCE = [{ category: 'RES', economies: 1 }]

interface Told {
  readonly rows: readonly {
    readonly invoice_id: string
    readonly open_cents: string
    readonly band: string
  }[]
  readonly totals: Readonly<Record<string, string>>
}

test.group('Accounting | pendencies against the frozen month', (group) => {
  let month: TestMonth
  freshDatabase(group)
  group.setup(async () => {
    // One bill is of September: overdue already at the end of November.
    clock.freeze('2026-09-20T15:00:00Z')
    const earlier = await createMonth([{ economies: RESIDENCE, m3: '20' }], '2026-09' as RefMonth)
    await run(earlier, '2026-09-20' as CivilDate)
    clock.freeze(`${ISSUED_ON}T15:00:00Z`)
    month = await createMonth([
      { economies: RESIDENCE, m3: '30', sewage: 'collected' },
      { economies: RESIDENCE, m3: '12' },
    ])
    await run(month)
  })
  group.teardown(() => clock.restore())

  const pendencies = async (client: ApiClient, day: string) =>
    bodyOf<Told>(
      client.get(`/api/reports/billing.pendencies?position_on=${day}`).loginAs(await ana())
    )

  test('a bill paid after the end of the month still pends there; the total is the balance that was frozen, and the bands add up', async ({
    assert,
    client,
  }) => {
    clock.freeze('2026-12-01T15:00:00Z')
    const actor = systemActor(month.municipalityId)
    for (const reference of ['2026-09', '2026-10', '2026-11'] as RefMonth[]) {
      await runInline('accounting.close', { reference }, actor)
    }
    const [bill] = await query<{ id: bigint; barcode: string; total_cents: bigint }>(
      db,
      `select i.id, d.barcode, i.total_cents from billing_invoices i join receivables_documents d on d.id = i.document_id
        where i.premise_id = ?`,
      [month.premiseIds[0]!]
    )
    clock.freeze('2026-12-10T15:00:00Z')
    await pay(month.municipalityId, {
      ...{ barcode: bill!.barcode, amountCents: bill!.total_cents },
      paidOn: '2026-12-10' as CivilDate,
    })
    const ended = await pendencies(client, '2026-11-30')
    const isListed = ({ rows }: Told) => rows.some(({ invoice_id: id }) => id === String(bill!.id))
    assert.isTrue(isListed(ended))
    assert.isFalse(isListed(await pendencies(client, '2026-12-10')))
    const [books] = await query<{ cents: bigint }>(
      db,
      `select coalesce(sum(b.closing_cents), 0)::bigint as cents
         from accounting_period_balances b join accounting_periods p on p.id = b.period_id and p.reference = '2026-11'
        where b.account like '1.1.2.%'`
    )
    assert.equal(BigInt(ended.totals.open_cents!), books!.cents)
    const bands = Map.groupBy(ended.rows, ({ band }) => band)
    const late = await pendencies(client, '2026-11-30&status=overdue&least_days=31&most_days=60')
    assert.deepEqual(
      late.rows.map(({ band }) => band),
      ['2 · 31 a 60 dias']
    )
    assert.sameMembers([...bands.keys()], ['0 · a vencer', '2 · 31 a 60 dias'])
    const sums = [...bands.values()].map((rows) =>
      rows.reduce((sum, { open_cents: cents }) => sum + BigInt(cents), 0n)
    )
    assert.equal(
      sums.reduce((sum, cents) => sum + cents, 0n),
      books!.cents
    )
  }).tags(['@TR-3.2.19.43'])
})
