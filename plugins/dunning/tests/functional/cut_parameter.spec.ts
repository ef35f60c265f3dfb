import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { putInForce } from '#tests/scenarios/support/configuration'
import { open, send, userOf } from '#tests/scenarios/support/people'
import { freshDatabase } from '#tests/support/database'
import { cutOrders } from '../../configuration/cut_parameter.ts'
import {
  type CutWorld,
  at,
  bankToldUntil,
  casesOf,
  cutWorld,
  levelPolicy,
  notice,
  orderOf,
  runOrders,
} from './cut_world.ts'

const ITEM = 'parameter/dunning.cut_orders'
const NOTICE = { issuedOn: '2024-03-01', dueOn: '2024-03-31' }
const policy = (change: object) => ({
  ...{ ...(cutOrders.default as object), minimum_cents: '0', ...change },
})

let world: CutWorld

/** What the screen says when a value is sent for approval. */
async function submitted(client: ApiClient, value: object): Promise<string> {
  const drafted = await send(client, 'bruno', `/configuration/${ITEM}/draft`, {
    content: JSON.stringify({ value }),
  })
  if (drafted.status() === 422) return drafted.text()
  const path = String(drafted.header('location'))
  await send(client, 'bruno', `${path}/submit`, {
    ...{ from: clock.today('America/Cuiaba'), reason: 'Teste', legal_basis: 'Portaria 1/2024' },
  })
  const page = await open(client, 'bruno', path)
  return page.text()
}

const stateOf = async () => {
  const [row] = await query<{ status: string }>(
    db,
    `select v.status from configuration_versions v join configuration_items i on i.id = v.item_id
      where i.kind || '/' || i.key = ? order by v.id desc limit 1`,
    [ITEM]
  )
  return row!.status
}

test.group('Dunning | parameter of the cut-off orders', (group) => {
  freshDatabase(group)
  group.each.setup(async () => {
    world = await cutWorld('2024-03-28')
    await bankToldUntil('2024-04-01')
    return () => clock.restore()
  })

  test('one screen shows the six items; a change is kept with who, when, old and new value, and the next run obeys it', async ({
    client,
    assert,
  }) => {
    const page = await open(client, 'bruno', `/configuration/${ITEM}`)
    for (const text of [
      ...['Prioridade', 'Máximo de ordens por dia', 'Valor mínimo da notificação'],
      ...['Serviço da ordem de corte', 'Mensagem impressa na ordem', 'Dias da semana'],
      ...['Hora em que são geradas', 'Terceiro nível'],
    ])
      page.assertTextIncludes(text)
    await putInForce(
      client,
      { value: policy({ daily_maximum: 1 }) },
      { item: ITEM, from: '2024-04-01' }
    )
    at('2024-04-01')
    for (const house of world.houses.slice(0, 2))
      await notice(world, house, { ...NOTICE, debts: [{ cents: 20_000n }] })
    const run = await runOrders(world)
    assert.containsSubset(run.figures, { orders: 1n, waiting: 1n })
    const versions = await query<{ id: bigint }>(
      db,
      `select v.id from configuration_versions v join configuration_items i on i.id = v.item_id
        where i.kind || '/' || i.key = ? order by v.id`,
      [ITEM]
    )
    const [old, fresh] = [versions.at(-2)!.id, versions.at(-1)!.id]
    const compared = await open(
      client,
      'bruno',
      `/configuration/compare?before=${old}&after=${fresh}`
    )
    assert.match(compared.text(), /Máximo de ordens por dia[^]*50[^]*1/)
    const kept = await open(client, 'bruno', `/configuration/versions/${fresh}`)
    for (const text of ['Bruno Matos', '28/03/2024']) kept.assertTextIncludes(text)
  }).tags(['@TR-3.2.9.12'])

  test('a Friday is refused with its article, and so is a service that is not offered', async ({
    client,
    assert,
  }) => {
    const days = ['mon', 'fri']
    const friday = await submitted(client, policy({ level_2: levelPolicy(2, { weekdays: days }) }))
    assert.match(friday, /não pode começar em sexta-feira: Lei 8\.987\/1995, art\. 6º, § 4º/)
    assert.notEqual(await stateOf(), 'in_review')
    const none = await submitted(client, policy({ level_1: levelPolicy(1, { service: '999' }) }))
    assert.match(none, /Não há tipo de serviço ativo com o código “999”/)
    assert.notEqual(await stateOf(), 'in_review')
  })

  test('with the code 301, every order has service 301; a code that is no active service is refused', async ({
    client,
    assert,
  }) => {
    await query(
      db,
      `insert into services_types (municipality_id, code, title, kind, deadline_days)
       select municipality_id, c.code, 'Corte 301', 'work', 2 from services_types, unnest(array['301', '302']) c (code)
        where services_types.code = 'visit'`
    )
    await query(db, `update services_types set is_active = false where code = '302'`)
    const coded = (service: string) => policy({ level_1: levelPolicy(1, { service }) })
    const closed = await submitted(client, coded('302'))
    assert.match(closed, /Não há tipo de serviço ativo com o código “302”/)
    assert.notEqual(await stateOf(), 'in_review')
    await putInForce(client, { value: coded('301') }, { item: ITEM, from: '2024-04-02' })
    at('2024-04-02')
    for (const house of world.houses.slice(0, 3))
      await notice(world, house, { ...NOTICE, debts: [{ cents: 20_000n }] })
    await runOrders(world)
    for (const house of world.houses.slice(0, 3)) {
      const [one] = await casesOf(house)
      const order = await orderOf(one!.order_id)
      assert.equal(order.service_type, '301')
    }
  }).tags(['@TR-3.2.9.12.4'])

  test('an order generated after the message was set shows it', async ({ client, assert }) => {
    const message = 'Água cortada por débito. Pague e ligue para o 0800.'
    await putInForce(client, { value: policy({ message }) }, { item: ITEM, from: '2024-04-03' })
    at('2024-04-03')
    const [house] = world.houses
    await notice(world, house!, { ...NOTICE, debts: [{ cents: 20_000n }] })
    await runOrders(world)
    const [one] = await casesOf(house!)
    const order = await orderOf(one!.order_id)
    assert.equal(order.customer_message, message)
    const page = await open(client, 'bruno', `/services/orders/${one!.order_id}`)
    page.assertTextIncludes(message)
    // What a device of the team asks for.
    const mobile = await client
      .get(`/api/services/orders/${one!.order_id}`)
      .loginAs(await userOf('bruno'))
    mobile.assertBodyContains({ customer_message: message })
    const printed = await send(client, 'bruno', '/actions/services.print_order', {
      id: String(one!.order_id),
    })
    printed.assertStatus(302)
    const [paper] = await query<{ id: bigint }>(
      db,
      `select id from documents_issued where template = 'services.order' and subject_id = ?`,
      [one!.order_id]
    )
    const printout = await open(client, 'bruno', `/documents/issued/${paper!.id}`)
    for (const text of [message, 'Via do cliente', 'Corte no cavalete', 'A preencher no local'])
      printout.assertTextIncludes(text)
  }).tags(['@TR-3.2.9.12.5'])
})
