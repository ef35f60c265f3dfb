import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { READ_ON, criticise, generate, loadIdOf, stateOf } from './helpers.ts'
import { elisa, routeThrough, send, street } from './street_fixture.ts'

test.group('Readings | sheet on paper', (group) => {
  freshDatabase(group)

  test('a route of 40 units is printed in order with blanks, and what is typed goes to the critique', async ({
    client,
    assert,
  }) => {
    const where = await street({ code: '91', premises: 40 })
    const order = where.premises.toReversed()
    await routeThrough(where, { code: '01', premises: order })
    await generate(where)
    const loadId = await loadIdOf(where)
    await send(client, `/readings/loads/${loadId}/distribute`, {})
    const [route] = await query<{ id: bigint }>(
      db,
      'select id from readings_load_routes where load_id = ?',
      [loadId]
    )
    const base = `/readings/load-routes/${route!.id}`
    const pdf = await client.get(`${base}/sheet`).loginAs(await elisa())
    pdf.assertStatus(200)
    assert.equal(pdf.header('content-type'), 'application/pdf')
    assert.equal((pdf.response.body as Buffer).subarray(0, 5).toString(), '%PDF-')
    assert.equal(await stateOf(where), 'in_field')
    const [kept] = await query<{ content: string }>(
      db,
      `select d.content from documents_data d join documents_issued i on i.data_hash = d.hash
        where i.subject_type = 'readings.load_routes' and i.subject_id = ?`,
      [route!.id]
    )
    const data = JSON.parse(kept!.content) as {
      items: { registration_number: string; address: string; meter: string }[]
    }
    assert.deepEqual(
      data.items.map((item) => item.registration_number),
      order.map(({ registration }) => registration)
    )
    assert.isTrue(
      data.items.every(({ meter, registration_number: number }) => meter === `M${number}`)
    )
    assert.isTrue(data.items.every(({ address }) => address.startsWith('Rua das Provas, ')))

    const items = await query<{ id: bigint; registration_number: string }>(
      db,
      'select id, registration_number from readings_load_items where load_id = ? order by sequence',
      [loadId]
    )
    const page = await client.get(`${base}/typing`).loginAs(await elisa())
    page.assertStatus(200)
    assert.include(page.text(), `name="reading_${items[0]!.id}"`)
    const nothing = await send(client, `${base}/typing`, { read_on: READ_ON, reader: 'L1' })
    nothing.assertStatus(302)
    const form: Record<string, string> = { read_on: READ_ON, reader: 'L1' }
    for (const { id } of items.slice(0, 38)) form[`reading_${id}`] = '110'
    form[`occurrence_${items[38]!.id}`] = '01'
    const typed = await send(client, `${base}/typing`, form)
    typed.assertStatus(302)
    const again = await client.get(`${base}/typing`).loginAs(await elisa())
    assert.include(again.text(), 'já lido: 110')
    await send(client, `${base}/typing`, {
      ...{ read_on: READ_ON, reader: 'L1', [`reading_${items[39]!.id}`]: '990000' },
    })
    assert.equal(await stateOf(where), 'returned')
    const run = await criticise(where, loadId)
    assert.equal(run.status, 'done')
    const readings = await query<{
      reading: number | null
      state: string
      anomaly_code: string | null
    }>(
      db,
      `select r.reading, r.state, r.anomaly_code from readings_readings r join readings_load_items i on i.id = r.load_item_id
        where i.load_id = ? order by i.sequence`,
      [loadId]
    )
    assert.lengthOf(readings, 40)
    assert.isTrue(readings.slice(0, 38).every(({ reading }) => reading === 110))
    assert.equal(readings[38]!.anomaly_code, '01')
    const [last] = readings.slice(39)
    assert.equal(last!.state, 'held')
  }).tags(['@TR-3.2.4.9'])
})
