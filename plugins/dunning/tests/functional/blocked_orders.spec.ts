import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { send } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import {
  bankToldUntil,
  casesOf,
  forgetNotices,
  orderOf,
  runOrders,
  setPolicy,
} from './cut_world.ts'
import { type Unit, at, generate, noticesOf, owe, unitsOwingNothing } from './owing.ts'

const houseOf = ({ id, registration_number: registration, holder_id: holderId }: Unit) => ({
  ...{ id, registration, holderId },
})

const recordsOf = ({ id }: Unit) =>
  query<{ task: string; description: string; reason: string | null; by: string; at: Date }>(
    db,
    `select task, description, reason, user_name as by, closed_at as at from actions_service_records
      where unit_type = 'registry.premises' and unit_id = ? order by id`,
    [id]
  )

test.group('Dunning | notices taken back and units that are not to be cut', (group) => {
  freshDatabase(group)
  let units: Unit[]
  let started = 0

  group.each.setup(async () => {
    // A run is told from others by its instant.
    clock.freeze(`2024-01-30T1${++started}:00:00Z`)
    await setPolicy()
    units = await unitsOwingNothing()
    await forgetNotices()
    await query(db, 'delete from dunning_blocks')
    return () => clock.restore()
  })

  /** Every unit owes a bill, and is noticed; the day of the notices passes. */
  const noticed = async (client: ApiClient, some: readonly Unit[]) => {
    for (const unit of some) await owe(unit, { cents: 18_735n, dueOn: '2023-12-10' })
    await generate(client)
    for (const unit of some) {
      const [notice] = await noticesOf(unit)
      const delivered = await send(
        client,
        'bruno',
        `/dunning/notices/${notice!.id}/change/deliver`,
        { delivered_on: '2024-01-30', delivery: 'hand', delivery_proof: 'Assinada' }
      )
      delivered.assertStatus(302)
    }
    at('2024-03-04')
    await bankToldUntil('2024-03-03')
    return { municipalityId: some[0]!.municipality_id, houses: [] }
  }

  const block = async (client: ApiClient, { id }: Unit, opinion: string) => {
    const made = await send(client, 'bruno', '/dunning/blocks', {
      ...{ premise_id: String(id), what: 'orders', opinion },
    })
    return made.header('location')!
  }

  test('a unit blocked for orders is noticed and not cut; unblocked, the next run orders it, and blocked again its order is called back', async ({
    client,
    assert,
  }) => {
    const [unit] = units
    const house = houseOf(unit!)
    const opinion = 'Recurso em análise na ouvidoria'
    const blocked = await block(client, unit!, opinion)
    const world = await noticed(client, [unit!])
    const [notice, ...others] = await noticesOf(unit!)
    assert.lengthOf(others, 0)
    assert.containsSubset(notice, { kind: 'cut_notice', state: 'pending' })
    const run = await runOrders(world)
    assert.match(run.issues.at(0)!.message, /bloqueado para ordens de corte/)
    assert.lengthOf(await casesOf(house), 0)
    const [record] = await recordsOf(unit!)
    assert.match(record!.description, /ordens de corte\. Parecer: Recurso em análise/)
    assert.match(record!.by, /Bruno/)
    assert.instanceOf(record!.at, Date)
    await send(client, 'bruno', `${blocked}/change/lift`, { reason: 'Recurso negado' })
    await runOrders(world)
    const [one, ...more] = await casesOf(house)
    assert.lengthOf(more, 0)
    assert.containsSubset(one, { notice_id: notice!.id, state: 'ordered' })
    await block(client, unit!, opinion)
    const [recalled] = await casesOf(house)
    assert.containsSubset(recalled, {
      ...{ state: 'recalled', ended_why: 'Ordem recolhida: imóvel bloqueado para cortes' },
    })
    assert.containsSubset(await orderOf(one!.order_id), { state: 'cancelled' })
    const again = await runOrders(world)
    assert.match(again.issues.at(0)!.message, /bloqueado para ordens de corte/)
    assert.lengthOf(await casesOf(house), 1)
  }).tags(['@TR-3.2.9.15', '@TR-3.2.13.10.20'])

  test('a cancelled notice leaves a record order and no order of a cut: one that is out is called back', async ({
    client,
    assert,
  }) => {
    const [before, after] = units
    const world = await noticed(client, [before!, after!])
    const opinion = 'Débito contestado com razão: leitura trocada.'
    const cancel = async (unit: Unit) => {
      const [notice] = await noticesOf(unit)
      const path = `/dunning/notices/${notice!.id}/change/cancel`
      const done = await send(client, 'bruno', path, { reason: opinion })
      done.assertStatus(302)
    }
    await cancel(before!)
    const [notice] = await noticesOf(before!)
    assert.equal(notice!.state, 'cancelled')
    const records = await recordsOf(before!)
    const record = records.at(-1)
    assert.containsSubset(record, { task: 'Cancelamento de notificação', reason: opinion })
    assert.containsSubset(record, { at: clock.now() })
    assert.match(record!.by, /Bruno/)
    const run = await runOrders(world)
    assert.equal(run.figures.orders, 1n)
    assert.lengthOf(await casesOf(houseOf(before!)), 0)
    const [ordered] = await casesOf(houseOf(after!))
    assert.equal(ordered!.state, 'ordered')
    await cancel(after!)
    const [recalled] = await casesOf(houseOf(after!))
    assert.containsSubset(recalled, {
      ...{ state: 'recalled', ended_why: 'Ordem recolhida: a notificação foi cancelada' },
    })
    assert.containsSubset(await orderOf(ordered!.order_id), { state: 'cancelled' })
    const again = await runOrders(world)
    assert.equal(again.figures.orders, 0n)
  }).tags(['@TR-3.2.9.10'])

  test('an order whose notice passes its validity is called back', async ({ client, assert }) => {
    const [unit] = units
    const world = await noticed(client, [unit!])
    await runOrders(world)
    at('2024-09-01')
    await generate(client)
    const [notice] = await noticesOf(unit!)
    assert.equal(notice!.state, 'expired')
    const [recalled] = await casesOf(houseOf(unit!))
    assert.containsSubset(recalled, {
      ...{ state: 'recalled', ended_why: 'Ordem recolhida: a notificação não vale mais' },
    })
  })
})
