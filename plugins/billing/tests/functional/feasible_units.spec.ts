import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import type { RefMonth } from '#core/calendar/index'
import { query } from '#core/database/index'
import { open, send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { billMonth, readMonth } from './read_month.ts'

test.group('Billing | feasible units', (group) => {
  freshDatabase(group)
  group.setup(() => clock.freeze('2026-11-10T15:00:00Z'))
  group.teardown(() => clock.restore())

  test('a unit that a network of sewage passes is listed by its street, receives no bill, and the order of connection connects it', async ({
    client,
    assert,
  }) => {
    const [unit] = await query<{ id: bigint; locality_id: bigint }>(
      db,
      `insert into registry_premises (municipality_id, registration_number, kind, street, number, district, locality_id, billing_group_id)
       select p.municipality_id, '870000017', 'single', 'Rua Nova das Redes', '9', 'Centro', p.locality_id, p.billing_group_id
         from registry_premises p join registry_billing_groups g on g.id = p.billing_group_id and g.code = '01' limit 1
       returning id, locality_id`
    )
    const path = `/registry/premises/${unit!.id}`
    const said = await client
      .patch(`/api${path}`)
      .loginAs(await bruno())
      .withCsrfToken()
      .json({ sewage_available_on: '2026-09-01' })
    said.assertStatus(200)
    const listed = async () => {
      const answer = await client
        .get('/api/reports/registry.feasible_units?service=sewage&street=Nova das Redes')
        .loginAs(await bruno())
      answer.assertStatus(200)
      const { rows } = answer.body() as { rows: { feasibility: string; available_on: string }[] }
      return rows.map((row) => [row.feasibility, row.available_on])
    }
    assert.deepEqual(await listed(), [['feasible', '2026-09-01']])
    const month = await readMonth('01', '2026-11' as RefMonth)
    await billMonth(month)
    const [bills] = await query<{ n: number; others: number }>(
      db,
      `select count(*) filter (where premise_id = ?)::int as n, count(*)::int as others from billing_invoices`,
      [unit!.id]
    )
    assert.equal(bills!.n, 0)
    assert.isAbove(bills!.others, 0)
    const asked = await send(client, 'bruno', '/services/orders', {
      ...{ service_type: 'sewage_connection', premise_id: String(unit!.id), requester: 'Maria' },
      reason: 'Pedido de ligação',
    })
    const [, order] = /\/orders\/(\d+)/.exec(asked.header('location') ?? '') ?? []
    const closed = await send(client, 'bruno', `/services/orders/${order}/change/close`, {
      ...{ result: 'done', executed_on: '2026-11-10' },
    })
    closed.assertStatus(302)
    assert.isEmpty(await listed())
    const [connection] = await query<{ id: bigint }>(
      db,
      `select c.id, c.service, c.situation, s.reason like 'Ordem de serviço 2026-%' as is_explained, s.changed_by, s.from_on::text as "from"
         from registry_connections c join registry_connection_situations s on s.connection_id = c.id and s.until_on is null
        where c.premise_id = ?`,
      [unit!.id]
    )
    assert.deepEqual(connection, {
      ...{
        id: connection!.id,
        service: 'sewage',
        situation: 'active',
        is_explained: true,
        changed_by: 'Bruno Matos',
      },
      from: '2026-11-10',
    })
    const history = await open(client, 'bruno', `/registry/connections/${connection!.id}`)
    const [, shown = ''] = /Situações([\s\S]*)/.exec(history.text()) ?? []
    for (const text of ['Ligada', '10/11/2026', 'Ordem de serviço', 'Bruno Matos']) {
      assert.include(shown, text)
    }
    const page = await open(client, 'bruno', `/services/orders/${order}`)
    page.assertTextIncludes('ligou o imóvel à rede de esgoto')
  }).tags(['@CM-19'])
})
