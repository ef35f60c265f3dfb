import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { setVersion } from '#core/access/tests/support/people'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import type { ApiClient } from '@japa/api-client'
import { post, screen } from './support.ts'

interface State {
  readonly percent: string | null
  readonly level: number | null
  readonly active: number
  readonly age: { readonly years: string | null; readonly undated: number }
  readonly ageLevel: number | null
}

async function stateOn(client: ApiClient, on: string): Promise<State> {
  const answer = await client.get(`/api/metering/coverage?on=${on}`).loginAs(await bruno())
  answer.assertStatus(200)
  return answer.body() as State
}

/** A hundred active connections with a meter each, besides what the demo has cut or suppressed. */
async function hundredMetered(): Promise<void> {
  await query(
    db,
    `update metering_installations set removed_on = '2026-01-31', final_reading = 1 where removed_on is null`
  )
  await query(
    db,
    `update registry_connections set situation = 'cut_branch' where situation = 'active'`
  )
  await query(
    db,
    `with p as (
       insert into registry_premises (municipality_id, registration_number, kind, street, district, locality_id, billing_group_id)
       select municipality_id, (880000000 + n)::text, 'single', street, district, locality_id, billing_group_id
         from (select * from registry_premises order by id limit 1) one, generate_series(1, 100) n returning *),
     c as (
       insert into registry_connections (municipality_id, premise_id, registration_number, service, situation, sewage_class, connected_on)
       select municipality_id, id, registration_number, 'water', 'active', 'none', '2020-01-01' from p returning *),
     m as (
       insert into metering_meters (municipality_id, number, brand, model, digits, flow_class, manufactured_on, situation)
       select municipality_id, 'Z' || registration_number, 'LAO', 'Unijato', 4, 'A', '2019-01-01', 'installed' from c returning *)
     insert into metering_installations (municipality_id, meter_id, connection_id, installed_on, initial_reading)
     select c.municipality_id, m.id, c.id, '2021-11-23', 0 from c join m on m.number = 'Z' || c.registration_number`
  )
}

/** As many meters come off on the first of a month. */
const takeOff = (many: number, on: string) =>
  query(
    db,
    `update metering_installations set removed_on = ?::date, final_reading = 9
      where id in (select id from metering_installations where removed_on is null order by id limit ?)`,
    [on, many]
  )

interface Hung {
  readonly meter_id: bigint
  readonly number: string
  readonly premise_id: bigint
}

/** Eight active water connections, each with its meter, and all other meters in stock. */
async function eightMetered(): Promise<Hung[]> {
  await query(db, 'delete from metering_installations')
  await query(db, `update metering_meters set situation = 'stock' where situation = 'installed'`)
  await query(db, 'update registry_premises set meter_number = null')
  await query(
    db,
    `update registry_connections set situation = 'cut_branch' where situation = 'active' and id not in
       (select id from registry_connections where service = 'water' and situation = 'active' order by id limit 8)`
  )
  return query<Hung>(
    db,
    `with c as (
       select c.id, c.municipality_id, c.premise_id, m.id as meter_id, m.number
         from registry_connections c join metering_meters m on m.number = 'Z' || c.registration_number
        where c.service = 'water' and c.situation = 'active'),
     i as (
       insert into metering_installations (municipality_id, meter_id, connection_id, installed_on, initial_reading)
       select municipality_id, meter_id, id, '2021-11-23', 0 from c),
     m as (update metering_meters m set situation = 'installed' from c where m.id = c.meter_id),
     p as (update registry_premises p set meter_number = c.number from c where p.id = c.premise_id)
     select meter_id, number, premise_id from c order by id`
  )
}

