import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'

interface Planted {
  readonly id: bigint
  readonly water: bigint
}

let last = 0

/**
 * A premise connected in 2020 with its economies; without situations it has no connection: feasible where a network passes since
 * `available`, potential where none does.
 */
async function plant({
  water,
  sewage,
  available,
  economies = { RES: 1 },
}: {
  readonly water?: string
  readonly sewage?: string
  readonly available?: string
  readonly economies?: Readonly<Record<string, number>>
}): Promise<Planted> {
  const [row] = await query<Planted>(
    db,
    `with p as (
       insert into registry_premises (municipality_id, registration_number, kind, street, district, locality_id, billing_group_id,
              water_available_on, sewage_available_on)
       select l.municipality_id, ?, 'single', 'Rua do Censo', 'Centro', l.id, g.id, ?::date, ?::date from registry_localities l, registry_billing_groups g
        order by l.id, g.id limit 1
       returning id, municipality_id, registration_number),
     e as (
       insert into registry_premise_economies (municipality_id, premise_id, category, economies, from_on)
       select p.municipality_id, p.id, k.key, k.value::int, '2020-01-01' from p, jsonb_each_text(?::jsonb) k),
     c as (
       insert into registry_connections (municipality_id, premise_id, registration_number, service, situation, sewage_class, connected_on)
       select p.municipality_id, p.id, p.registration_number, s.service, s.situation,
              case s.service when 'sewage' then 'collected' else 'none' end, '2020-01-01'
         from p, (values ('water', ?::text), ('sewage', ?::text)) s (service, situation) where s.situation is not null
       returning id, service)
     select p.id, (select id from c where service = 'water') as water from p`,
    [
      ...[String(99_000_000 + ++last), available ?? null, available ?? null],
      ...[JSON.stringify(economies), water ?? null, sewage ?? null],
    ]
  )
  return row!
}

async function quantities(client: ApiClient): Promise<Readonly<Record<string, number>>> {
  const answer = await client
    .get('/api/reports/registry.snis_quantities?year=2026')
    .loginAs(await ana())
  answer.assertStatus(200)
  const { rows } = answer.body() as { rows: { code: string; quantity: string }[] }
  return Object.fromEntries(rows.map(({ code, quantity }) => [code, Number(quantity)]))
}

async function act(client: ApiClient, name: string, body: object): Promise<void> {
  const answer = await client
    .post(`/api/actions/${name}`)
    .loginAs(await ana())
    .withCsrfToken()
    .accept('json')
    .json(body as Record<string, unknown>)
  if (answer.status() >= 300) throw new Error(answer.text())
}

test.group('Registry | quantities of a year', (group) => {
  freshDatabase(group)
  group.setup(() => clock.freeze('2026-12-20T15:00:00Z'))
  group.teardown(() => clock.restore())

  const feasibility = async (client: ApiClient, service: string) => {
    const answer = await client
      .get(`/api/reports/registry.feasible_units?service=${service}&street=Rua do Censo&size=200`)
      .loginAs(await ana())
    answer.assertStatus(200)
    const { rows } = answer.body() as { rows: { feasibility: string; premise_id: string }[] }
    return (id: bigint) =>
      rows.find(({ premise_id: own }) => own === String(id))?.feasibility ?? null
  }

  /** What some premises add, whatever the municipality had. */
  const added = async (client: ApiClient, work: () => Promise<void>) => {
    const before = await quantities(client)
    await work()
    const after = await quantities(client)
    return (code: string) => after[code]! - before[code]!
  }

  test('connections of 31 December are counted as they stood then', async ({ client, assert }) => {
    let cut: Planted | undefined
    let potential: Planted | undefined
    let feasible: Planted | undefined
    const of = await added(client, async () => {
      for (let count = 0; count < 8; count++) await plant({ water: 'active' })
      cut = await plant({ water: 'cut_standpipe' })
      await plant({ water: 'suppressed' })
      potential = await plant({})
      feasible = await plant({ available: '2026-03-01' })
    })
    assert.deepEqual([of('AG002'), of('AG021')], [8, 10])
    const unconnected = await feasibility(client, 'water')
    assert.deepEqual(
      [unconnected(potential!.id), unconnected(feasible!.id)],
      ['potential', 'feasible']
    )
    const year = await quantities(client)
    clock.freeze('2027-01-02T15:00:00Z')
    await act(client, 'registry.connections.change_situation', {
      ...{ connection_id: String(cut!.water), situation: 'active', from_on: '2027-01-02' },
      reason: 'Pagou o que devia',
    })
    assert.deepEqual(await quantities(client), year)
    const list = await client
      .get('/api/reports/registry.snis_connections?year=2026&situation=cut_standpipe')
      .loginAs(await ana())
    const { rows } = list.body() as { rows: { premise_id: string }[] }
    assert.include(
      rows.map((row) => String(row.premise_id)),
      String(cut!.id)
    )
  }).tags(['@SN-AG002', '@SN-AG021'])

  test('economies are those of 31 December, residential ones apart', async ({ client, assert }) => {
    clock.freeze('2026-12-20T15:00:00Z')
    let building: Planted | undefined
    const of = await added(client, async () => {
      building = await plant({ water: 'active', economies: { RES: 12 } })
      for (let count = 0; count < 3; count++) await plant({ water: 'active' })
    })
    assert.deepEqual([of('AG003'), of('AG013')], [15, 15])
    const mixed = await added(client, async () => {
      await plant({ water: 'active', economies: { RES: 2, COM: 1 } })
    })
    assert.deepEqual([mixed('AG003'), mixed('AG013')], [3, 2])
    const year = await quantities(client)
    clock.freeze('2027-01-15T15:00:00Z')
    await act(client, 'registry.premises.change_economies', {
      ...{ premise_id: String(building!.id), from_on: '2027-01-10', reason: 'Reforma' },
      economies: { RES: 20 },
    })
    assert.deepEqual(await quantities(client), year)
  }).tags(['@SN-AG003', '@SN-AG013'])

  test('sewage counts what is connected, not where the network only passes', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-12-20T15:00:00Z')
    let passed: Planted | undefined
    const six = await added(client, async () => {
      for (let count = 0; count < 5; count++) await plant({ water: 'active', sewage: 'active' })
      await plant({ water: 'active', sewage: 'plugged' })
      passed = await plant({ water: 'active', available: '2026-03-01' })
    })
    assert.equal(six('ES002'), 5)
    const unconnected = await feasibility(client, 'sewage')
    assert.equal(unconnected(passed!.id), 'feasible')
    const building = await added(client, async () => {
      await plant({ water: 'active', sewage: 'active', economies: { RES: 12 } })
      for (let count = 0; count < 2; count++) await plant({ water: 'active', sewage: 'active' })
    })
    assert.equal(building('ES003'), 14)
  }).tags(['@SN-ES002', '@SN-ES003'])
})
