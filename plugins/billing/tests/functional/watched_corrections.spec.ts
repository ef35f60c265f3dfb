import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { setParameter } from '#core/access/tests/support/people'
import { clock } from '#core/calendar/index'
import { formatMoney } from '#core/money/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { type TestMonth, createMonth, invoicesOf, run } from './billed_month.ts'
import { correct, path } from './correcting.ts'
import { report } from './reported_month.ts'

const HOUSE = { economies: [{ category: 'RES', economies: 1 }], m3: '20' }

const alerts = () =>
  query<{ title: string; detail: string; path: string }>(
    db,
    `select title, detail, path from alerts_causes where topic = 'limit' order by id`
  )

test.group('Billing | corrections that are watched', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())
  let month: TestMonth

  test('the fifth cancellation of a day, with the limit at four, raises an alert; the report of the month adds up by type and reason', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-11-20T15:00:00Z')
    await setParameter('billing.correction_watch', { per_user: 4, per_reason: 0 })
    month = await createMonth(Array.from({ length: 7 }, () => HOUSE))
    await run(month)
    clock.freeze('2026-11-21T15:00:00Z')
    const invoices = await invoicesOf(month)
    const cancel = async (index: number) => {
      const done = await client
        .post(path(invoices[index]!.id, 'cancel'))
        .loginAs(await ana())
        .withCsrfToken()
        .form({
          reason_code: index === 0 ? 'duplicate' : 'misread',
          reason: 'Lote 3',
          confirmed: 'true',
        })
        .redirects(0)
      done.assertStatus(302)
    }
    for (const index of [0, 1, 2, 3]) await cancel(index)
    assert.deepEqual(await alerts(), [])
    await cancel(4)
    const [alert, ...others] = await alerts()
    assert.lengthOf(others, 0)
    assert.equal(alert!.title, 'Cancelamentos acima do limite: Ana Ribeiro')
    assert.match(alert!.detail, /^5 em 21\/11\/2026, R\$.[\d.,]+; o limite de um usuário são 4\.$/)
    const inbox = await client.get('/inbox').loginAs(await ana())
    inbox.assertTextIncludes('Cancelamentos acima do limite: Ana Ribeiro')
    const listed = await client.get(alert!.path).loginAs(await ana())
    for (const { number } of invoices.slice(0, 5)) listed.assertTextIncludes(number)

    const changed = await correct(client, await ana(), {
      ...{ id: invoices[5]!.id, operation: 'consumption' },
      form: { billed_m3: '10', reason_code: 'misread' },
    })
    changed.done.assertStatus(302)
    const november = 'from_on=2026-11-01&until_on=2026-11-30'
    const answer = await report(client, 'billing.corrections', november)
    assert.equal(answer.count, 6)
    const rows = answer.rows as unknown as {
      kind: string
      reason_title: string
      ended_cents: string
    }[]
    const groups = Map.groupBy(rows, (row) => `${row.kind}/${row.reason_title}`)
    assert.deepEqual([...groups.values()].map((of) => of.length).sort(), [1, 1, 4])
    for (const by of ['kind', 'reason_title'] as const) {
      const page = await client
        .get(`/reports/billing.corrections?${november}&group=${by}`)
        .loginAs(await ana())
      const text = page.text().replaceAll(/\s+/g, ' ')
      for (const of of Map.groupBy(rows, (row) => row[by]).values()) {
        const cents = of.reduce((total, row) => total + BigInt(row.ended_cents), 0n)
        assert.include(text, formatMoney(cents).replaceAll(/\s+/g, ' '), by)
      }
    }
    const sum = rows.reduce((cents, row) => cents + BigInt(row.ended_cents), 0n)
    assert.equal(String(answer.totals['ended_cents']), String(sum))
    const events = await query<{ cents: bigint }>(
      db,
      'select coalesce(sum(before_cents), 0)::bigint as cents from billing_corrections'
    )
    assert.equal(events[0]!.cents, sum)
  }).tags(['@CM-23'])
})
