import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { setVersion } from '#core/access/tests/support/people'
import { clock } from '#core/calendar/index'
import { inForce } from '#core/configuration/index'
import { query } from '#core/database/index'
import { type Who, actorOf, open, problemOf, send, upload } from '#tests/scenarios/support/people'
import { photograph } from '#tests/support/pictures'
import { freshDatabase } from '#tests/support/database'
import { requestOrders } from '../../services/request_orders.ts'

interface OrderRow {
  readonly id: bigint
  readonly number: string
  readonly state: string
  readonly team: string | null
  readonly findings: string | null
  readonly reading: number | null
}

async function premises(): Promise<bigint[]> {
  const rows = await query<{ id: bigint }>(
    db,
    `select p.id from registry_premises p
       join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.until_on is null
      where p.kind = 'single' order by p.id limit 10`
  )
  return rows.map(({ id }) => id)
}

const orderOf = async (id: bigint) => {
  const [row] = await query<OrderRow>(db, 'select * from services_orders where id = ?', [id])
  return row!
}

const request = (client: ApiClient, premise: bigint, given: object = {}, who: Who = 'bruno') =>
  send(client, who, '/services/orders', {
    ...{ service_type: 'riser_repair', premise_id: String(premise), requester: 'Maria' },
    ...{ reason: 'Cavalete pingando', ...given },
  })

async function requested(client: ApiClient, premise: bigint, given: object = {}) {
  const answer = await request(client, premise, given)
  answer.assertStatus(302)
  return BigInt(/\/orders\/(\d+)/.exec(answer.header('location')!)![1]!)
}

const stateOf = async (id: bigint) => {
  const { state } = await orderOf(id)
  return state
}

const change = (client: ApiClient, id: bigint, name: string, form: object) =>
  send(client, 'bruno', `/services/orders/${id}/change/${name}`, form)

