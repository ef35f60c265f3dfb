import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { billHouses, buildGroup, write } from './built_group.ts'
import { putVersion } from './put_version.ts'
import { report } from './reported_month.ts'

const TABLE = {
  title: 'Cinco reais',
  rounding: { scale: 2, mode: 'half-up', at: 'charge' },
  categories: {
    RES: { title: 'Residencial', minimum_m3: 0, blocks: [{ over: 0, to: null, price: '5.00' }] },
  },
  sewage: { collected: '80', collected_treated: '80' },
  garbage: {},
  services: { inspection: { title: 'Vistoria', amount: '100.00' } },
}

test.group('Billing | reports of units with rules of their own', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    clock.freeze('2026-11-20T15:00:00Z')
    await putVersion('tariff-table', 'default', TABLE as never)
  })
  group.teardown(() => clock.restore())
  group.each.timeout(240_000)

  test('a body with units of R$ 100,00 and R$ 250,00 has one document of R$ 350,00 with two lines; a unit that left is not there', async ({
    assert,
    client,
  }) => {
    const houses = await buildGroup(client, 'ORG', [{}, {}, {}])
    const customer = await write(client, '/api/registry/customers', {
      ...{ kind: 'public_body', name: 'Prefeitura de Teste', taxpayer_id: '11222333000181' },
    })
    const body = await write(client, '/api/registry/paying-bodies', {
      ...{ code: 'PREF', name: 'Prefeitura de Teste', customer_id: String(customer.id) },
    })
    for (const { id } of houses)
      await write(client, '/api/actions/registry.paying_bodies.link', {
        ...{ body_id: String(body.id), premise_id: String(id), from_on: '2026-10-01' },
      })
    await query(
      db,
      `update registry_paying_body_premises set until_on = '2026-10-31' where premise_id = ?`,
      [houses[2]!.id]
    )
    await billHouses(client, { code: 'ORG', houses }, { reference: '2026-11', m3: [20, 50, 30] })
    const issued = await send(client, 'bruno', '/billing/grouped-invoices', {
      ...{ body_id: String(body.id), reference: '2026-11', due_on: '2026-12-10' },
    })
    issued.assertStatus(302)
    const [grouped] = await query<{ number: string; total_cents: bigint }>(
      db,
      'select number, total_cents from billing_grouped_invoices order by id desc limit 1'
    )
    assert.equal(grouped!.total_cents, 35_000n)
    const { rows, totals } = await report(
      client,
      'billing.central_invoices',
      `reference=2026-11&body=${body.id}`
    )
    assert.sameDeepMembers(
      rows.map((row) => [row.premise_id, row.grouped, row.total_cents]),
      [
        [String(houses[0]!.id), grouped!.number, '10000'],
        [String(houses[1]!.id), grouped!.number, '25000'],
      ]
    )
    assert.equal(totals.total_cents, '35000')
  }).tags(['@TR-3.2.19.72'])

  test('a contract of 50 m³ and a due day are a line each; a rule that ended is not there', async ({
    assert,
    client,
  }) => {
    const [house] = await buildGroup(client, 'REG', [{}])
    await query(db, 'update registry_premises set due_day = 20 where id = ?', [house!.id])
    await query(
      db,
      `insert into billing_contracts (municipality_id, number, premise_id, service, kind, from_on, until_on, ended_on, volume_m3, signed_by,
         signed_at)
       select municipality_id, x.number, id, x.service, 'fixed_volume', '2026-01-01', null, x.ended_on::date, 50, 'Bruno', now()
         from registry_premises, (values ('C-1', 'water', null), ('C-2', 'sewage', '2026-10-31')) x (number, service, ended_on)
        where id = ?`,
      [house!.id]
    )
    const on = async (day: string) => {
      const { rows } = await report(client, 'billing.special_rules', `position_on=${day}&size=500`)
      return rows
        .filter(({ premise_id: id }) => id === String(house!.id))
        .map((row) => [row.rule, row.value, row.act])
    }
    assert.sameDeepMembers(await on('2026-11-20'), [
      ['fixed_volume', '50 m³', 'C-1'],
      ['due_day', 'dia 20', null],
    ])
    const before = await on('2026-10-01')
    assert.lengthOf(before, 3)
  }).tags(['@TR-3.2.19.33'])
})
