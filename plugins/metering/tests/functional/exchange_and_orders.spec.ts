import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { html, post } from './support.ts'

interface Hung {
  readonly id: bigint
  readonly number: string
  readonly connection_id: bigint
  readonly premise_id: bigint
  readonly municipality_id: bigint
}

async function hung(place = 0): Promise<Hung> {
  const [row] = await query<Hung>(
    db,
    `select m.id, m.number, i.connection_id, c.premise_id, m.municipality_id from metering_installations i
       join metering_meters m on m.id = i.meter_id join registry_connections c on c.id = i.connection_id
      where i.removed_on is null order by i.id offset ? limit 1`,
    [place]
  )
  return row!
}

async function inStock(): Promise<string[]> {
  const rows = await query<{ number: string }>(
    db,
    `select number from metering_meters where situation = 'stock' order by number`
  )
  return rows.map(({ number }) => number)
}

const situationOf = async (id: bigint) => {
  const [row] = await query<{ situation: string }>(
    db,
    'select situation from metering_meters where id = ?',
    [id]
  )
  return row!.situation
}

const ordersOf = (premise: bigint) =>
  query<{ task: string; description: string; user_name: string }>(
    db,
    `select task, description, user_name from actions_service_records
      where unit_type = 'registry.premises' and unit_id = ? and task_group = 'Hidrometria' order by id`,
    [premise]
  )

const said = { reason_code: 'age', opinion: 'Fim da vida útil' }