test.group('Services | orders', (group) => {
  freshDatabase(group)

  test('an order is asked, given to a team, closed with what was found, and stands at its premise', async ({
    client,
    assert,
  }) => {
    const [premise] = await premises()
    const id = await requested(client, premise!)
    const asked = await orderOf(id)
    assert.match(asked.number, /^20\d\d-000001$/)
    const page = await open(client, 'bruno', `/registry/premises/${premise}`)
    for (const text of ['Conserto de cavalete', asked.number]) page.assertTextIncludes(text)

    const form = await open(client, 'bruno', `/services/orders/${id}/change/assign`)
    form.assertTextIncludes('Manutenção de água')
    const given = await change(client, id, 'assign', { team: 'water', due_on: '2030-01-10' })
    given.assertStatus(302)
    const untold = await change(client, id, 'close', { result: 'not_done' })
    untold.assertStatus(422)
    untold.assertTextIncludes('id="problem-not_done_reason"')
    assert.equal(await stateOf(id), 'open')
    const closed = await change(client, id, 'close', {
      ...{ result: 'done', findings: 'Registro trocado', reading: '812' },
    })
    closed.assertStatus(302)
    const row = await orderOf(id)
    assert.containsSubset(row, { state: 'done', team: 'water', reading: 812 })
    const shown = await open(client, 'bruno', `/services/orders/${id}`)
    for (const text of ['Feita', 'Registro trocado', 'Reabrir ordem'])
      shown.assertTextIncludes(text)
    const events = await query<{ payload: string }>(
      db,
      `select payload from actions_outbox where event = 'services.order_closed'`
    )
    assert.lengthOf(events, 1)
    assert.containsSubset(JSON.parse(events[0]!.payload), { state: 'done', number: asked.number })
  })

  test('closing asks only for what its result wants', async ({ client, assert }) => {
    const [premise] = await premises()
    const id = await requested(client, premise!, { service_type: 'visit' })
    const path = `/services/orders/${id}/change/close`
    const form = await open(client, 'bruno', path)
    form.assertTextIncludes(`data-conditions="${path}/conditions"`)
    assert.match(form.text(), /data-field="not_done_reason"[^>]*hidden/)
    assert.notMatch(form.text(), /data-field="executed_on"[^>]*hidden/)
    const visible = async (result: string) => {
      const answer = await send(client, 'bruno', `${path}/conditions`, { result })
      return (answer.body() as { visible: Record<string, boolean> }).visible
    }
    assert.containsSubset(await visible('done'), { executed_on: true, not_done_reason: false })
    assert.containsSubset(await visible('not_done'), { executed_on: false, not_done_reason: true })
    // A reason that the result hides is not kept.
    await change(client, id, 'close', { result: 'done', not_done_reason: 'closed' })
    assert.containsSubset(await orderOf(id), { state: 'done', not_done_reason: null })
  })

  test('a premise has one order of a service open; what was closed may be opened again', async ({
    client,
    assert,
  }) => {
    const [, premise] = await premises()
    const first = await requested(client, premise!)
    const again = await request(client, premise!)
    const { number } = await orderOf(first)
    again.assertStatus(422)
    again.assertTextIncludes(`já tem aberta a ordem ${number} deste serviço`)
    const cancelled = await change(client, first, 'cancel', { reason: 'Pedida por engano' })
    cancelled.assertStatus(302)
    const second = await requested(client, premise!)
    const refused = await change(client, first, 'reopen', { reason: 'Era preciso' })
    refused.assertStatus(422)
    const { number: other } = await orderOf(second)
    refused.assertTextIncludes(`já tem aberta a ordem ${other} deste`)
    await change(client, second, 'close', { result: 'not_done', not_done_reason: 'closed' })
    assert.equal(await stateOf(second), 'not_done')
    await change(client, first, 'reopen', { reason: 'Era preciso' })
    assert.equal(await stateOf(first), 'open')
  })

  test('what asks by itself asks once, numbers leave no gap, and who may not is refused', async ({
    client,
    assert,
  }) => {
    const [, , third, fourth, fifth] = await premises()
    const { municipalityId } = await actorOf('bruno')
    const order = (premiseId: bigint, origin: bigint, type = 'visit') => ({
      ...{ type, premiseId, requester: 'Teste', reason: 'Motivo' },
      origin: { type: 'tests.things', id: origin },
    })
    const where = { municipalityId, on: '2031-03-01' as never, by: 'Teste' }
    const ask = (...orders: ReturnType<typeof order>[]) =>
      db.transaction((tx) => requestOrders(tx, where, orders))
    const opened = await ask(order(third!, 1n), order(third!, 2n), order(fourth!, 3n))
    assert.deepEqual(opened.map(({ number }) => number).toSorted(), ['2031-000001', '2031-000002'])
    assert.lengthOf(await ask(order(fourth!, 3n), order(fifth!, 4n, 'unknown')), 0)
    await query(
      db,
      `update services_orders set state = 'cancelled', closed_on = opened_on where premise_id = ?`,
      [fourth!]
    )
    assert.lengthOf(await ask(order(fourth!, 3n)), 0)
    const [next] = await ask(order(fifth!, 5n))
    assert.equal(next!.number, '2031-000003')
    const forbidden = await request(client, fifth!, {}, 'carla')
    assert.equal(problemOf(forbidden).code, 'E_ACCESS_DENIED')
  })

  test('a service of the price table is charged when the order is done, and then it stays closed', async ({
    client,
    assert,
  }) => {
    const [, , , , , premise, other] = await premises()
    const { municipalityId } = await actorOf('bruno')
    const today = clock.today('America/Cuiaba')
    const table = await inForce('tariff-table', 'default', municipalityId, today)
    await setVersion('tariff-table', 'default', {
      ...(table!.content as object),
      services: { riser: { title: 'Conserto de cavalete', amount: '48.00' } },
    })
    await query(
      db,
      `update services_types set tariff_service = 'riser' where code = 'riser_repair'`
    )
    const charged = await requested(client, premise!)
    const form = await open(client, 'bruno', `/services/orders/${charged}/change/close`)
    form.assertTextIncludes('Cobrar o serviço')
    await change(client, charged, 'close', { result: 'done', is_charged: 'true' })
    const free = await requested(client, other!)
    await change(client, free, 'close', { result: 'done', is_charged: 'false' })
    const charges = await query<object>(
      db,
      'select premise_id, remarks, total_cents from billing_service_charges where premise_id in (?, ?)',
      [premise!, other!]
    )
    const { number } = await orderOf(charged)
    assert.deepEqual(charges, [
      { premise_id: premise!, remarks: `Ordem de serviço ${number}`, total_cents: 4800n },
    ])
    const refused = await change(client, charged, 'reopen', { reason: 'Não foi feito' })
    refused.assertTextIncludes('não pode ser reaberta: o encerramento já cobrou o serviço')
  })

  test('the sketch of a unit stands on its page and on the paper of its orders; a newer one keeps the former with who and when', async ({
    client,
    assert,
  }) => {
    const [, , , , , , , premise] = await premises()
    const path = `/registry/premises/${premise!}`
    const drawing = JSON.stringify({
      shapes: [
        { kind: 'house', at: [400, 250] },
        { kind: 'text', at: [40, 60], text: 'Igreja Matriz' },
      ],
    })
    const drawn = await send(client, 'bruno', `${path}/sketch`, { drawing, note: 'Portão azul' })
    drawn.assertStatus(302)
    const page = await open(client, 'bruno', path)
    page.assertTextIncludes('Igreja Matriz')
    const id = await requested(client, premise!)
    const paper = async () => {
      await send(client, 'bruno', '/actions/services.print_order', { id: String(id) })
      const [issued] = await query<{ id: bigint }>(
        db,
        `select id from documents_issued where template = 'services.order' and subject_id = ? order by id desc limit 1`,
        [id]
      )
      return open(client, 'bruno', `/documents/issued/${issued!.id}`)
    }
    const first = await paper()
    first.assertTextIncludes('Croqui, versão 1: Portão azul')
    const [, picture = ''] =
      /data:image\/svg\+xml;base64,([A-Za-z0-9+/=]+)/.exec(first.text()) ?? []
    assert.include(Buffer.from(picture, 'base64').toString(), 'Igreja Matriz')
    const replaced = await upload(client, 'ana', {
      ...{ path: `${path}/sketch`, name: 'frente.jpg', content: await photograph(600, 400) },
    })
    replaced.assertStatus(302)
    const second = await paper()
    second.assertTextIncludes('Croqui, versão 2')
    assert.match(second.text(), /data:image\/(png|jpeg);base64,/)
    const versions = await open(client, 'bruno', `${path}/sketch`)
    assert.match(
      versions.text(),
      /data-version="2"[\s\S]*?Ana Ribeiro[\s\S]*?data-version="1"[\s\S]*?\d\d\/\d\d\/20\d\d[^<]*Bruno Matos/
    )
  }).tags(['@TR-3.2.2.4'])
})
