import { test } from '@japa/runner'
import excel from 'exceljs'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { type CivilDate, clock } from '#core/calendar/index'
import { resolvePack } from '#core/configuration/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'

type Row = Readonly<Record<string, string | null>>
interface Answer {
  readonly count: number
  readonly totals: Row
  readonly rows: readonly Row[]
}

async function report(client: ApiClient, name: string, filters: string): Promise<Answer> {
  const answer = await client.get(`/api/reports/${name}?${filters}`).loginAs(await ana())
  return answer.body() as Answer
}

test.group('Readings | reports', (group) => {
  freshDatabase(group)

  test('the register of a neighbourhood is its active units, one line each, with its sums', async ({
    assert,
    client,
  }) => {
    const [district] = await query<{
      name: string
      units: bigint
      economies: bigint
      connections: bigint
    }>(
      db,
      `select p.district as name, count(*) as units,
              sum((select coalesce(sum(economies), 0) from registry_premise_economies e where e.premise_id = p.id and until_on is null))::bigint as economies,
              sum((select count(*) from registry_connections c where c.premise_id = p.id))::bigint as connections
         from registry_premises p where p.status = 'active' group by p.district order by count(*) desc limit 1`
    )
    const filters = `status=active&district=${encodeURIComponent(district!.name)}`
    const { count, totals } = await report(client, 'readings.unit_register', filters)
    assert.equal(count, Number(district!.units))
    assert.equal(totals.economies, String(district!.economies))
    assert.equal(totals.connections, String(district!.connections))
    const file = await client
      .get(`/reports/readings.unit_register/file?format=csv&${filters}`)
      .loginAs(await ana())
    assert.lengthOf(file.text().trim().split('\r\n'), count + 1)
    const asked = client
      .get(`/reports/readings.unit_register/file?format=xlsx&${filters}`)
      .loginAs(await ana())
    asked.request.responseType('blob')
    const sheet = await asked
    const book = new excel.Workbook()
    await book.xlsx.load(sheet.body() as never)
    assert.equal(book.worksheets[0]!.rowCount, count + 1)
    const groups = await client
      .get(`/reports/readings.unit_register?${filters}&group=district`)
      .loginAs(await ana())
    const text = groups
      .text()
      .replace(/<[^>]*>/g, ' ')
      .replace(/\s+/g, ' ')
    const [units, economies, connections] = [count, totals.economies, totals.connections].map(
      (figure) => Number(figure).toLocaleString('pt-BR')
    )
    assert.include(text, `${district!.name} ${units} ${economies} ${connections}`)
  }).tags(['@TR-3.2.19.28'])

  test('units of a load: what was read, and what was billed where nothing was', async ({
    assert,
    client,
  }) => {
    const [place] = await query<{ id: bigint }>(db, 'select id from access_municipalities limit 1')
    const pack = await db.transaction((tx) =>
      resolvePack(
        {
          municipalityId: place!.id,
          from: '2027-03-01' as CivilDate,
          until: '2027-03-01' as CivilDate,
          knownAt: clock.now(),
          decisions: [],
          parameters: ['billing.due_date'],
          items: [],
        },
        tx
      )
    )
    const [load] = await query<{ id: bigint; billing_group_id: bigint; municipality_id: bigint }>(
      db,
      `insert into readings_loads (municipality_id, billing_group_id, reference, state, loaded_on, pack_id)
       select g.municipality_id, g.id, '2027-03', 'processed', '2027-03-03', ?
         from registry_billing_groups g order by g.code limit 1 returning *`,
      [pack.id]
    )
    const items = await query<{ id: bigint; premise_id: bigint }>(
      db,
      `insert into readings_load_items (municipality_id, load_id, sequence, premise_id, set_key, registration_number, qualification,
         previous_reading, previous_read_on, average_m3, facts, facts_hash)
       select ?, ?, row_number() over (order by p.id), p.id, p.id, p.registration_number, 'not_read', 100, '2027-02-03', 14, '{}',
              repeat('0', 64)
         from registry_premises p where p.billing_group_id = ? and p.kind = 'single' order by p.id limit 3 returning id, premise_id`,
      [load!.municipality_id, load!.id, load!.billing_group_id]
    )
    const read = (at: number, ...[kind, reading, measured, billed, anomaly]: (string | null)[]) =>
      query(
        db,
        `insert into readings_readings (municipality_id, load_item_id, load_id, premise_id, registration_number, reference, reading,
           read_on, anomaly_code, kind, measured_m3, billed_m3, adjustments, enters_average, state, pack_id, origin)
         values (?, ?, ?, ?, '1', '2027-03', ?, '2027-03-05', ?, ?, ?, ?, '[]', true, 'accepted', ?, 'load')`,
        [
          ...[
            load!.municipality_id,
            items[at]!.id,
            load!.id,
            items[at]!.premise_id,
            reading!,
            anomaly!,
          ],
          ...[kind!, measured!, billed!, pack.id],
        ]
      )
    // Another group's load of the same month is not of this one.
    await query(
      db,
      `with other as (
         insert into readings_loads (municipality_id, billing_group_id, reference, state, loaded_on, pack_id)
         select municipality_id, id, '2027-03', 'processed', '2027-03-03', ? from registry_billing_groups
          where id <> ? order by code limit 1 returning *)
       insert into readings_load_items (municipality_id, load_id, sequence, premise_id, set_key, registration_number, qualification,
         previous_reading, previous_read_on, average_m3, facts, facts_hash)
       select other.municipality_id, other.id, 1, p.id, p.id, p.registration_number, 'not_read', 1, '2027-02-03', 9, '{}', repeat('0', 64)
         from other cross join lateral (
           select id, registration_number from registry_premises where billing_group_id = other.billing_group_id order by id limit 1) p`,
      [pack.id, load!.billing_group_id]
    )
    await read(0, 'measured', '120', '20', '20', null)
    await read(1, 'average', null, null, '14', '07')
    const month = await report(client, 'readings.unit_readings', 'reference=2027-03')
    assert.equal(month.count, items.length + 1)
    const { count, rows } = await report(
      client,
      'readings.unit_readings',
      `reference=2027-03&billing_group=${load!.billing_group_id}`
    )
    assert.equal(count, items.length)
    assert.sameMembers(
      rows.map(({ premise_id: id }) => id),
      items.map(({ premise_id: id }) => String(id))
    )
    const [measured, average, missing] = rows
    assert.deepEqual(
      [measured!.reading, measured!.previous_reading, Number(measured!.measured_m3)],
      ['120', '100', 20]
    )
    assert.deepEqual(
      [average!.anomaly, average!.kind, average!.reading, Number(average!.billed_m3)],
      ['07', 'average', null, 14]
    )
    assert.isNull(missing!.reading)
  }).tags(['@TR-3.2.19.29'])
})
