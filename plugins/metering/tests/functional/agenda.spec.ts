import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { html, post, screen } from './support.ts'

const MEASURING = [
  ...['/metering/meters', '/metering/agenda', '/readings/routes', '/readings/review'],
  '/reviews/reviews',
]

interface Hung {
  readonly meter_id: bigint
  readonly premise_id: bigint
}

const hung = (most: number) =>
  query<Hung>(
    db,
    `select i.meter_id, c.premise_id from metering_installations i join registry_connections c on c.id = i.connection_id
      where i.removed_on is null and c.situation = 'active' order by i.id limit ?`,
    [most]
  )

const removal = {
  ...{ removed_on: '2026-11-23', final_reading: '9000', destination: 'scrapped' },
  ...{ reason_code: 'age', opinion: 'Fim da vida útil', confirmed: 'true' },
}

const remove = (client: Parameters<typeof post>[0], { meter_id: id }: Hung, day = '23') =>
  post(client, `/metering/meters/${id}/change/remove`, {
    ...removal,
    removed_on: `2026-11-${day}`,
  })

test.group('Metering | menu, agenda and installations', (group) => {
  freshDatabase(group)
  group.setup(() => clock.freeze('2026-11-23T15:00:00Z'))
  group.teardown(() => clock.restore())

  test('who measures finds stock, exchange, routes, critique and review under “Medição”; who does not, neither menu nor pages', async ({
    client,
    assert,
  }) => {
    const menuOf = async (name: string) => {
      const page = await client.get('/').loginAs(await userNamed(name))
      const [, entries = ''] =
        /data-nav-section="Medição"([\s\S]*?)<\/details>/.exec(page.text()) ?? []
      return [...entries.matchAll(/class="nav-item" href="([^"]+)"/g)].map(([, path]) => path)
    }
    assert.includeMembers(await menuOf('elisa.'), MEASURING)
    assert.isEmpty(await menuOf('fabio.'))
    const [one] = await hung(1)
    for (const path of [...MEASURING, `/metering/meters/${one!.meter_id}/change/exchange`]) {
      const opened = await client.get(path).loginAs(await userNamed('elisa.'))
      opened.assertStatus(200)
      const refused = await client.get(path).loginAs(await userNamed('fabio.'))
      refused.assertStatus(403)
    }
  }).tags(['@TR-3.1.1'])

  test('connections without meter are asked one where the pressure, there or near, reaches the minimum', async ({
    client,
    assert,
  }) => {
    const bare = await hung(4)
    for (const one of bare) {
      const done = await remove(client, one)
      done.assertStatus(302)
    }
    await query(
      db,
      `update registry_connections c set situation = 'cut_branch' where service = 'water' and situation = 'active'
          and premise_id <> all(?::bigint[])
          and not exists (select from metering_installations i where i.connection_id = c.id and i.removed_on is null)`,
      [bare.map(({ premise_id: id }) => id)]
    )
    await query(
      db,
      `update registry_premises set latitude = -11.5 + place * 0.01, longitude = -56
         from unnest(?::bigint[]) with ordinality as b (id, place) where registry_premises.id = b.id`,
      [bare.map(({ premise_id: id }) => id)]
    )
    const [low, least, high, silent] = bare.map(({ premise_id: id }) => String(id))
    for (const [premise, mca] of [
      [low, '8'],
      [least, '10'],
      [high, '15'],
    ] as const) {
      const kept = await post(client, '/metering/pressures', {
        ...{ premise_id: premise!, measured_on: '2026-11-20', pressure_mca: mca },
      })
      kept.assertStatus(302)
    }
    assert.include(await screen(client, '/metering/coverage/bare'), 'Pedir 2 instalações')
    const asked = await post(client, '/metering/coverage', {})
    asked.assertStatus(302)
    const orders = () =>
      query<{ premise_id: bigint; remarks: string }>(
        db,
        `select premise_id, remarks from metering_orders where kind = 'installation' order by id`
      )
    const first = await orders()
    assert.sameMembers(
      first.map(({ premise_id: id }) => String(id)),
      [least, high]
    )
    assert.include(
      first.map(({ remarks }) => remarks).join(),
      'Pressão de 15,00 mca medida em 20/11/2026'
    )
    // Eighty metres away the pressure of the neighbour holds; what was asked is not asked again.
    await query(
      db,
      `update registry_premises p set latitude = n.latitude + 0.0007, longitude = n.longitude
         from registry_premises n where n.id = ? and p.id = ?`,
      [high!, silent!]
    )
    await post(client, '/metering/coverage', {})
    const second = await orders()
    assert.deepEqual(
      second.slice(2).map(({ premise_id: id }) => String(id)),
      [silent]
    )
    const [stock] = await query<{ number: string }>(
      db,
      `select number from metering_meters where situation = 'stock' order by number limit 1`
    )
    const [place] = await query<{ id: bigint }>(
      db,
      `select id from registry_connections where premise_id = ? and service = 'water'`,
      [high!]
    )
    await post(client, '/metering/installations', {
      ...{ meter_number: stock!.number, connection_id: String(place!.id), initial_reading: '0' },
      ...{ installed_on: '2026-11-23', reason_code: 'age', opinion: 'Instalado no cavalete' },
    })
    const closed = await query<object>(
      db,
      `select o.state, m.number from metering_orders o join metering_meters m on m.id = o.meter_id
        where o.kind = 'installation' and o.premise_id = ?`,
      [high!]
    )
    assert.deepEqual(closed, [{ state: 'done', number: stock!.number }])
  }).tags(['@CM-15'])

  test('twelve exchanges fill a day of ten and leave two for the next; nine done show the missing one', async ({
    client,
    assert,
  }) => {
    await query(
      db,
      `update metering_orders set state = 'cancelled', closed_on = opened_on where state = 'open'`
    )
    const meters = await hung(12)
    await query(
      db,
      `insert into metering_orders (municipality_id, kind, meter_id, connection_id, premise_id, origin, requester, team, opened_on, opened_by)
       select i.municipality_id, 'exchange', i.meter_id, c.id, c.premise_id, 'age', 'Validade', 'Hidrometria', '2026-11-01', 'Validade'
         from metering_installations i join registry_connections c on c.id = i.connection_id
        where i.meter_id = any(?::bigint[]) and i.removed_on is null`,
      [meters.map(({ meter_id: id }) => id)]
    )
    const planned = await post(client, '/metering/agenda', {
      ...{ team: 'Hidrometria', from_on: '2026-11-23', kind: 'exchange', most: '12' },
      locality_id: '',
    })
    planned.assertStatus(302)
    const week = () => screen(client, '/metering/agenda?on=2026-11-23')
    assert.match(await week(), /23\/11\/2026 0 de 10 feitas .* 24\/11\/2026 0 de 2 feitas/)
    const full = await post(
      client,
      `/metering/orders/${await orderOn('2026-11-24')}/change/schedule`,
      {
        ...{ team: 'Hidrometria', scheduled_on: '2026-11-23' },
      }
    )
    full.assertStatus(422)
    full.assertTextIncludes('não tem vaga')
    const today = await query<Hung & { number: string }>(
      db,
      `select meter_id, premise_id, number from metering_orders where scheduled_on = '2026-11-23' order by id`
    )
    for (const one of today.slice(0, 9)) await remove(client, one)
    assert.match(await week(), /23\/11\/2026 9 de 10 feitas/)
    clock.freeze('2026-11-24T15:00:00Z')
    const page = await html(client, '/metering/agenda?on=2026-11-23')
    const missing = [...page.matchAll(/<tr>(?:(?!<\/tr>)[\s\S])*?Não feita/g)].map(([row]) => row)
    assert.lengthOf(missing, 1)
    assert.include(missing[0], today[9]!.number)
    const found = await client
      .get(`/metering/exchange?of=${await numberOf(today[9]!.meter_id)}`)
      .loginAs(await userNamed('bruno.'))
      .redirects(0)
    found.assertHeader('location', `/metering/meters/${today[9]!.meter_id}/change/exchange`)
  }).tags(['@CM-16'])

  test('a meter registered in two units is one group of two lines; one of another make only when asked; one out, the group is gone', async ({
    client,
    assert,
  }) => {
    const [first, second] = await hung(2)
    const [one, other] = [await modelOf(client, 'Alfa'), await modelOf(client, 'Beta')]
    const numbers = { 'A12': one, 'a-12': one, 'A 12': other }
    for (const [number, model] of Object.entries(numbers)) {
      const kept = await post(client, '/metering/meters', {
        ...{ number, model_id: model, manufactured_on: '2025-01-01' },
      })
      kept.assertStatus(302)
    }
    for (const [place, number] of [
      [first!, 'A12'],
      [second!, 'a-12'],
    ] as const) {
      const done = await post(client, `/metering/meters/${place.meter_id}/change/exchange`, {
        ...{ exchanged_on: '2026-11-24', final_reading: '9000', destination: 'scrapped' },
        ...{ new_number: number, initial_reading: '7', reason_code: 'age', confirmed: 'true' },
        opinion: 'Fim da vida útil',
      })
      done.assertStatus(302)
    }
    const lines = async (given = '') => {
      const answer = await client
        .get(`/api/reports/readings.duplicate_meters?size=200${given}`)
        .loginAs(await userNamed('bruno.'))
      answer.assertStatus(200)
      const { rows } = answer.body() as { rows: Record<string, string | null>[] }
      return rows.map((row) => [row.number_key, row.meter, row.installed_on, row.registered_by])
    }
    const found = await lines()
    assert.sameDeepMembers(found, [
      ['A12', 'A12', '2026-11-24', 'Bruno Matos'],
      ['A12', 'a-12', '2026-11-24', 'Bruno Matos'],
    ])
    const byNumber = await lines('&number_only=true')
    assert.lengthOf(byNumber, 3)
    await remove(client, { meter_id: await idOf('a-12'), premise_id: second!.premise_id }, '24')
    assert.isEmpty(await lines())
  }).tags(['@TR-3.2.19.24'])
})

const idOf = async (number: string) => {
  const [meter] = await query<{ id: bigint }>(
    db,
    'select id from metering_meters where number = ?',
    [number]
  )
  return meter!.id
}

const modelOf = async (client: Parameters<typeof post>[0], brand: string) => {
  await post(client, '/metering/models', {
    ...{
      name: `Modelo ${brand}`,
      brand,
      flow_class: 'Q3 1,5',
      digits: '4',
      transmission: 'magnetic',
    },
    is_active: 'true',
  })
  const [model] = await query<{ id: bigint }>(
    db,
    'select id from metering_models where brand = ? order by id desc limit 1',
    [brand]
  )
  return String(model!.id)
}

const numberOf = async (id: bigint) => {
  const [meter] = await query<{ number: string }>(
    db,
    'select number from metering_meters where id = ?',
    [id]
  )
  return meter!.number
}

const orderOn = async (day: string) => {
  const [order] = await query<{ id: bigint }>(
    db,
    'select id from metering_orders where scheduled_on = ?::date order by id limit 1',
    [day]
  )
  return order!.id
}
