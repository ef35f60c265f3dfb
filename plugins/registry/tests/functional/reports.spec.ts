import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { ana } from '#tests/support/people'
import { plainText } from './premise_forms.ts'
import { customer, hold, place, premise, report, reportedGroup } from './reported.ts'

test.group('Registry | reports', (group) => {
  reportedGroup(group)

  test('new units lacking something, within the days asked', async ({ assert, client }) => {
    const lacking = await premise({
      createdAt: '2026-10-21T12:00Z',
      zip: '78320000',
      district: 'Novo',
    })
    const old = await premise({ createdAt: '2026-08-12', zip: '78320000', district: 'Novo' })
    const whole = await premise({ createdAt: '2026-10-21', zip: '78320000', district: 'Novo' })
    await hold(lacking, await customer('Sem Documento'))
    await hold(old, await customer('Antiga Sem Documento'))
    const complete = await customer('Completa', '52998224725')
    await hold(whole, complete)
    await query(
      db,
      `insert into registry_customer_contacts (municipality_id, customer_id, kind, value) values (?, ?, 'mobile', '65999990000')`,
      [place.municipality, complete]
    )
    await query(
      db,
      `with economies as (
         insert into registry_premise_economies (municipality_id, premise_id, category, economies, from_on)
         values (?, ?, 'RES', 1, '2026-10-21'), (?, ?, 'RES', 1, '2026-10-21'))
       insert into registry_connections (municipality_id, premise_id, registration_number, service, situation, sewage_class,
         connected_on, riser_position)
       select municipality_id, id, registration_number, 'water', 'active', 'none', '2026-10-21',
              (select min(code) from registry_riser_positions)
         from registry_premises where id = ?`,
      [place.municipality, whole, place.municipality, lacking, whole]
    )
    const { rows } = await report(client, 'registry.recent_units', 'last_days=90&district=Novo')
    assert.deepEqual([...new Set(rows.map(({ days }) => Number(days)))], [30])
    const longer = await report(client, 'registry.recent_units', 'last_days=110&district=Novo')
    assert.includeMembers(
      longer.rows.map(({ premise_id: id }) => String(id)),
      [String(old)]
    )
    const missing = rows.map(({ premise_id: id, missing: what }) => [String(id), what])
    assert.includeDeepMembers(missing, [
      [String(lacking), 'taxpayer'],
      [String(lacking), 'meter_place'],
    ])
    assert.deepEqual([...new Set(missing.map(([id]) => id))], [String(lacking)])
  }).tags(['@TR-3.2.19.22'])

  test('addresses that the registry of streets does not hold', async ({ assert, client }) => {
    const [street] = await query<{ id: bigint }>(
      db,
      `with street as (
         insert into registry_streets (municipality_id, code, type_id, name, full_name, locality_id)
         select ?, 'REL-1', min(id), 'do Teste', 'Rua do Teste', ? from registry_street_types returning id
       ), district as (
         insert into registry_districts (municipality_id, code, name, locality_id) values (?, 'REL', 'Trechos', ?) returning id
       ), ranges as (
         insert into registry_street_ranges (municipality_id, street_id, side, number_from, number_until, district_id, zip_code)
         select ?, street.id, 'both', 1, 999, district.id, '78320111' from street, district)
       select id from street`,
      [
        ...[place.municipality, place.locality, place.municipality],
        ...[place.locality, place.municipality],
      ]
    )
    const at = { streetId: street!.id, street: 'Rua do Teste', district: 'Trechos' }
    const outside = await premise({ ...at, number: '1500', zip: '78320111' })
    const elsewhere = await premise({ ...at, number: '20', zip: '78320999' })
    await premise({ ...at, number: '30', zip: '78320111' })
    const { rows } = await report(client, 'registry.street_divergences', 'district=trechos')
    assert.sameDeepMembers(
      rows.map(({ premise_id: id, kind }) => [String(id), kind]),
      [
        [String(outside), 'range'],
        [String(elsewhere), 'zip'],
      ]
    )
  }).tags(['@TR-3.2.19.25'])

  test('two active units with one location are one group; units of a condominium are left out when asked', async ({
    assert,
    client,
  }) => {
    const first = await premise({ property: '01-002-0003-000' })
    const second = await premise({ property: '01-002-0003-000' })
    const off = await premise({ property: '01-002-0003-000' })
    await query(
      db,
      `update registry_premises set status = 'inactive', deactivated_on = '2026-10-01' where id = ?`,
      [off]
    )
    const own = await premise({ property: '01-002-0003-001' })
    const master = await premise({ property: '01-002-0009-000', kind: 'condominium_master' })
    await premise({ property: '01-002-0009-000', kind: 'condominium_child', parent: master })
    const found = await report(client, 'registry.duplicate_locations', 'key=property')
    const mine = found.rows.filter(({ value }) => String(value).startsWith('01-002-000'))
    assert.sameMembers(
      mine.map(({ premise_id: id }) => String(id)),
      [String(first), String(second)]
    )
    assert.deepEqual([...new Set(mine.map(({ units }) => String(units)))], ['2'])
    const all = await report(
      client,
      'registry.duplicate_locations',
      'key=property&no_condominiums=false'
    )
    assert.lengthOf(
      all.rows.filter(({ value }) => value === '01-002-0009-000'),
      2
    )
    // The same by the location itself: sector, block, lot and the unit within it.
    await query(
      db,
      `with sector as (
         insert into registry_sectors (municipality_id, code, name, locality_id) values (?, 'R1', 'Setor R1', ?) returning id
       ), block as (
         insert into registry_blocks (municipality_id, sector_id, code, title) select ?, id, '002', '01-002' from sector returning id
       ), lot as (
         insert into registry_lots (municipality_id, block_id, code, title) select ?, id, '0003', '01-002-0003' from block returning id)
       update registry_premises p set lot_id = lot.id, unit_number = case p.id when ? then '001' else '000' end
         from lot where p.id = any(?::bigint[])`,
      [
        ...[place.municipality, place.locality, place.municipality, place.municipality],
        ...[own, [first, second, off, own]],
      ]
    )
    const located = await report(client, 'registry.duplicate_locations', 'key=location')
    assert.sameDeepMembers(
      located.rows
        .filter(({ value }) => String(value).startsWith('01-002-0003'))
        .map(({ premise_id: id, value, units }) => [String(id), value, String(units)]),
      [
        [String(first), '01-002-0003-000', '2'],
        [String(second), '01-002-0003-000', '2'],
      ]
    )
  }).tags(['@TR-3.2.19.26'])

  test('units with water only, with both, and with sewage that passes and is not connected; as many as are asked for', async ({
    assert,
    client,
  }) => {
    const water = await premise({ district: 'Da Rede' })
    const both = await premise({ district: 'Da Rede' })
    const passes = await premise({ district: 'Da Rede' })
    const connect = (id: bigint, service: string) =>
      query(
        db,
        `insert into registry_connections (municipality_id, premise_id, registration_number, service, situation, sewage_class, connected_on)
         select municipality_id, id, registration_number, ?, 'active', ?, '2020-01-01' from registry_premises where id = ?`,
        [service, service === 'sewage' ? 'collected' : 'none', id]
      )
    for (const id of [water, both, passes]) await connect(id, 'water')
    await connect(both, 'sewage')
    const said = await client
      .patch(`/api/registry/premises/${passes}`)
      .loginAs(await ana())
      .accept('json')
      .withCsrfToken()
      .json({ sewage_available_on: '2026-03-01', sewage_deadline_on: '2026-09-01' })
    said.assertStatus(200)
    const served = async (more = '') => {
      const { rows, totals } = await report(
        client,
        'registry.sewage_units',
        `district=da rede${more}`
      )
      return { units: Number(totals.units), told: rows.map((row) => [row.premise_id, row.served]) }
    }
    const { units, told } = await served()
    assert.equal(units, 3)
    assert.sameDeepMembers(told, [
      [String(water), 'water'],
      [String(both), 'both'],
      [String(passes), 'available'],
    ])
    const page = await client
      .get('/reports/registry.sewage_units?district=da rede&group=served')
      .loginAs(await ana())
    const groups = plainText(page.text())
    for (const words of ['Só água', 'Água e esgoto', 'Água, com rede de esgoto disponível'])
      assert.match(groups, new RegExp(`${words}[^0-9]*1 `))
    const available = await served('&served=available')
    assert.deepEqual(available, { units: 1, told: [[String(passes), 'available']] })
    const late = await served('&late_on=2026-11-20')
    assert.equal(late.units, 1)
    const early = await served('&late_on=2026-08-31')
    assert.equal(early.units, 0)
  }).tags(['@TR-3.2.19.34'])

  test('a lease that ended yesterday is one day old; extended, it is gone', async ({
    assert,
    client,
  }) => {
    const id = await premise({ district: 'Locado' })
    const ends = await premise({ district: 'Locado' })
    await hold(id, await customer('Inquilina'), 'tenant', '2026-11-19')
    await hold(ends, await customer('Inquilino de Hoje'), 'tenant', '2026-11-20')
    const filters = 'kind=lease&district=locado'
    const before = await report(client, 'registry.expired_residents', filters)
    assert.deepEqual(
      before.rows.map(({ premise_id: one, days }) => [String(one), Number(days)]),
      [[String(id), 1]]
    )
    const extend = async (until: string) =>
      client
        .post(`/registry/premises/${id}/change/lease`)
        .loginAs(await ana())
        .withCsrfToken()
        .redirects(0)
        .form({ lease_until: until })
    const form = await client.get(`/registry/premises/${id}/change/lease`).loginAs(await ana())
    assert.include(form.text(), 'name="lease_until"')
    const tooEarly = await extend('2025-12-31')
    tooEarly.assertStatus(422)
    assert.include(tooEarly.text(), 'o contrato não pode acabar antes')
    const still = await report(client, 'registry.expired_residents', filters)
    assert.deepEqual([still.count, Number(still.rows[0]!.days)], [1, 1])
    const extended = await extend('2027-11-19')
    extended.assertStatus(302)
    assert.equal(extended.header('location'), `/registry/premises/${id}`)
    const page = await client.get(`/registry/premises/${id}`).loginAs(await ana())
    assert.include(page.text(), 'contrato até 19/11/2027')
    const after = await report(client, 'registry.expired_residents', filters)
    assert.lengthOf(after.rows, 0)
  }).tags(['@TR-3.2.19.31'])
})
