import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { lastDay } from '../../services/field_map.ts'
import { simulateWalk } from '../../services/simulate_walk.ts'
import { workCounts } from '../../services/work_counts.ts'
import { READ_ON, generate, loadIdOf } from './helpers.ts'
import { ask, routeThrough, send, street } from './street_fixture.ts'

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

  test('a page of a load that is not there says so', async ({ client, assert }) => {
    const page = await ask(client, '/readings/map?load=987654321')
    page.assertStatus(200)
    assert.include(page.text(), 'Nenhuma carga foi distribuída')
  })
})
