import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { type RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { createMonth, invoicesOf, run } from '#plugins/billing/tests/functional/billed_month'
import { ana } from '#tests/support/people'
import { exportingGroup } from '../support/exchange.ts'
import { nightOf } from '../support/nights.ts'

const causes = () =>
  query<{ title: string }>(
    db,
    `select title from alerts_causes where key like 'accounting.export%' and closed_at is null`
  )

test.group('Accounting | billing and finance without hands', (group) => {
  const folder = exportingGroup(group)
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
    const path = join(folder(), 'contabilidade', 'contabilidade-000001.csv')
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
