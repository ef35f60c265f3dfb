import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { bill, readMonth } from '#tests/scenarios/support/reading_month'
import { open, problemOf, send, work } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'

test.group('Billing | preview of a run', (group) => {
  freshDatabase(group)
  group.each.setup(() => () => clock.restore())
  group.each.timeout(170_000)

  test('says what the run would bill and park beside the month before, and writes nothing', async ({
    client,
    assert,
  }) => {
    const consumption = () => 12
    const october = await bill(
      client,
      await readMonth(client, { reference: '2026-10', consumption })
    )
    const month = await readMonth(client, { reference: '2026-11', consumption })
    await query(
      db,
      `update readings_readings set state = 'held', hold_reason = 'above_range'
        where id = (select r.id from readings_readings r join readings_load_items i on i.id = r.load_item_id
                     where r.load_id = ? and i.set_key = i.premise_id and r.kind = 'measured' order by r.id limit 1)`,
      [month.loadId]
    )
    const form = {
      ...{ group: String(month.group), reference: '2026-11', issued_on: month.issuedOn },
      preview: 'true',
    }
    const before = await query(db, 'select count(*) from billing_runs')
    const preview = await work(await send(client, 'bruno', '/billing/runs', form), 'bruno')
    assert.equal(preview.parked, 1)
    assert.equal(preview.issues[0]!.code, 'reading_held')
    const counts = await query(db, 'select count(*) from billing_runs')
    assert.deepEqual(counts, before)
    const none = await query(db, `select 1 from billing_invoices where reference = '2026-11'`)
    assert.lengthOf(none, 0)
    const page = await open(client, 'bruno', `/jobs/${preview.id}`)
    for (const text of ['Prévia do faturamento', 'Total que sairia', 'Leitura retida'])
      page.assertTextIncludes(text)

    const again = await work(await send(client, 'bruno', '/billing/runs', form), 'bruno')
    assert.isFalse(again.isRepeat)
    const run = await bill(client, month)
    for (const figure of ['invoices', 'total_cents', 'own_cents', 'third_party_cents'] as const) {
      assert.equal(preview.figures[figure], run.figures[figure], figure)
    }
    assert.equal(preview.parked, run.parked)
    const parked = await query<{ total_cents: bigint }>(
      db,
      `select i.total_cents from billing_parked p join billing_invoices i on i.premise_id = p.premise_id and i.reference = '2026-10'`
    )
    const missing = parked.reduce((sum, row) => sum + row.total_cents, 0n)
    assert.equal(preview.figures.before_cents! + missing, october.figures.total_cents)
    const forbidden = await send(client, 'carla', '/billing/runs', form)
    assert.equal(problemOf(forbidden).code, 'E_ACCESS_DENIED')
  })
})
