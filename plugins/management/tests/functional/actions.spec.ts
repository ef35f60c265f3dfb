import { test } from '@japa/runner'
import type { ApiClient, ApiResponse } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { invoice, report } from '#plugins/billing/tests/functional/reported_month'
import { open, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'

interface Unit {
  readonly id: bigint
  readonly registration: string
  readonly meter_id: bigint
  readonly last: number
}

/** Fifty units with a meter that has not moved for three months, and the meters to exchange twenty with. */
async function stoppedMeters(): Promise<Unit[]> {
  await query(
    db,
    `with model as (
       select p.municipality_id, p.locality_id, p.billing_group_id, m.brand, m.model, m.digits, m.flow_class
         from registry_premises p, metering_meters m order by p.id, m.id limit 1
     ), premises as (
       insert into registry_premises (municipality_id, registration_number, kind, street, district, locality_id, billing_group_id)
       select municipality_id, (99000000 + n)::text, 'single', 'Rua Nova', 'Centro', locality_id, billing_group_id
         from model, generate_series(1, 30) n returning id, municipality_id, registration_number
     ), connections as (
       insert into registry_connections (municipality_id, premise_id, registration_number, service, situation, sewage_class, connected_on)
       select municipality_id, id, registration_number, 'water', 'active', 'none', '2020-01-01' from premises
       returning id, municipality_id, registration_number
     ), meters as (
       insert into metering_meters (municipality_id, number, brand, model, digits, flow_class, manufactured_on, situation)
       select municipality_id, 'VELHO' || n, brand, model, digits, flow_class, '2019-01-01'::date, 'installed' from model, generate_series(1, 30) n
       union all
       select municipality_id, 'NOVO' || n, brand, model, digits, flow_class, '2026-01-01', 'stock' from model, generate_series(1, 20) n
       returning id, number)
     insert into metering_installations (municipality_id, meter_id, connection_id, installed_on, initial_reading)
     select c.municipality_id, m.id, c.id, '2020-01-01', 0
       from connections c join meters m on m.number = 'VELHO' || (c.registration_number::int - 99000000)`
  )
  const units = await query<Unit>(
    db,
    `select p.id, p.registration_number as registration, i.meter_id, i.initial_reading as last
       from registry_premises p join registry_connections c on c.premise_id = p.id and c.service = 'water' and c.situation = 'active'
       join metering_installations i on i.connection_id = c.id and i.removed_on is null
      where p.kind = 'single' and p.status = 'active' order by p.id limit 50`
  )
  const ids = units.map(({ id }) => id)
  await query(db, `delete from readings_readings where premise_id = any(?::bigint[])`, [ids])
  await query(
    db,
    `insert into readings_readings (municipality_id, premise_id, registration_number, meter_id, reference, reading, read_on, kind,
       measured_m3, billed_m3, adjustments, enters_average, state, origin)
     select p.municipality_id, p.id, p.registration_number, i.meter_id, m.reference, i.initial_reading, (m.reference || '-18')::date,
            'measured', 0, 0, '[]', true, 'accepted', 'legacy'
       from registry_premises p join registry_connections c on c.premise_id = p.id and c.service = 'water'
       join metering_installations i on i.connection_id = c.id and i.removed_on is null
      cross join (values ('2026-05'), ('2026-06'), ('2026-07')) m (reference) where p.id = any(?::bigint[])`,
    [ids]
  )
  return units
}

const MONTHS = ['2026-05', '2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11']
/** R$ 30,00 a month while the meter stood still, R$ 80,00 since; the month of the exchange is of neither. */
const centsOf = (reference: string) => (reference < '2026-08' ? 3000n : 8000n)

async function bills(premise: bigint, isPaid: (reference: string) => boolean): Promise<void> {
  for (const reference of MONTHS)
    await invoice({
      ...{ premise, reference, total: centsOf(reference), due: `${reference}-20` },
      ...(isPaid(reference) ? { paidOn: `${reference}-25` } : {}),
    })
}

const rest = async (client: ApiClient, name: string, input: object): Promise<ApiResponse> =>
  client
    .post(`/api/actions/management.${name}`)
    .json(input)
    .withCsrfToken()
    .loginAs(await ana())

const codeOf = (response: ApiResponse) => (response.body() as { code: string }).code
const thin = (text: string) => text.replaceAll(/[\s\u00A0\u202F]+/g, ' ')

const ASKED = {
  ...{ name: 'Hidrômetros parados', kind: 'meter_exchange', starts_on: '2026-08-03' },
  ...{ ends_on: '2026-08-31', responsible: 'Agência Centro', goal: '50', goal_unit: 'units' },
  ...{ cost_cents: '200000', months: 3, source: 'candidates' },
}

test.group('Management | commercial actions', (group) => {
  freshDatabase(group)
  group.each.timeout(60_000)
  let units: Unit[]
  let action: string

  group.setup(async () => {
    clock.freeze('2026-08-03T15:00:00Z')
    units = await stoppedMeters()
    return () => clock.restore()
  })

  test('50 units with stopped meters are candidates, and an action takes them as they are on the day', async ({
    client,
    assert,
  }) => {
    const { rows } = await report(
      client,
      'management.candidates',
      'on=2026-08-03&months=3&kind=meter_exchange&sign=still_dial'
    )
    assert.sameMembers(
      rows.map(({ premise_id: id }) => id),
      units.map(({ id }) => String(id))
    )
    const page = await send(client, 'ana', '/management/actions', {
      ...ASKED,
      ...{ cost_cents: '2.000,00', months: '3' },
    })
    page.assertStatus(302)
    const [row] = await query<{ id: bigint }>(db, 'select id from management_actions')
    action = String(row!.id)
    const again = await rest(client, 'create_action', { ...ASKED, name: 'A mesma' })
    assert.equal(codeOf(again), 'E_MANAGEMENT_ACTION_EMPTY')
    const same = await rest(client, 'create_action', ASKED)
    assert.equal(codeOf(same), 'E_MANAGEMENT_ACTION_NAME')
    const told = await report(
      client,
      'management.candidates',
      'on=2026-08-03&months=3&kind=meter_exchange&sign=still_dial'
    )
    assert.isTrue(told.rows.every((one) => one.action_id === action))
  })

  test('20 of 50 with the meter exchanged: billed and collected three months before and after, the difference, and 40 % of the goal', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-08-20T15:00:00Z')
    for (const [place, { meter_id: id, last }] of units.slice(0, 20).entries()) {
      const done = await send(client, 'bruno', `/metering/meters/${id}/change/exchange`, {
        ...{ reason_code: 'stopped', opinion: 'Ponteiro parado', exchanged_on: '2026-08-20' },
        ...{ final_reading: String(last), new_number: `NOVO${place + 1}`, initial_reading: '0' },
        ...{ destination: 'scrapped', confirmed: 'true' },
      })
      done.assertStatus(302)
    }
    // One of those never exchanged and the last two exchanged, which did not pay what came after.
    await bills(units[49]!.id, () => true)
    await Promise.all(
      units
        .slice(0, 20)
        .map(({ id }, place) => bills(id, (reference) => place < 18 || reference < '2026-08'))
    )
    clock.freeze('2026-11-03T15:00:00Z')
    const early = await open(client, 'ana', `/management/actions/${action}`)
    assert.match(thin(early.text()), /vão até 11\/2026/)
    clock.freeze('2026-12-02T15:00:00Z')
    const { rows } = await report(
      client,
      'management.actions',
      'from_on=2026-08-01&until_on=2026-08-31'
    )
    assert.lengthOf(rows, 1)
    const told = Object.fromEntries(
      Object.entries(rows[0]!).map(([name, value]) => [name, String(value)])
    )
    assert.containsSubset(told, {
      ...{ units: '50', done: '20', billed_before_cents: '180000', billed_after_cents: '480000' },
      ...{ billed_more_cents: '300000', collected_before_cents: '180000' },
      ...{ collected_after_cents: '432000', collected_more_cents: '252000' },
      ...{ reached_percent: '40.0', return_percent: '126.0', measured_until: '2026-11' },
    })
    const page = await open(client, 'ana', `/management/actions/${action}`)
    const text = thin(page.text())
    assert.match(text, /40&nbsp;% <small>da meta: 20 de 50/)
    for (const amount of ['1.800,00', '4.800,00', '3.000,00', '4.320,00', '2.520,00'])
      assert.include(text, amount)
    assert.notMatch(text, /até lá a diferença/)
    const list = await client
      .get(`/api/management/action-units?action_id=${action}&state=done&size=50`)
      .loginAs(await ana())
    const { data } = list.body() as { data: Record<string, string>[] }
    assert.lengthOf(data, 20)
    assert.containsSubset(data[0], {
      ...{ done_on: '2026-08-20', billed_before_cents: '9000', billed_after_cents: '24000' },
    })
    const file = await client
      .get(`/management/action-units/export?format=csv&action_id=${action}`)
      .loginAs(await ana())
    assert.lengthOf(file.text().trim().split('\n'), 51)
  }).tags(['@CM-06'])

  test('a goal in reais, units by a file with its bad lines told, what people tell and what is closed', async ({
    client,
    assert,
  }) => {
    const created = await rest(client, 'create_action', {
      ...{ ...ASKED, name: 'Vistorias', kind: 'other', goal: '100.00', goal_unit: 'billed' },
      ...{ source: 'none', ends_on: '2026-12-31' },
    })
    created.assertStatus(200)
    const { id } = (created.body() as { output: { id: string } }).output
    const [first, , , other] = units
    const lines = [first!.registration, '99', first!.registration].map((one) => `Vistorias;${one}`)
    const sent = await client
      .post('/management/action-units/import')
      .file('file', Buffer.from(['Ação;Imóvel', ...lines].join('\n')), { filename: 'unidades.csv' })
      .withCsrfToken()
      .loginAs(await ana())
      .redirects(0)
    const path = String(sent.header('location'))
    const columns = { action_id: '0', premise_id: '1' }
    await send(client, 'ana', `${path}/mapping`, { columns, decimal: 'auto' })
    await send(client, 'ana', `${path}/load`, {})
    const rows = await query<{ id: bigint; premise_id: bigint }>(
      db,
      'select id, premise_id from management_action_units where action_id = ?',
      [id]
    )
    assert.deepEqual(
      rows.map((row) => row.premise_id),
      [first!.id]
    )
    const unit = String(rows[0]!.id)
    const early = await rest(client, 'tell_unit_done', { id: unit, done_on: '2026-08-01' })
    assert.equal(codeOf(early), 'E_MANAGEMENT_ACTION_TOLD_WHEN')
    const [exchanged] = await query<{ id: bigint }>(
      db,
      'select id from management_action_units where action_id = ? order by id desc limit 1',
      [action]
    )
    const known = await rest(client, 'tell_unit_done', {
      ...{ id: String(exchanged!.id), done_on: '2026-08-10' },
    })
    assert.equal(codeOf(known), 'E_MANAGEMENT_ACTION_TOLD')
    const told = await rest(client, 'tell_unit_done', { id: unit, done_on: '2026-08-10' })
    told.assertStatus(200)
    const { rows: results } = await report(
      client,
      'management.actions',
      'from_on=2026-08-01&until_on=2026-08-31&kind=other'
    )
    assert.equal(Number(results[0]!.reached_percent), 150)
    const added = await rest(client, 'add_action_unit', { action_id: id, premise_id: other!.id })
    const { id: extra } = (added.body() as { output: { id: string } }).output
    const removed = await rest(client, 'remove_action_unit', { id: extra, reason: 'Engano' })
    removed.assertStatus(200)
    const closed = await rest(client, 'close_action', { id })
    closed.assertStatus(200)
    const late = await rest(client, 'add_action_unit', { action_id: id, premise_id: other!.id })
    assert.equal(codeOf(late), 'E_MANAGEMENT_ACTION_UNKNOWN')
    const history = await open(client, 'ana', `/management/actions/${id}?tab=history`)
    history.assertTextIncludes('Engano')
  })
})
