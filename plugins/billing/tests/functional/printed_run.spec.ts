import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { splitColumns } from '#plugins/readings/domain/csv_line'
import { bill, readMonth } from '#tests/scenarios/support/reading_month'
import { open, problemOf, send, work } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { bruno, userNamed } from '#tests/support/people'

test.group('Billing | the bills of a run for who prints them', (group) => {
  freshDatabase(group)
  group.each.setup(() => () => clock.restore())
  group.each.timeout(170_000)

  test('one file of PDFs and one for the print shop, in order of route, that add up to the run', async ({
    client,
    assert,
  }) => {
    await bill(client, await readMonth(client, { reference: '2026-11', consumption: () => 12 }))
    const [run] = await query<{ id: bigint }>(
      db,
      'select id from billing_runs order by id desc limit 1'
    )
    const invoices = await query<{ number: string; total_cents: bigint }>(
      db,
      `select i.number, i.total_cents from billing_invoices i
         join readings_load_items l on l.id = i.load_item_id left join readings_routes r on r.id = l.route_id
        where i.run_id = ? order by r.code nulls last, l.sequence, i.id`,
      [run!.id]
    )
    const path = `/billing/runs/${run!.id}`
    const reader = await userNamed('elisa.')
    const refused = await client
      .post(`${path}/prints`)
      .loginAs(reader)
      .withCsrfToken()
      .form({ kind: 'pdf' })
      .redirects(0)
    assert.equal(problemOf(refused).code, 'E_ACCESS_DENIED')

    const shop = await work(
      await send(client, 'bruno', `${path}/prints`, { kind: 'print_shop' }),
      'bruno'
    )
    assert.equal(shop.figures.papers, BigInt(invoices.length))
    assert.equal(shop.figures.fresh, BigInt(invoices.length))
    const printed = await work(
      await send(client, 'bruno', `${path}/prints`, { kind: 'pdf' }),
      'bruno'
    )
    assert.equal(printed.figures.papers, BigInt(invoices.length))
    assert.equal(printed.figures.fresh, 0n)

    const page = await open(client, 'bruno', path)
    const links = [...page.text().matchAll(/href="(\/billing\/files\/\d+)">([^<]+)</g)]
    const linkOf = (title: string) => links.find(([, , text]) => text!.includes(title))![1]!
    const file = await client.get(linkOf('gráfica')).loginAs(await bruno())
    const records = file
      .text()
      .trimEnd()
      .split('\r\n')
      .map((line) => splitColumns(line)!)
    assert.deepEqual(records[0]!.slice(0, 3), ['H', 'AQUEDUTO-GRAFICA', '2'])
    const bills = records.filter(([kind]) => kind === 'B')
    assert.deepEqual(
      bills.map((columns) => columns[2]),
      invoices.map(({ number }) => number)
    )
    assert.lengthOf(
      records.filter(([kind]) => kind === 'Q'),
      bills.length,
      'each says where to learn of the water'
    )
    const total = invoices.reduce((sum, { total_cents: cents }) => sum + cents, 0n)
    const reais = `${total / 100n}.${String(total % 100n).padStart(2, '0')}`
    assert.deepEqual(records.at(-1), ['T', String(invoices.length), reais])
    const zip = await client.get(linkOf('ZIP')).loginAs(await bruno())
    zip.assertHeader('content-type', 'application/zip')
    const again = await work(
      await send(client, 'bruno', `${path}/prints`, { kind: 'pdf' }),
      'bruno'
    )
    assert.isTrue(again.isRepeat)
  })
})
