import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { standSchedules } from '#core/jobs/schedules/stand_schedules'
import { createMonth, invoicesOf, run } from '#plugins/billing/tests/functional/billed_month'
import { putVersion } from '#plugins/billing/tests/functional/put_version'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { nightOf } from '../support/nights.ts'
import { PRICED_TABLE } from '../support/priced.ts'

const causes = () =>
  query<{ title: string }>(
    db,
    `select title from alerts_causes where key like 'accounting.export%' and closed_at is null`
  )

test.group('Accounting | billing and finance without hands', (group) => {
  let folder: string
  freshDatabase(group)
  group.setup(async () => {
    folder = await mkdtemp(join(tmpdir(), 'exchange-'))
    process.env.EXCHANGE_FOLDER = folder
    clock.freeze('2026-11-20T15:00:00Z')
    await putVersion('tariff-table', 'default', PRICED_TABLE)
    await putVersion('parameter', 'accounting.export', { value: true })
    await standSchedules()
  })
  group.teardown(async () => {
    clock.restore()
    Reflect.deleteProperty(process.env, 'EXCHANGE_FOLDER')
    await rm(folder, { recursive: true })
  })
  group.each.timeout(240_000)

  test('what a group is billed is owed, once, and an altered file is found out', async ({
    assert,
    client,
  }) => {
    const month = await createMonth(
      Array.from({ length: 10 }, (_, index) => ({
        ...{ economies: [{ category: 'RES', economies: 1 }], m3: String(10 + index) },
      })),
      '2026-11' as RefMonth
    )
    await run(month)
    const invoices = await invoicesOf(month)
    assert.lengthOf(invoices, 10)
    const billed = invoices.reduce((sum, { total_cents: cents }) => sum + cents, 0n)
    const owed = async () => {
      const [row] = await query<{ documents: bigint; cents: bigint; posted: bigint }>(
        db,
        `select count(distinct i.origin_id) as documents, sum(i.open_cents)::bigint as cents,
                (select sum(amount_cents)::bigint from accounting_postings where debit_account = '1.1.2.2.1.01') as posted
           from receivables_items i where i.origin_type = 'billing.invoice' and i.origin_id = any(?::bigint[])`,
        [invoices.map(({ id }) => id)]
      )
      return row
    }
    assert.deepEqual(await owed(), { documents: 10n, cents: billed, posted: billed })
    await run(month)
    assert.deepEqual(await owed(), { documents: 10n, cents: billed, posted: billed })

    await nightOf('2026-11-21')
    const path = join(folder, 'contabilidade', 'contabilidade-000001.csv')
    const content = await readFile(path, 'utf8')
    await nightOf('2026-11-22')
    assert.deepEqual(await causes(), [])
    await writeFile(path, content.replace('50.00', '51.00'))
    await nightOf('2026-11-23')
    assert.deepEqual(await causes(), [
      { title: 'contabilidade-000001.csv foi alterado depois de entregue' },
    ])
    const [file] = await query<{ id: bigint }>(db, 'select id from accounting_exports')
    const kept = await client.get(`/accounting/exports/${file!.id}/file`).loginAs(await ana())
    assert.equal(kept.text(), content)
    await writeFile(path, content)
    await nightOf('2026-11-24')
    assert.deepEqual(await causes(), [])
  }).tags(['@AC-019'])
})
