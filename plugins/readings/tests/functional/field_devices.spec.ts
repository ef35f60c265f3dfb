import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { carla } from '#tests/support/people'
import { READ_ON, criticise, generate, loadIdOf, stateOf } from './helpers.ts'
import {
  type Street,
  act,
  ask,
  deviceOf,
  elisa,
  routeThrough,
  send,
  street,
} from './street_fixture.ts'

interface Package {
  readonly content_sha256: string
  readonly revision: number
  readonly items: readonly {
    readonly registration: string
    readonly sequence: number
    readonly route: string
    readonly meter: { readonly number: string } | null
    readonly previous_reading: number | null
    readonly swap_m3: string | null
  }[]
}

const loadRoutes = (loadId: bigint) =>
  query<{ id: bigint; item_count: number; transmitted: number }>(
    db,
    'select id, item_count, transmitted from readings_load_routes where load_id = ? order by id',
    [loadId]
  )

async function assign(client: ApiClient, loadRouteId: bigint, deviceId: bigint) {
  const sent = await send(client, `/readings/load-routes/${loadRouteId}/device`, {
    device_id: String(deviceId),
  })
  sent.assertStatus(302)
}

async function download(client: ApiClient, loadId: bigint, device: string): Promise<Package> {
  const response = await ask(client, `/api/readings/field/loads/${loadId}?device=${device}`)
  response.assertStatus(200)
  return response.body() as Package
}

/** Readings as a device sends them: five m³ more than before in each. */
const readingsOf = (items: Package['items']) =>
  items.map((item, index) => ({
    ...{ sequence: item.sequence, registration: item.registration },
    ...{ meter: item.meter?.number ?? null, reading: (item.previous_reading ?? 0) + 5 },
    read_at: `${READ_ON}T09:${String(index % 60).padStart(2, '0')}:00`,
    ...{ latitude: -12.5, longitude: -52.2 },
  }))

/** A group handed over: its routes with a device each. */
async function handedOver(client: ApiClient, where: Street, devices: readonly bigint[]) {
  await generate(where)
  const loadId = await loadIdOf(where)
  const routes = await loadRoutes(loadId)
  for (const [index, { id }] of routes.entries()) await assign(client, id, devices[index]!)
  const sent = await send(client, `/readings/loads/${loadId}/distribute`, {})
  sent.assertStatus(302)
  return { loadId, routes }
}

