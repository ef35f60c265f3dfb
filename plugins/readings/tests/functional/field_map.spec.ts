import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { lastDay } from '../../services/field_map.ts'
import { simulateWalk } from '../../services/simulate_walk.ts'
import { workCounts } from '../../services/work_counts.ts'
import { READ_ON, generate, loadIdOf } from './helpers.ts'
import { act, ask, deviceOf, routeThrough, send, street } from './street_fixture.ts'

test.group('Readings | map of readers', (group) => {
  freshDatabase(group)

  test('a walk for demonstrations has a device, positions of the day and counters', async ({
    client,
    assert,
  }) => {
    const where = await street({ code: '66', premises: 4 })
    const { municipalityId } = where
    await query(
      db,
      `update registry_premises set latitude = -11.9, longitude = -55.5 + n.place * 0.001
         from unnest(?::bigint[]) with ordinality as n (id, place) where registry_premises.id = n.id`,
      [where.premises.map(({ id }) => id)]
    )
    await routeThrough(where, { code: '01', premises: where.premises })
    await generate(where)
    const loadId = await loadIdOf(where)
    await send(client, `/readings/loads/${loadId}/distribute`, {})
    const timeZone = 'America/Cuiaba'
    const reader = 'elisa.leitura@demo.aqueduto'
    await db.transaction((tx) =>
      simulateWalk(tx, {
        ...{ municipalityId, loadId, readOn: READ_ON, timeZone, reader, by: 'Demonstração' },
      })
    )
    const positions = await query<{ at: string; longitude: string }>(
      db,
      `select (taken_at at time zone ?)::text as at, longitude::text from readings_device_positions order by taken_at`,
      [timeZone]
    )
    assert.deepEqual(
      positions.map(({ at, longitude }) => [at, longitude]),
      [
        ['2026-10-04 08:00:00', '-55.499000'],
        ['2026-10-04 08:01:00', '-55.498000'],
        ['2026-10-04 08:02:00', '-55.497000'],
        ['2026-10-04 08:03:00', '-55.496000'],
      ]
    )
    const counts = await workCounts(db, municipalityId, loadId)
    assert.equal(counts.made, 4)
    assert.equal(counts.made, counts.transferred + counts.awaiting)
    assert.equal(await lastDay(db, { municipalityId, loadId, timeZone }), READ_ON)
    const page = await ask(client, `/readings/map?load=${loadId}`)
    page.assertTextIncludes('Coletor 66')
    page.assertTextIncludes(`value="${READ_ON}"`)
  })

  test('the page tells how far each route is, and the units behind it are those of the route that is being read or was chosen', async ({
    client,
    assert,
  }) => {
    const where = await street({ code: '67', premises: 5 })
    const [first, second] = [where.premises.slice(0, 3), where.premises.slice(3)]
    await query(
      db,
      `update registry_premises set latitude = -11.9, longitude = -55.5 + n.place * 0.001
         from unnest(?::bigint[]) with ordinality as n (id, place) where registry_premises.id = n.id`,
      [where.premises.map(({ id }) => id)]
    )
    await routeThrough(where, { code: '01', premises: first })
    await routeThrough(where, { code: '02', premises: second })
    await generate(where)
    const loadId = await loadIdOf(where)
    const [quiet, walked] = await query<{ id: bigint }>(
      db,
      'select id from readings_load_routes where load_id = ? order by id',
      [loadId]
    )
    await send(client, `/readings/load-routes/${walked!.id}/device`, {
      device_id: String(await deviceOf(where, '6701')),
    })
    await send(client, `/readings/loads/${loadId}/distribute`, {})
    const sent = await act(client, `/api/readings/field/loads/${loadId}/pieces`, {
      ...{ device: '6701', piece: 1 },
      readings: [
        {
          ...{ sequence: 4, registration: second[0]!.registration, reading: 115 },
          read_at: `${READ_ON}T09:00:00`,
        },
      ],
    })
    sent.assertStatus(200)

    const page = await ask(client, `/readings/map?load=${loadId}`)
    const text = page.text().replace(/\s+/g, ' ')
    assert.match(text, /01 · Roteiro 01<\/span> <span[^>]*>0 de 3 lidas/)
    assert.match(text, /02 · Roteiro 02 · Coletor 6701<\/span> <span[^>]*>1 de 2 lidas/)
    assert.notInclude(text, second[0]!.registration)
    const drawn = async (route: string) => {
      const live = await ask(client, `/readings/map/live?load=${loadId}${route}`)
      const [, told] = /data-map="([^"]+)"/.exec(live.text())!
      const { units } = JSON.parse(told!.replaceAll('&quot;', '"')) as {
        units: { registration: string; status: string }[]
      }
      return units.map(({ registration, status }) => [registration, status])
    }
    assert.deepEqual(await drawn(''), [
      [second[0]!.registration, 'read'],
      [second[1]!.registration, 'pending'],
    ])
    assert.deepEqual(
      await drawn(`&route=${quiet!.id}`),
      first.map(({ registration }) => [registration, 'pending'])
    )
  })

  test('a page of a load that is not there says so', async ({ client, assert }) => {
    const page = await ask(client, '/readings/map?load=987654321')
    page.assertStatus(200)
    assert.include(page.text(), 'Nenhuma carga foi distribuída')
  })
})