test.group('Metering | index and age', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-11-23T15:00:00Z')
    await hundredMetered()
  })
  group.teardown(() => clock.restore())

  test('of a hundred active connections 96 metered are level 3, 95 level 2 and 79 level 1; what is cut does not count', async ({
    client,
    assert,
  }) => {
    await takeOff(4, '2026-09-01')
    await takeOff(1, '2026-10-01')
    await takeOff(16, '2026-11-01')
    const seen = []
    for (const on of ['2026-09-30', '2026-10-31', '2026-11-23']) {
      const { percent, level, active } = await stateOn(client, on)
      seen.push([percent, level, active])
    }
    assert.deepEqual(seen, [
      ['96.0', 3, 100],
      ['95.0', 2, 100],
      ['79.0', 1, 100],
    ])
    const figures = await screen(client, '/metering/coverage/figures?on=2026-11-23')
    assert.match(figures, /Nível 1 .*Índice 79,0% .*Sem hidrômetro 21 /)
    const bare = await screen(client, '/metering/coverage/bare')
    assert.match(bare, /falta medir a pressão .*1–21 de 21/)
  }).tags(['@AC-007'])

  test('meters of 3 and 5 years average 4,0 and are level 3, of 5 and 7 years 6,0 and level 2; without procedure or date, level 1', async ({
    client,
    assert,
  }) => {
    await query(
      db,
      `delete from metering_installations where id not in
         (select id from metering_installations where removed_on is null order by id limit 2)`
    )
    const years = async (first: string, second: string) => {
      await query(
        db,
        `update metering_installations i set installed_on = case place when 1 then ?::date else ?::date end
           from (select id, row_number() over (order by id) as place from metering_installations) o where o.id = i.id`,
        [first, second]
      )
      const { age, ageLevel } = await stateOn(client, '2026-11-23')
      return [age.years, ageLevel]
    }
    assert.deepEqual(await years('2023-11-23', '2021-11-23'), ['4.0', 1])
    await setVersion('parameter', 'metering.verification_procedure', {
      value: { document: 'PO-HID-001 Aferição e substituição de hidrômetros' },
    })
    assert.deepEqual(await years('2023-11-23', '2021-11-23'), ['4.0', 3])
    assert.deepEqual(await years('2021-11-23', '2019-11-23'), ['6.0', 2])
    // The later of installation and verification counts; a meter of neither date stands apart.
    await query(
      db,
      `update metering_meters set verified_on = '2025-11-23' where situation = 'installed'`
    )
    assert.deepEqual(await years('2021-11-23', '2019-11-23'), ['1.0', 3])
    await query(db, `update metering_meters set verified_on = null`)
    await query(
      db,
      `update metering_installations set is_date_known = false where id = (select max(id) from metering_installations)`
    )
    const { age, ageLevel } = await stateOn(client, '2026-11-23')
    assert.deepEqual([age.years, age.undated, ageLevel], ['5.0', 1, 1])
    const report = await client.get('/api/reports/metering.undated').loginAs(await bruno())
    assert.lengthOf((report.body() as { rows: unknown[] }).rows, 1)
  }).tags(['@AC-008'])

  test('of 8 active connections 7 have a meter at the end of the year; one in stock or removed on 30 December does not count, and what does not match is listed', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-12-31T15:00:00Z')
    const hung = await eightMetered()
    const remove = (id: bigint, on: string) =>
      post(client, `/metering/meters/${id}/change/remove`, {
        ...{ removed_on: on, final_reading: '10', destination: 'stock', reason_code: 'age' },
        ...{ opinion: 'Fim da vida útil', confirmed: 'true' },
      })
    const removed = await remove(hung[7]!.meter_id, '2026-12-30')
    removed.assertStatus(302)
    const rows = async (name: string, filters: string) => {
      const answer = await client
        .get(`/api/reports/metering.${name}?size=200&${filters}`)
        .loginAs(await bruno())
      answer.assertStatus(200)
      return (answer.body() as { rows: Record<string, string | null>[] }).rows
    }
    const counted = async (year: number) => {
      const [row] = await rows('snis_metered', `year=${year}`)
      return [row!.code, Number(row!.quantity)]
    }
    assert.deepEqual(await counted(2026), ['AG004', 7])
    const listed = await rows('snis_meters', 'year=2026')
    assert.sameMembers(
      listed.map(({ premise_id: id }) => id),
      hung.slice(0, 7).map(({ premise_id: id }) => String(id))
    )
    const mismatches = async () => {
      const found = await rows('snis_meters', 'year=2026&only_mismatches=true')
      return found.map((row) => [row.premise_id, row.meter, row.registered, row.mismatch])
    }
    assert.deepEqual(await mismatches(), [])

    // As a former system may have left them: a number that hangs elsewhere, and a meter both hung and in stock.
    await query(db, `update registry_premises set meter_number = 'OUTRO-1' where id = ?`, [
      hung[0]!.premise_id,
    ])
    await query(db, `update metering_meters set situation = 'stock' where id = ?`, [
      hung[1]!.meter_id,
    ])
    await query(db, `update metering_meters set situation = 'installed' where id = ?`, [
      hung[7]!.meter_id,
    ])
    const [first, second] = hung
    assert.sameDeepMembers(await mismatches(), [
      [String(first!.premise_id), first!.number, 'OUTRO-1', 'number'],
      [String(second!.premise_id), second!.number, second!.number, 'state'],
      [null, hung[7]!.number, null, 'nowhere'],
    ])

    clock.freeze('2027-01-02T15:00:00Z')
    const later = await remove(hung[2]!.meter_id, '2027-01-02')
    later.assertStatus(302)
    assert.deepEqual(await counted(2026), ['AG004', 7])
    assert.deepEqual(await counted(2027), ['AG004', 6])
  }).tags(['@SN-AG004'])
})
