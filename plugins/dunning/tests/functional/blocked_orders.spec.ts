import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { bankToldUntil, casesOf, runOrders, setPolicy } from './cut_world.ts'
import { at, generate, noticesOf, owe, unitsOwingNothing } from './owing.ts'

test.group('Dunning | units blocked for orders only', (group) => {
  freshDatabase(group)
  group.each.setup(() => () => clock.restore())

  test('a unit blocked for orders is noticed and not cut; unblocked, the next run orders it', async ({
    client,
    assert,
  }) => {
    at('2024-01-30')
    await setPolicy()
    const [unit] = await unitsOwingNothing()
    const world = { municipalityId: unit!.municipality_id, houses: [] }
    const house = {
      id: unit!.id,
      registration: unit!.registration_number,
      holderId: unit!.holder_id,
    }
    await owe(unit!, { cents: 18_735n, dueOn: '2023-12-10' })
    const made = await send(client, 'bruno', '/dunning/blocks', {
      ...{
        premise_id: String(unit!.id),
        what: 'orders',
        opinion: 'Recurso em análise na ouvidoria',
      },
    })
    const block = made.header('location')!
    await generate(client)
    const [notice, ...others] = await noticesOf(unit!)
    assert.lengthOf(others, 0)
    assert.containsSubset(notice, { kind: 'cut_notice', state: 'pending' })
    const delivered = await send(client, 'bruno', `/dunning/notices/${notice!.id}/change/deliver`, {
      ...{ delivered_on: '2024-01-30', delivery: 'hand', delivery_proof: 'Assinada' },
    })
    delivered.assertStatus(302)
    at('2024-03-04')
    await bankToldUntil('2024-03-03')
    const run = await runOrders(world)
    assert.match(run.issues.at(0)!.message, /bloqueado para ordens de corte/)
    assert.lengthOf(await casesOf(house), 0)
    const [record] = await query<{ description: string; by: string; at: Date }>(
      db,
      `select description, user_name as by, closed_at as at from actions_service_records
        where unit_type = 'registry.premises' and unit_id = ? order by id limit 1`,
      [unit!.id]
    )
    assert.match(record!.description, /ordens de corte\. Parecer: Recurso em análise/)
    assert.match(record!.by, /Bruno/)
    assert.instanceOf(record!.at, Date)
    await send(client, 'bruno', `${block}/change/lift`, { reason: 'Recurso negado' })
    await runOrders(world)
    const [one, ...more] = await casesOf(house)
    assert.lengthOf(more, 0)
    assert.containsSubset(one, { notice_id: notice!.id, state: 'ordered' })
  }).tags(['@TR-3.2.9.15'])
})