test.group('Readings | devices in the field', (group) => {
  freshDatabase(group)

  test('each device downloads only the units of its routes, and together they are the load', async ({
    client,
    assert,
  }) => {
    const where = await street({ code: '81', premises: 300 })
    const parts = [0, 120, 220, 300]
    for (const [index, from] of parts.slice(0, 3).entries()) {
      const premises = where.premises.slice(from, parts[index + 1]!)
      await routeThrough(where, { code: `0${index + 1}`, premises })
    }
    const codes = ['8101', '8102', '8103']
    const devices: bigint[] = []
    for (const code of codes) devices.push(await deviceOf(where, code))
    const { loadId, routes } = await handedOver(client, where, devices)
    assert.deepEqual(
      routes.map((route) => route.item_count),
      [120, 100, 80]
    )
    const seen: string[] = []
    for (const [index, code] of codes.entries()) {
      const { items } = await download(client, loadId, code)
      const wanted = where.premises.slice(parts[index]!, parts[index + 1]!)
      assert.deepEqual(
        items.map(({ registration }) => registration),
        wanted.map(({ registration }) => registration)
      )
      seen.push(...items.map(({ registration }) => registration))
    }
    assert.equal(seen.length, 300)
    assert.equal(new Set(seen).size, 300)
  }).tags(['@TR-3.2.4.4'])

  test('a device is of its reader alone, and needs a route of the load', async ({
    client,
    assert,
  }) => {
    const where = await street({ code: '82', premises: 2 })
    await routeThrough(where, { code: '01', premises: where.premises })
    const { loadId } = await handedOver(client, where, [await deviceOf(where, '8201')])
    await deviceOf(where, '8202')
    const path = `/api/readings/field/loads/${loadId}`
    const other = await ask(client, `${path}?device=8202`)
    other.assertStatus(409)
    assert.include(other.text(), 'E_READINGS_NOT_ASSIGNED')
    await query(
      db,
      `update readings_devices set reader_login = 'bruno.faturamento@demo.aqueduto' where code = '8202'`
    )
    const foreign = await ask(client, `${path}?device=8202`)
    foreign.assertStatus(404)
    const attendant = await client
      .get(`${path}?device=8201`)
      .loginAs(await carla())
      .header('accept', 'application/json')
    attendant.assertStatus(403)
    const unknown = await send(client, '/readings/devices', {
      ...{ code: '8203', name: 'Coletor 3', reader_login: 'ninguem@demo.aqueduto' },
      ...{ reader_code: 'L3', is_active: 'true' },
    })
    assert.notEqual(unknown.status(), 302)
  })

  test('a load goes through generated, distributed, in the field, returned and processed, and skips none', async ({
    client,
    assert,
  }) => {
    const where = await street({ code: '83', premises: 3 })
    await routeThrough(where, { code: '01', premises: where.premises })
    const device = await deviceOf(where, '8301')
    await generate(where)
    const loadId = await loadIdOf(where)
    const [route] = await loadRoutes(loadId)
    await assign(client, route!.id, device)
    const shown = async (title: string) => {
      const page = await client.get('/readings/cycle').loginAs(await elisa())
      const row = page.text().split(`/readings/loads/${loadId}"`)[1]!.split('</tr>')[0]!
      assert.include(row, title)
    }
    const refusedCritique = async () => {
      const run = await criticise(where, loadId)
      assert.equal(run.status, 'failed')
    }
    const path = `/api/readings/field/loads/${loadId}`
    const piece = (number: number, readings: object[]) =>
      act(client, `${path}/pieces`, { device: '8301', piece: number, readings })
    const one = [
      {
        ...{ sequence: 1, registration: where.premises[0]!.registration, reading: 105 },
        read_at: `${READ_ON}T09:00:00`,
      },
    ]

    await shown('Gerada')
    const early = await ask(client, `${path}?device=8301`)
    early.assertStatus(409)
    const tooEarly = await piece(1, one)
    tooEarly.assertStatus(409)
    await refusedCritique()

    await send(client, `/readings/loads/${loadId}/distribute`, {})
    await shown('Distribuída')
    const closing = await act(client, '/api/actions/readings.close_field', {
      ...{ load_id: Number(loadId), reason: 'Antes de ir' },
    })
    closing.assertStatus(409)
    await refusedCritique()

    const { items } = await download(client, loadId, '8301')
    await shown('Em campo')
    await refusedCritique()

    const readings = readingsOf(items)
    const first = await piece(1, readings.slice(0, 1))
    assert.equal((first.body() as { load_state: string }).load_state, 'in_field')
    await shown('Em campo')
    const rest = await piece(2, readings.slice(1))
    assert.equal((rest.body() as { load_state: string }).load_state, 'returned')
    await shown('Retornada')

    const run = await criticise(where, loadId)
    assert.equal(run.status, 'done')
    await shown('Processada')
    assert.equal(await stateOf(where), 'processed')
  }).tags(['@TR-3.2.4.0'])

  test('a piece that comes again changes nothing, with other content it is refused, bad lines are told', async ({
    client,
    assert,
  }) => {
    const where = await street({ code: '84', premises: 4 })
    await routeThrough(where, { code: '01', premises: where.premises })
    const { loadId } = await handedOver(client, where, [await deviceOf(where, '8401')])
    const { items } = await download(client, loadId, '8401')
    const readings = readingsOf(items)
    const path = `/api/readings/field/loads/${loadId}/pieces`
    const sent = [
      readings[0]!,
      { ...readings[1]!, registration: '999' },
      { ...readings[2]!, reading: null },
    ]
    const first = await act(client, path, { device: '8401', piece: 1, readings: sent })
    first.assertStatus(200)
    const { lines } = first.body() as { lines: { fate: string; code: string | null }[] }
    assert.deepEqual(
      lines.map(({ fate, code }) => `${fate} ${code ?? ''}`.trim()),
      ['accepted', 'unknown registration_unknown', 'rejected reading_missing']
    )
    const again = await act(client, path, { device: '8401', piece: 1, readings: sent })
    assert.isTrue((again.body() as { is_repeated: boolean }).is_repeated)
    assert.deepEqual((again.body() as { lines: unknown }).lines, lines)
    const other = await act(client, path, { device: '8401', piece: 1, readings })
    other.assertStatus(409)
    const [file] = await query<{ files: number; lines: number }>(
      db,
      `select count(distinct f.id)::int as files, count(n.id)::int as lines
         from readings_files f join readings_file_lines n on n.file_id = f.id where f.load_id = ?`,
      [loadId]
    )
    assert.deepEqual({ ...file }, { files: 1, lines: 3 })
    const twice = await act(client, path, { device: '8401', piece: 2, readings })
    const fates = (twice.body() as { lines: { fate: string }[] }).lines.map(({ fate }) => fate)
    assert.deepEqual(fates, ['duplicate', 'accepted', 'accepted', 'accepted'])
    const [route] = await loadRoutes(loadId)
    assert.equal(route!.transmitted, 4)
  })

  test('a meter that is exchanged after the load reaches the device, with what passed through the former', async ({
    client,
    assert,
  }) => {
    const where = await street({ code: '85', premises: 2 })
    await routeThrough(where, { code: '01', premises: where.premises })
    const { loadId } = await handedOver(client, where, [await deviceOf(where, '8501')])
    const taken = await download(client, loadId, '8501')
    const [premise] = where.premises
    const [meter] = await query<{ id: bigint }>(
      db,
      'select id from metering_meters where number = ?',
      [`M${premise!.registration}`]
    )
    await query(
      db,
      `insert into metering_meters (municipality_id, number, brand, model, digits, flow_class, manufactured_on, situation)
       values (?, 'NOVO85', 'Prova', 'Modelo', 5, 'Q3', '2026-01-01', 'stock')`,
      [where.municipalityId]
    )
    const exchanged = await act(client, '/api/actions/metering.exchange_meter', {
      ...{ meter_id: Number(meter!.id), exchanged_on: '2026-10-03', final_reading: 112 },
      ...{ destination: 'maintenance', new_number: 'NOVO85', initial_reading: 3 },
      ...{ reason_code: 'broken', opinion: 'Parado: trocado em campo' },
    })
    exchanged.assertStatus(200)
    const { deliverEvents } = await import('#core/actions/index')
    await deliverEvents()
    const response = await ask(
      client,
      `/api/readings/field/loads/${loadId}?device=8501&since=${taken.revision}`
    )
    const changed = response.body() as Package
    assert.lengthOf(changed.items, 1)
    const [item] = changed.items
    assert.equal(item!.registration, premise!.registration)
    assert.equal(item!.meter!.number, 'NOVO85')
    assert.equal(item!.previous_reading, 3)
    assert.equal(item!.swap_m3, '12')
    const back = await act(client, `/api/readings/field/loads/${loadId}/pieces`, {
      ...{ device: '8501', piece: 1, readings: readingsOf(taken.items).slice(1) },
    })
    back.assertStatus(200)
    const read = await query<{ id: bigint }>(
      db,
      'select id from readings_load_items where load_id = ? and registration_number = ?',
      [loadId, where.premises[1]!.registration]
    )
    const late = await send(client, `/readings/load-items/${read[0]!.id}/change/refresh`, {
      reason: 'Titular novo',
    })
    assert.notEqual(late.status(), 302)
  })

  test('one premise is refreshed with a reason; its group changes only after the bill', async ({
    client,
    assert,
  }) => {
    const where = await street({ code: '86', premises: 1 })
    await routeThrough(where, { code: '01', premises: where.premises })
    await generate(where)
    const loadId = await loadIdOf(where)
    const [premise] = where.premises
    await query(db, `update registry_premise_economies set category = 'COM' where premise_id = ?`, [
      premise!.id,
    ])
    const [item] = await query<{ id: bigint }>(
      db,
      'select id from readings_load_items where load_id = ?',
      [loadId]
    )
    const path = `/readings/load-items/${item!.id}/change/refresh`
    const without = await send(client, path, { reason: '' })
    without.assertStatus(422)
    const done = await send(client, path, { reason: 'Categoria corrigida a tempo' })
    done.assertStatus(302)
    const [fresh] = await query<{ facts: string }>(
      db,
      'select facts from readings_load_items where id = ?',
      [item!.id]
    )
    assert.include(fresh!.facts, '"category":"COM"')
    const [entry] = await query<{ description: string; reason: string }>(
      db,
      `select description, reason from audit_entries where action = 'readings.refresh_item' order by id desc limit 1`
    )
    assert.include(entry!.description, 'economias')
    assert.equal(entry!.reason, 'Categoria corrigida a tempo')

    const { ana } = await import('#tests/support/people')
    const other = await street({ code: '87', premises: 1 })
    const change = async () =>
      client
        .patch(`/api/registry/premises/${premise!.id}`)
        .loginAs(await ana())
        .withCsrfToken()
        .header('accept', 'application/json')
        .json({ billing_group_id: String(other.groupId) })
    const refused = await change()
    assert.notEqual(refused.status(), 200)
    assert.include(refused.text(), 'mude o grupo depois que ela for faturada')
    await query(db, `update readings_loads set state = 'billed' where id = ?`, [loadId])
    const allowed = await change()
    allowed.assertStatus(200)
    const stops = await query(db, 'select id from readings_route_stops where premise_id = ?', [
      premise!.id,
    ])
    assert.lengthOf(stops, 0)
  })
})
