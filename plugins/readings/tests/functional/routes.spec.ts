import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { generate, loadIdOf } from './helpers.ts'
import { type Street, act, ask, elisa, routeThrough, send, street } from './street_fixture.ts'

interface Stop {
  readonly id: bigint
  readonly sequence: number
  readonly premise_id: bigint
}

const stopsOf = (routeId: bigint) =>
  query<Stop>(
    db,
    'select id, sequence, premise_id from readings_route_stops where route_id = ? order by sequence',
    [routeId]
  )
const oneTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1)

/** The premises of a load in the order in which they are walked. */
const walk = (loadId: bigint) =>
  query<{ premise_id: bigint; sequence: number }>(
    db,
    'select premise_id, sequence from readings_load_items where load_id = ? order by route_id nulls last, sequence, id',
    [loadId]
  )

test.group('Readings | routes', (group) => {
  freshDatabase(group)

  test('a route is registered once in its locality, and premises are assigned to it', async ({
    client,
    assert,
  }) => {
    const where = await street({ code: '71', premises: 3 })
    const form = {
      ...{ code: '01', name: 'Margem do rio', locality_id: String(where.localityId) },
      billing_group_id: String(where.groupId),
    }
    const created = await send(client, '/readings/routes', form)
    created.assertStatus(302)
    const [route] = await query<{ id: bigint }>(
      db,
      `select id from readings_routes where locality_id = ? and code = '01'`,
      [where.localityId]
    )
    const again = await send(client, '/readings/routes', form)
    assert.notEqual(again.status(), 302)
    const count = await query(db, 'select id from readings_routes where locality_id = ?', [
      where.localityId,
    ])
    assert.lengthOf(count, 1)
    const other = await street({ code: '72', premises: 1 })
    const elsewhere = await send(client, '/readings/routes', {
      ...form,
      locality_id: String(other.localityId),
      billing_group_id: String(other.groupId),
    })
    elsewhere.assertStatus(302)
    for (const { id } of where.premises) {
      const placed = await act(client, '/api/actions/readings.place_premise', {
        ...{ route_id: Number(route!.id), premise_id: Number(id) },
      })
      placed.assertStatus(200)
    }
    const stops = await stopsOf(route!.id)
    assert.deepEqual(
      stops.map((stop) => stop.premise_id),
      where.premises.map(({ id }) => id)
    )
    const stranger = await act(client, '/api/actions/readings.place_premise', {
      ...{ route_id: Number(route!.id), premise_id: Number(other.premises[0]!.id) },
    })
    stranger.assertStatus(422)
    const moved = await client
      .patch(`/api/readings/routes/${route!.id}`)
      .loginAs(await elisa())
      .withCsrfToken()
      .header('accept', 'application/json')
      .json({ billing_group_id: String(other.groupId) })
    moved.assertStatus(409)
  }).tags(['@TR-3.2.4.10'])

  test('moving a stop from position 10 to 3 renumbers the others, with no gap and no number twice', async ({
    client,
    assert,
  }) => {
    const where = await street({ code: '73', premises: 12 })
    const routeId = await routeThrough(where, { code: '01', premises: where.premises })
    const before = await stopsOf(routeId)
    const page = await client.get(`/readings/routes/${routeId}`).loginAs(await elisa())
    page.assertStatus(200)
    const places = where.premises.map(({ registration: number }) =>
      page.text().indexOf(`${number.slice(0, -1)}-${number.slice(-1)}`)
    )
    assert.notInclude(places, -1, 'the page lists every connection')
    assert.deepEqual(
      places,
      places.toSorted((a, b) => a - b),
      'in the order of the walk'
    )
    const listed = await ask(client, `/api/readings/route-stops?route_id=${routeId}&sort=sequence`)
    assert.deepEqual(
      (listed.body() as { data: { sequence: number }[] }).data.map(({ sequence }) => sequence),
      oneTo(12)
    )
    const moved = await send(client, `/readings/route-stops/${before[9]!.id}/change/move`, {
      sequence: '3',
    })
    moved.assertStatus(302)
    const after = await stopsOf(routeId)
    assert.deepEqual(
      after.map(({ sequence }) => sequence),
      oneTo(12)
    )
    const ids = before.map(({ id }) => id)
    assert.deepEqual(
      after.map(({ id }) => id),
      [...ids.slice(0, 2), ids[9]!, ...ids.slice(2, 9), ...ids.slice(10)]
    )
    await send(client, `/readings/route-stops/${ids[0]!}/change/move`, { sequence: '99' })
    const last = await stopsOf(routeId)
    assert.equal(last.at(-1)!.id, ids[0]!)
    assert.deepEqual(
      last.map(({ sequence }) => sequence),
      oneTo(12)
    )
  }).tags(['@TR-3.2.4.1'])

  test('a premise gets a position between two others in the next load; without one it is listed before', async ({
    client,
    assert,
  }) => {
    const where = await street({ code: '74', premises: 152 })
    const [fresh, lost, ...others] = where.premises
    const routeId = await routeThrough(where, { code: '01', premises: others })
    const former = others[149]!
    const withoutSequence = async () => {
      const path = `/api/reports/readings.without_sequence?billing_group=${where.groupId}`
      const listed = await ask(client, path)
      const { rows } = listed.body() as { rows: { premise_id: string }[] }
      return rows.map((row) => BigInt(row.premise_id))
    }
    assert.sameMembers(await withoutSequence(), [fresh!.id, lost!.id])
    const cycle = await client.get('/readings/cycle/homeless').loginAs(await elisa())
    assert.include(cycle.text(), '/readings/without-route')
    const placed = await send(client, `/readings/routes/${routeId}/change/place`, {
      ...{ premise_id: String(fresh!.id), sequence: '150' },
    })
    placed.assertStatus(302)
    assert.deepEqual(await withoutSequence(), [lost!.id])
    await generate(where)
    const items = await walk(await loadIdOf(where))
    const order = items.map((item) => item.premise_id)
    const at = order.indexOf(fresh!.id)
    assert.equal(items[at]!.sequence, 150)
    assert.equal(items[at - 1]!.sequence, 149)
    assert.equal(order[at + 1], former.id)
    assert.equal(order.at(-1), lost!.id)
  }).tags(['@TR-3.2.4.3'])

  test('a unit moved from route 3 to position 12 of route 5 is read there in the next load, and not in route 3', async ({
    client,
    assert,
  }) => {
    const where = await street({ code: '81', premises: 30 })
    const former = await routeThrough(where, { code: '03', premises: where.premises.slice(0, 15) })
    const next = await routeThrough(where, { code: '05', premises: where.premises.slice(15) })
    const moved = where.premises[6]!
    const placed = await send(client, `/readings/routes/${next}/change/place`, {
      ...{ premise_id: String(moved.id), sequence: '12' },
    })
    placed.assertStatus(302)
    await generate(where)
    const walkOf = (routeId: bigint) =>
      query<{ premise_id: bigint; sequence: number }>(
        db,
        'select premise_id, sequence from readings_load_items where load_id = ? and route_id = ? order by sequence',
        [loadId, routeId]
      )
    const loadId = await loadIdOf(where)
    const walked = await walkOf(next)
    assert.lengthOf(walked, 16)
    assert.deepEqual(walked[11], { premise_id: moved.id, sequence: 12 })
    const left = await walkOf(former)
    assert.lengthOf(left, 14)
    assert.notInclude(
      left.map(({ premise_id: id }) => id),
      moved.id
    )
  }).tags(['@TR-3.2.13.10.12'])

  test('sequencing by street and number gives positions 1 to 50, and the next load follows them', async ({
    client,
    assert,
  }) => {
    const where = await street({ code: '75', premises: 50 })
    // Two streets, whose names come in the other order than their doors.
    const [near, far] = [where.premises.slice(0, 20), where.premises.slice(20)]
    await query(
      db,
      `update registry_premises set street = 'Avenida Z das Provas' where id = any(?::bigint[])`,
      [near.map(({ id }) => id)]
    )
    await query(
      db,
      `update registry_premises set street = 'Alameda das Provas' where id = any(?::bigint[])`,
      [far.map(({ id }) => id)]
    )
    const shuffled = [...where.premises].toSorted((a, b) => Number((a.id % 7n) - (b.id % 7n)))
    const routeId = await routeThrough(where, { code: '01', premises: shuffled })
    const sent = await send(client, `/readings/routes/${routeId}/change/sequence`, {
      order: 'street',
    })
    sent.assertStatus(302)
    const stops = await stopsOf(routeId)
    assert.deepEqual(
      stops.map(({ sequence }) => sequence),
      oneTo(50)
    )
    const doors = [...far, ...near].map(({ id }) => id)
    assert.deepEqual(
      stops.map((stop) => stop.premise_id),
      doors
    )
    await generate(where)
    const items = await walk(await loadIdOf(where))
    assert.deepEqual(
      items.map((item) => item.premise_id),
      doors
    )
  }).tags(['@TR-3.2.4.11'])

  test('routes are generated with the size that the type of the locality asks', async ({
    client,
    assert,
  }) => {
    const sizes = async (where: Street) => {
      const sent = await send(client, '/readings/without-route', {
        ...{ billing_group_id: String(where.groupId), locality_id: String(where.localityId) },
      })
      sent.assertStatus(302)
      const rows = await query<{ stops: number }>(
        db,
        `select count(*)::int as stops from readings_routes r join readings_route_stops s on s.route_id = r.id
          where r.locality_id = ? group by r.id order by r.code`,
        [where.localityId]
      )
      return rows.map(({ stops }) => stops)
    }
    // as the parameter stands: 300 readings a day in towns, 80 where houses are far apart
    const urban = await street({ code: '76', premises: 310, type: 'urban' })
    const rural = await street({ code: '77', premises: 165, type: 'rural' })
    const page = await client.get('/readings/without-route').loginAs(await elisa())
    page.assertStatus(200)
    assert.include(page.text(), 'Urbana')
    assert.include(page.text(), 'Rural')
    assert.deepEqual(await sizes(urban), [155, 155])
    assert.deepEqual(await sizes(rural), [55, 55, 55])
    const again = await act(client, '/api/actions/readings.generate_routes', {
      ...{ billing_group_id: Number(rural.groupId), locality_id: Number(rural.localityId) },
    })
    again.assertStatus(422)
  }).tags(['@TR-3.2.4.2'])
})