test.group('Metering | exchange, removal and orders', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-11-20T12:00:00Z')
    return () => clock.restore()
  })

  test('the former meter goes where the person says, and the form does not end without it', async ({
    client,
    assert,
  }) => {
    const meter = await hung()
    const path = `/metering/meters/${meter.id}/change/exchange`
    const form = await html(client, path)
    const [, options = ''] = /<select[^>]*name="destination"[\s\S]*?>([\s\S]*?)<\/select>/.exec(
      form
    )!
    assert.deepEqual(
      [...options.matchAll(/<option value="(\w+)"/g)].map(([, value]) => value),
      ['stock', 'maintenance', 'scrapped']
    )
    const [next] = await inStock()
    const wanted = {
      ...{ ...said, exchanged_on: '2026-11-18', final_reading: '1250', new_number: next! },
      ...{ initial_reading: '0', confirmed: 'true' },
    }
    const undecided = await post(client, path, { ...wanted, destination: '' })
    undecided.assertStatus(422)
    assert.equal(await situationOf(meter.id), 'installed')
    const done = await post(client, path, { ...wanted, destination: 'maintenance' })
    done.assertStatus(302)
    assert.equal(await situationOf(meter.id), 'maintenance')
    const back = await post(client, '/metering/installations', {
      ...{ ...said, meter_number: meter.number, connection_id: String(meter.connection_id) },
      ...{ installed_on: '2026-11-19', initial_reading: '0' },
    })
    back.assertStatus(422)
    const [present] = await query<{ number: string }>(
      db,
      `select m.number from metering_installations i join metering_meters m on m.id = i.meter_id
        where i.connection_id = ? and i.removed_on is null`,
      [meter.connection_id]
    )
    assert.equal(present!.number, next)
    const [order, ...others] = await ordersOf(meter.premise_id)
    assert.isEmpty(others)
    assert.equal(order!.task, 'Troca de hidrômetro')
    for (const text of ['1250', next!, '18/11/2026', 'Fim da vida útil'])
      assert.include(order!.description, text)
    assert.include(order!.user_name, 'Bruno')
  }).tags(['@TR-3.2.3.8'])

  test('a removal leaves the connection without meter and one less in the park', async ({
    client,
    assert,
  }) => {
    const meter = await hung(1)
    const installed = async () => {
      const report = await client
        .get('/api/reports/metering.park?situation=installed')
        .loginAs(await bruno())
      const { rows } = report.body() as { rows: { meters: number }[] }
      return rows.reduce((sum, { meters }) => sum + meters, 0)
    }
    const before = await installed()
    assert.isAbove(before, 10)
    const path = `/metering/meters/${meter.id}/change/remove`
    const wanted = {
      ...{ removed_on: '2026-11-19', final_reading: '900', destination: 'maintenance' },
      confirmed: 'true',
    }
    const silent = await post(client, path, { ...wanted, ...said, opinion: '' })
    silent.assertStatus(422)
    const done = await post(client, path, { ...wanted, ...said, opinion: 'requested by owner' })
    done.assertStatus(302)
    assert.equal(await installed(), before - 1)
    const page = await html(client, `/registry/premises/${meter.premise_id}`)
    assert.include(page, 'Sem hidrômetro instalado')
    const [order, ...others] = await ordersOf(meter.premise_id)
    assert.isEmpty(others)
    assert.equal(order!.task, 'Retirada de hidrômetro')
    for (const text of ['requested by owner', '19/11/2026'])
      assert.include(order!.description, text)
    assert.include(order!.user_name, 'Bruno')
  }).tags(['@TR-3.2.3.14'])

  test('a connection tells its three meters, the newest first', async ({ client, assert }) => {
    const first = await hung(2)
    const names = [first.number]
    let current = first.id
    for (const [day, reading] of [
      ['2026-11-05', '300'],
      ['2026-11-15', '40'],
    ] as const) {
      const [next] = await inStock()
      const done = await post(client, `/metering/meters/${current}/change/exchange`, {
        ...{ ...said, exchanged_on: day, final_reading: reading, new_number: next! },
        ...{ initial_reading: '1', destination: 'scrapped', confirmed: 'true' },
      })
      done.assertStatus(302)
      names.unshift(next!)
      const [row] = await query<{ id: bigint }>(
        db,
        'select id from metering_meters where number = ?',
        [next!]
      )
      current = row!.id
    }
    const tab = `/registry/connections/${first.connection_id}/tabs/metering.installations.connection_id`
    const list = await html(client, tab)
    const places = names.map((name) => list.indexOf(name))
    assert.deepEqual(
      places,
      [...places].sort((a, b) => a - b)
    )
    assert.isTrue(places.every((place) => place >= 0))
    for (const text of ['05/11/2026', '15/11/2026', '300', '40', 'Fim da vida útil'])
      assert.include(list, text)
    const page = await html(client, `/registry/premises/${first.premise_id}`)
    const [, panel = ''] =
      /aria-label="Trocas de hidrômetro">([\s\S]*?)<\/section>/.exec(page) ?? []
    const changes = [...panel.matchAll(/<tr>([\s\S]*?)<\/tr>/g)].slice(1).map(([, row]) =>
      row!
        .replace(/<[^>]*>/g, ' ')
        .trim()
        .split(/\s{2,}/)
    )
    const [newest, second, oldest] = names
    assert.deepEqual(
      changes.map((cells) => cells.map((cell) => cell.trim())),
      [
        ['15/11/2026', second!, '40', newest!, '1', 'Fim da vida útil', 'Bruno Matos'],
        ['05/11/2026', oldest!, '300', second!, '1', 'Fim da vida útil', 'Bruno Matos'],
      ]
    )
  }).tags(['@TR-3.2.3.9', '@TR-3.2.13.10.18'])

  test('verifications asked by both are kept with what was found, and print as one document', async ({
    client,
    assert,
  }) => {
    const meter = await hung(3)
    const path = `/metering/meters/${meter.id}`
    for (const [origin, requester] of [
      ['customer', 'Dona Luzia'],
      ['utility', 'Setor de perdas'],
    ] as const) {
      const asked = await post(client, `${path}/change/verify`, { origin, requester })
      asked.assertStatus(302)
    }
    const orders = await query<{ id: bigint; number: string }>(
      db,
      `select id, number from metering_orders where meter_id = ? and kind = 'verification' order by id`,
      [meter.id]
    )
    assert.lengthOf(orders, 2)
    const results = [
      { error_minimum: '-3,2', error_nominal: '1,05', result: 'approved', remarks: 'Dentro' },
      { error_minimum: '-12', error_nominal: '6,4', result: 'rejected', remarks: 'Lacre íntegro' },
    ]
    for (const [index, order] of orders.entries()) {
      const closed = await post(client, `/metering/orders/${order.id}/change/result`, {
        ...{ ...results[index]!, error_transition: '0,5', verified_on: `2026-11-1${index}` },
        laboratory: 'Ipem',
      })
      closed.assertStatus(302)
    }
    const tab = await html(client, `${path}/tabs/metering.orders.meter_id`)
    for (const { number } of orders) assert.include(tab, number)
    const report = await html(client, `/reports/metering.verifications?meter=${meter.id}`)
    for (const text of [
      ...['Dona Luzia', 'Setor de perdas', '10/11/2026', '11/11/2026'],
      ...['Aprovado', 'Reprovado', 'Dentro', 'Lacre íntegro', 'Pedido do cliente'],
    ])
      assert.include(report, text)
    const rows = await client
      .get(`/api/reports/metering.verifications?meter=${meter.id}`)
      .loginAs(await bruno())
    assert.sameDeepMembers(
      (rows.body() as { rows: Record<string, unknown>[] }).rows.map((row) => [
        ...[row.error_minimum, row.error_transition, row.error_nominal],
      ]),
      [
        ['-3.20', '0.50', '1.05'],
        ['-12.00', '0.50', '6.40'],
      ]
    )
    const printed = await client
      .get(`/reports/metering.verifications/file?meter=${meter.id}&format=pdf`)
      .loginAs(await bruno())
    printed.assertStatus(200)
    assert.equal((printed.body() as Buffer).subarray(0, 5).toString(), '%PDF-')
    const sheet = await client
      .get(`/reports/metering.verifications/file?meter=${meter.id}&format=csv`)
      .loginAs(await bruno())
    for (const text of [...orders.map(({ number }) => number), 'Dona Luzia', 'Setor de perdas'])
      assert.include(sheet.text(), text)
  }).tags(['@TR-3.2.3.6'])

  test('meters whose validity is about to end are ordered to be exchanged, once', async ({
    client,
    assert,
  }) => {
    const [due, young] = [await hung(4), await hung(5)]
    const verify = (id: bigint, on: string) =>
      query(
        db,
        `update metering_meters set manufactured_on = '2020-01-01', verified_on = ? where id = ?`,
        [on, id]
      )
    await query(
      db,
      `update metering_meters set verified_on = '2026-11-01' where situation = 'installed'`
    )
    await verify(due.id, '2021-12-20')
    await verify(young.id, '2022-11-20')
    const [kept] = await query<{ id: bigint }>(
      db,
      `select id from metering_meters where situation = 'stock' order by id limit 1`
    )
    await verify(kept!.id, '2020-02-01')
    const actor = systemActor(due.municipality_id)
    const opened = () =>
      query<{ meter_id: bigint; team: string; premise_id: bigint; state: string }>(
        db,
        `select meter_id, team, premise_id, state from metering_orders where origin = 'age'`
      )
    await runInline('metering.ageing', { on: '2026-11-20' }, actor)
    assert.deepEqual(await opened(), [
      {
        ...{ meter_id: due.id, team: 'Hidrometria', premise_id: due.premise_id, state: 'open' },
      },
    ])
    await runInline('metering.ageing', { on: '2026-11-21' }, actor)
    assert.lengthOf(await opened(), 1)
    assert.include(await html(client, '/metering/orders?state=open'), due.number)
    const [next] = await inStock()
    const done = await post(client, `/metering/meters/${due.id}/change/exchange`, {
      ...{ ...said, exchanged_on: '2026-11-20', final_reading: '10', new_number: next! },
      ...{ initial_reading: '0', destination: 'scrapped', confirmed: 'true' },
    })
    done.assertStatus(302)
    const afterwards = await opened()
    assert.deepEqual(
      afterwards.map(({ state }) => state),
      ['done']
    )
  }).tags(['@TR-3.2.3.10'])
})
