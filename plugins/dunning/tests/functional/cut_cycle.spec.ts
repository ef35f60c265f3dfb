import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { participate } from '#core/actions/index'
import { type CivilDate, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { type MarkedBatch, setMarks } from '#plugins/receivables/api'
import { open, problemOf, send, userOf } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { photograph } from '#tests/support/pictures'
import {
  type CutWorld,
  type House,
  at,
  bankToldUntil,
  casesOf,
  cutWorld,
  levelPolicy,
  notice,
  orderOf,
  pay,
  runOrders,
  setPolicy,
} from './cut_world.ts'

/** Due on Friday 1 March; Monday 4 March 2024 is the first day allowed. */
const NOTICE = { issuedOn: '2024-01-30', dueOn: '2024-03-01' }
const CUT_ON = '2024-03-04'

let world: CutWorld

const close = (client: ApiClient, orderId: bigint, given: object) =>
  send(client, 'bruno', `/services/orders/${orderId}/change/close`, {
    ...{ result: 'done', executed_on: clock.today('America/Cuiaba'), executed_time: '10:00' },
    ...given,
  })

const situationOf = async ({ id }: House) => {
  const [row] = await query<{ situation: string }>(
    db,
    `select situation from registry_connections where premise_id = ? and service = 'water'`,
    [id]
  )
  return row!.situation
}

const lastCase = async (house: House) => {
  const cases = await casesOf(house)
  return cases.at(-1)!
}

/** A house with an unpaid notice whose order is out. */
async function ordered(house: House) {
  const noticed = await notice(world, house, { ...NOTICE, debts: [{ cents: 18_735n }] })
  await runOrders(world)
  const one = await lastCase(house)
  return { ...noticed, ...one, document: noticed.documents[0]! }
}

async function cut(client: ApiClient, house: House, given: object = {}) {
  const one = await ordered(house)
  const closed = await close(client, one.order_id, given)
  if (closed.status() !== 302) throw new Error(JSON.stringify(problemOf(closed) ?? closed.text()))
  return one
}

test.group('Dunning | the cycle of a cut', (group) => {
  freshDatabase(group)
  group.each.setup(async () => {
    world = await cutWorld(CUT_ON)
    await bankToldUntil('2024-03-04')
    await setPolicy({ level_2: levelPolicy(2, { days_after: 30 }) })
    return () => clock.restore()
  })

  test('a cut is refused without its hour, out of business hours, on a forbidden day and without photographs', async ({
    assert,
    client,
  }) => {
    const [house] = world.houses
    const { order_id: orderId } = await ordered(house!)
    await setPolicy({ minimum_photos: 1 })
    const refused = async (given: object, why: RegExp) => {
      const answer = await close(client, orderId, given)
      answer.assertStatus(422)
      assert.match(answer.text(), why)
    }
    await refused({ executed_time: '' }, /a que horas foi feito/)
    await refused({ executed_time: '17:01' }, /fora do horário comercial/)
    const bare = await close(client, orderId, {})
    assert.match(bare.text(), /0 de 1/)
    // Friday 8 March.
    at('2024-03-08')
    await refused({}, /sexta-feira, sábado ou domingo \(Lei 8\.987/)
    at(CUT_ON)
    assert.equal(await situationOf(house!), 'active')
    await client
      .post(`/services/orders/${orderId}/attachments`)
      .field('kind', 'photo')
      .file('file', await photograph(), { filename: 'cavalete.jpg' })
      .withCsrfToken()
      .redirects(0)
      .loginAs(await userOf('bruno'))
    const done = await close(client, orderId, { reading: '1284' })
    done.assertStatus(302)
    assert.equal(await situationOf(house!), 'cut_standpipe')
    const one = await lastCase(house!)
    assert.containsSubset(one, { state: 'cut', executed_time: '10:00', reading: 1284 })
    const page = await open(client, 'ana', `/dunning/cases/${one.id}`)
    for (const text of ['Cortado', 'a decisão é a mesma', 'Dias desde a entrega da notificação'])
      page.assertTextIncludes(text)
    const issued = await send(client, 'ana', '/actions/dunning.issue_case_file', { id: one.id })
    issued.assertStatus(302)
    const [paper] = await query<{ id: bigint }>(
      db,
      `select id from documents_issued where template = 'dunning.case_file' and subject_id = ?`,
      [one.id]
    )
    const dossier = await open(client, 'ana', `/documents/issued/${paper!.id}`)
    for (const text of ['187,35', 'Assinada por quem recebeu', '1284', 'data:image/jpeg'])
      dossier.assertTextIncludes(text)
  })

  test('nobody asks a cut by hand, and an order of a cut without its case is not closed as done', async ({
    assert,
    client,
  }) => {
    const [house] = world.houses
    const asked = await send(client, 'bruno', '/services/orders', {
      ...{ service_type: 'cut_standpipe', premise_id: String(house!.id), requester: 'Ana' },
      reason: 'Corte pedido por telefone',
    })
    assert.match(asked.text(), /só nasce de uma notificação vencida/)
    const [stray] = await query<{ id: bigint }>(
      db,
      `insert into services_orders (municipality_id, year, sequence, service_type, premise_id, requester, reason, opened_on,
         due_on, opened_by) values (?, 2024, 999, 'cut_branch', ?, 'Ana', 'Migrada', '2024-03-04', '2024-03-10', 'Ana') returning id`,
      [world.municipalityId, house!.id]
    )
    const closed = await close(client, stray!.id, {})
    assert.match(closed.text(), /não tem dossiê de corte/)
  })

  test('a payment calls the order back, or asks the reconnection, which a reversal cancels', async ({
    assert,
    client,
  }) => {
    const [early, late] = world.houses
    const first = await ordered(early!)
    await pay(world, first.document, '2024-03-04')
    assert.containsSubset(await lastCase(early!), { state: 'recalled' })
    assert.containsSubset(await orderOf(first.order_id), { state: 'cancelled' })
    const refused = await close(client, first.order_id, {})
    assert.match(refused.text(), /já não está aberta/)

    const one = await cut(client, late!)
    const receiptId = await pay(world, one.document, '2024-03-04')
    const paid = await lastCase(late!)
    assert.equal(paid.state, 'reconnecting')
    assert.containsSubset(await orderOf(paid.reconnection_id!), {
      ...{ service_type: 'reconnection', state: 'open' },
    })
    const undone = await send(client, 'ana', `/receivables/receipts/${receiptId}/change/reverse`, {
      ...{ reason_code: 'bad_cheque', reason: 'Cheque devolvido', confirmed: 'true' },
    })
    undone.assertStatus(302)
    assert.containsSubset(await lastCase(late!), { state: 'cut', reconnection_id: null })
    assert.containsSubset(await orderOf(paid.reconnection_id!), { state: 'cancelled' })

    await pay(world, one.document, '2024-03-04')
    const again = await lastCase(late!)
    assert.equal(again.state, 'reconnecting')
    const back = await close(client, again.reconnection_id!, {})
    back.assertStatus(302)
    assert.equal(await situationOf(late!), 'active')
    assert.containsSubset(await lastCase(late!), { state: 'reconnected' })
  })

  test('an agreement and a protection call the order back', async ({ assert, client }) => {
    const [agreed, safe] = world.houses
    const one = await ordered(agreed!)
    const actor = systemActor(world.municipalityId)
    const { municipalityId } = world
    await db.transaction((tx) =>
      setMarks(
        tx,
        {
          municipalityId,
          participate: (point: string, payload: MarkedBatch) =>
            participate(point, payload, { tx, municipalityId, actor, now: clock.now() }),
        } as never,
        {
          ...{ kind: 'plan', source: { type: 'test.plans', id: 1n }, on: CUT_ON as CivilDate },
          origins: [{ type: 'test', id: one.document.id }],
        }
      )
    )
    assert.containsSubset(await lastCase(agreed!), { state: 'recalled' })
    const two = await ordered(safe!)
    const protectedNow = await send(client, 'ana', '/dunning/protections', {
      ...{ premise_id: String(safe!.id), kind: 'medical', basis: 'Laudo de hemodiálise' },
    })
    protectedNow.assertStatus(302)
    const after = await lastCase(safe!)
    assert.containsSubset(after, { state: 'recalled' })
    assert.match(after.ended_why!, /aparelho ou tratamento/)
    assert.containsSubset(await orderOf(two.order_id), { state: 'cancelled' })
    const run = await runOrders(world)
    assert.equal(run.figures.orders, 0n)
  })

  test('cut at the standpipe on 4 March and unpaid, a unit gets a branch order on 3 April; who paid or was reconnected gets none', async ({
    assert,
    client,
  }) => {
    const [owing, paid, reconnected] = world.houses
    await cut(client, owing!)
    const settled = await cut(client, paid!)
    await cut(client, reconnected!)
    at('2024-03-20')
    await pay(world, settled.document, '2024-03-20')
    const order = await send(client, 'bruno', '/services/orders', {
      ...{ service_type: 'reconnection', premise_id: String(reconnected!.id) },
      ...{ requester: 'Juiz', reason: 'Religação determinada' },
    })
    const orderId = BigInt(/\/(\d+)$/.exec(order.header('location')!)![1]!)
    const back = await close(client, orderId, {})
    back.assertStatus(302)
    at('2024-04-02')
    await bankToldUntil('2024-04-01')
    const early = await runOrders(world, [2])
    assert.equal(early.figures.orders, 0n)
    at('2024-04-03')
    const run = await runOrders(world, [2])
    assert.equal(run.figures.orders, 1n)
    const [first, second, ...more] = await casesOf(owing!)
    assert.lengthOf(more, 0)
    assert.containsSubset(first, { level: 1, state: 'followed' })
    assert.containsSubset(second, { level: 2, state: 'ordered', previous_id: first!.id })
    assert.containsSubset(await orderOf(second!.order_id), { service_type: 'cut_branch' })
    assert.lengthOf(await casesOf(paid!), 1)
    assert.lengthOf(await casesOf(reconnected!), 1)
    assert.equal(await situationOf(reconnected!), 'active')
    const done = await close(client, second!.order_id, {})
    done.assertStatus(302)
    assert.equal(await situationOf(owing!), 'cut_branch')
  }).tags(['@TR-3.2.9.14'])

  test('paid between the levels, the order of the next is called back and the water comes back', async ({
    assert,
    client,
  }) => {
    const [house] = world.houses
    const one = await cut(client, house!)
    at('2024-04-03')
    await bankToldUntil('2024-04-03')
    await runOrders(world, [2])
    await pay(world, one.document, '2024-04-03')
    const cases = await casesOf(house!)
    const states = cases.map(({ level, state }) => `${level} ${state}`)
    assert.deepEqual(states, ['1 reconnecting', '2 recalled'])
  })
})
