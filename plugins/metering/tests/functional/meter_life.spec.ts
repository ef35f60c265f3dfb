import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { bruno } from '#tests/support/people'
import { screen, post } from './support.ts'

async function modelId(): Promise<string> {
  const [row] = await query<{ id: bigint }>(
    db,
    'select id from metering_models order by id limit 1'
  )
  return String(row!.id)
}

async function register(client: ApiClient, number: string): Promise<string> {
  const response = await post(client, '/metering/meters', {
    ...{ number, model_id: await modelId(), manufactured_on: '2024-01-01' },
    purchased_on: '2024-03-10',
  })
  response.assertStatus(302)
  return /(\d+)$/.exec(response.header('location') ?? '')![1]!
}

/** A water connection without a meter; first those that never had one. */
async function freeConnection(): Promise<{ id: string; premise: string; title: string }> {
  const [row] = await query<{ id: bigint; premise_id: bigint; title: string }>(
    db,
    `select c.id, c.premise_id, c.title from registry_connections c
      where c.service = 'water' and c.connected_on < '2024-01-01'
        and not exists (select 1 from metering_installations i where i.connection_id = c.id and i.removed_on is null)
      order by exists (select 1 from metering_installations i where i.connection_id = c.id), c.id limit 1`
  )
  return { id: String(row!.id), premise: String(row!.premise_id), title: row!.title }
}

const stock = async (client: ApiClient) => {
  const list = await client.get('/api/metering/meters?situation=stock').loginAs(await bruno())
  return (list.body() as { total: number }).total
}

async function serviceOrders(premise: string): Promise<{ task: string; description: string }[]> {
  return query(
    db,
    `select task, description, user_name, closed_at is not null as closed from actions_service_records
      where unit_type = 'registry.premises' and unit_id = ? and task_group = 'Hidrometria' order by id`,
    [premise]
  )
}

test.group('Metering | the life of a meter', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze('2026-11-20T12:00:00Z')
    return () => clock.restore()
  })

  test('from the purchase to the scrap, every movement stands on its page', async ({
    client,
    assert,
  }) => {
    const id = await register(client, 'Z24S000001')
    const { id: connection } = await freeConnection()
    const page = `/metering/meters/${id}`
    const doing = { reason_code: 'inspection', opinion: 'Conforme combinado' }
    const installed = await post(client, `${page}/change/install`, {
      ...{ ...doing, connection_id: connection, installed_on: '2025-01-10', initial_reading: '0' },
    })
    installed.assertStatus(302)
    const removed = await post(client, `${page}/change/remove`, {
      ...{ ...doing, removed_on: '2025-06-10', final_reading: '90', destination: 'maintenance' },
      confirmed: 'true',
    })
    removed.assertStatus(302)
    for (const [destination, on] of [
      ['stock', '2025-07-01'],
      ['scrapped', '2025-08-01'],
    ] as const) {
      const sent = await post(client, `${page}/change/send`, {
        ...{ ...doing, destination, moved_on: on },
      })
      sent.assertStatus(302)
    }
    assert.include(await screen(client, page), 'Sucata')
    const life = await screen(client, `${page}/tabs/metering.movements.meter_id`)
    const order = [...life.matchAll(/Entrada no estoque|Instalação|Retirada|Transferência/g)].map(
      ([text]) => text
    )
    assert.deepEqual(order, [
      ...['Transferência', 'Transferência', 'Retirada', 'Instalação', 'Entrada no estoque'],
    ])
    for (const day of ['10/03/2024', '10/01/2025', '10/06/2025', '01/07/2025', '01/08/2025'])
      assert.include(life, day)
    assert.include(life, 'Bruno')
  }).tags(['@TR-3.2.3.0'])

  test('a meter of the stock may be installed, and then is no more in stock', async ({
    client,
    assert,
  }) => {
    const before = await stock(client)
    const id = await register(client, 'Z24S000002')
    assert.equal(await stock(client), before + 1)
    assert.include(await screen(client, '/metering/meters?situation=stock'), 'Z24S000002')
    const { id: connection, premise } = await freeConnection()
    const wanted = {
      ...{ meter_number: 'Z24S000002', connection_id: connection, installed_on: '2025-02-01' },
      ...{ initial_reading: '0', reason_code: 'new', seal: '0004512' },
    }
    const silent = await post(client, '/metering/installations', { ...wanted, opinion: '' })
    silent.assertStatus(422)
    assert.equal(await stock(client), before + 1)
    const done = await post(client, '/metering/installations', {
      ...{ ...wanted, opinion: 'new connection' },
    })
    done.assertStatus(302)
    assert.equal(await stock(client), before)
    const [order, ...others] = await serviceOrders(premise)
    assert.isEmpty(others)
    assert.containsSubset(order, { task: 'Instalação de hidrômetro', closed: true })
    assert.include(order!.description, 'new connection')
    assert.include(order!.description, '01/02/2025')
    assert.include(await screen(client, `/metering/meters/${id}`), '0004512')
    assert.include(await screen(client, `/registry/premises/${premise}`), 'Z24S000002')
  }).tags(['@TR-3.2.3.1a', '@TR-3.2.3.13'])

  test('one active meter on a connection, and only from the stock', async ({ client, assert }) => {
    const [hung] = await query<{ number: string; connection_id: bigint }>(
      db,
      `select m.number, i.connection_id from metering_installations i join metering_meters m on m.id = i.meter_id
        where i.removed_on is null order by i.id limit 1`
    )
    await register(client, 'Z24S000003')
    const wanted = {
      ...{ installed_on: '2026-11-01', initial_reading: '0', reason_code: 'new', opinion: 'Teste' },
    }
    const second = await post(client, '/metering/installations', {
      ...{ ...wanted, meter_number: 'Z24S000003', connection_id: String(hung!.connection_id) },
    })
    second.assertStatus(422)
    assert.include(second.text(), `já tem o hidrômetro ${hung!.number} instalado`)
    const { id: connection } = await freeConnection()
    for (const [situation, word] of [
      ['installed', 'instalado'],
      ['maintenance', 'em manutenção'],
      ['scrapped', 'sucata'],
    ] as const) {
      await query(db, 'update metering_meters set situation = ? where number = ?', [
        situation,
        'Z24S000003',
      ])
      const refused = await post(client, '/metering/installations', {
        ...{ ...wanted, meter_number: 'Z24S000003', connection_id: connection },
      })
      refused.assertStatus(422)
      assert.include(refused.text(), `não está em estoque (situação: ${word})`)
    }
  }).tags(['@TR-3.2.3.1b'])

  test('a batch registers the range, or nothing of it', async ({ client, assert }) => {
    const batch = (first: string, last: string) =>
      modelId().then((model) =>
        post(client, '/metering/batches', {
          ...{ first_number: first, last_number: last, model_id: model },
          ...{ manufactured_on: '2023-05-01', purchased_on: '2023-08-01', invoice_number: '1234' },
        })
      )
    const done = await batch('A23S000001', 'A23S000100')
    done.assertStatus(302)
    const counted = async () => {
      const [row] = await query<{ count: number }>(
        db,
        `select count(*)::int as count from metering_meters where number between 'A23S000001' and 'A23S000200'
            and situation = 'stock'`
      )
      return row!.count
    }
    assert.equal(await counted(), 100)
    assert.include(await screen(client, done.header('location')!), '100')
    const again = await batch('A23S000100', 'A23S000150')
    again.assertStatus(422)
    assert.include(again.text(), 'A23S000100')
    assert.equal(await counted(), 100)
    const backwards = await batch('A23S000150', 'A23S000140')
    backwards.assertStatus(422)
    assert.include(backwards.text(), 'não é uma faixa')
  }).tags(['@TR-3.2.3.2'])

  test('a meter is found by its number, which is its own', async ({ client, assert }) => {
    const id = await register(client, 'Z24S000009')
    const found = await client.get('/metering/meters?q=Z24S000009').loginAs(await bruno())
    const links = new Set(found.text().match(/\/metering\/meters\/\d+(?=")/g))
    assert.deepEqual([...links], [`/metering/meters/${id}`])
    const twin = await post(client, '/metering/meters', {
      ...{ number: 'Z24S000009', model_id: await modelId(), manufactured_on: '2024-01-01' },
    })
    twin.assertStatus(422)
    assert.include(twin.text(), 'Já cadastrado: Z24S000009')
    const { id: connection } = await freeConnection()
    const moved = await post(client, `/metering/meters/${id}/change/install`, {
      ...{ connection_id: connection, installed_on: '2026-10-01', initial_reading: '0' },
      ...{ reason_code: 'new', opinion: 'Ligação nova' },
    })
    moved.assertStatus(302)
    const life = await screen(client, `/metering/meters/${id}/tabs/metering.movements.meter_id`)
    for (const text of ['01/10/2026', 'Em estoque', 'Instalado', 'Instalação nova', 'Bruno'])
      assert.include(life, text)
  }).tags(['@TR-3.2.3.3'])

  test('its data are kept; impossible flows and dates are refused', async ({ client, assert }) => {
    const id = await register(client, 'Z24S000010')
    const path = `/metering/meters/${id}`
    const edit = await client.get(`${path}/edit`).loginAs(await bruno())
    const seen = /name="seen" value="([^"]*)"/.exec(edit.text())?.[1] ?? ''
    const data = {
      ...{ number: 'Z24S000010', brand: 'Nascente', model: 'Velocimétrico', digits: '5', seen },
      ...{ meter_type: 'multi_jet', transmission: 'mechanical', metrological_class: 'C' },
      ...{ flow_class: 'Q3 2,5 R160', diameter: '20', minimum_flow: '0,02', maximum_flow: '5' },
      ...{ manufactured_on: '2024-02-01', verified_on: '2024-02-15', purchased_on: '2024-03-01' },
    }
    const greater = await post(client, path, { ...data, minimum_flow: '6' })
    greater.assertStatus(422)
    assert.include(greater.text(), 'A vazão mínima (6 m³/h) é maior que a máxima (5 m³/h)')
    const early = await post(client, path, { ...data, verified_on: '2024-01-31' })
    early.assertStatus(422)
    assert.include(early.text(), 'A data de aferição (31/01/2024) é anterior à de fabricação')
    const saved = await post(client, path, data)
    saved.assertStatus(302)
    const shown = await screen(client, path)
    for (const text of [
      ...['Multijato', 'Mecânica', 'Q3 2,5 R160', '20 mm', '0,02', 'Velocimétrico'],
      ...['01/02/2024', '15/02/2024', '01/03/2024'],
    ])
      assert.include(shown, text)
  }).tags(['@TR-3.2.3.4'])

  test('its seal is known, and every former one with why it went', async ({ client, assert }) => {
    const [hung] = await query<{ id: bigint; premise_id: bigint; connection_id: bigint }>(
      db,
      `select i.meter_id as id, c.premise_id, c.id as connection_id from metering_installations i
         join registry_connections c on c.id = i.connection_id where i.removed_on is null order by i.id limit 1`
    )
    const path = `/metering/meters/${hung!.id}`
    const place = (seal: string, reason: string) =>
      post(client, `${path}/change/seal`, { seal, placed_on: '2026-11-10', reason_code: reason })
    const first = await place('0004512', 'divergent')
    first.assertStatus(302)
    const silent = await place('0004513', '')
    silent.assertStatus(422)
    assert.include(await screen(client, path), '0004512')
    const connection = `/registry/connections/${hung!.connection_id}`
    const tab = `${connection}/tabs/metering.installations.connection_id`
    assert.include(await screen(client, tab), '0004512')
    const second = await place('0004513', 'broken')
    second.assertStatus(302)
    assert.include(await screen(client, tab), '0004513')
    const history = await screen(client, `${path}/tabs/metering.seals.meter_id`)
    for (const text of ['0004512', 'Número diferente do cadastro', '0004513', 'Lacre rompido'])
      assert.include(history, text)
  }).tags(['@TR-3.2.3.5'])

  test('a meter of the stock hangs at a unit from 0, comes off at 87, and hangs at no other unit meanwhile', async ({
    client,
    assert,
  }) => {
    const hanging = await query<{ id: bigint }>(
      db,
      `select i.meter_id as id from metering_installations i join registry_connections c on c.id = i.connection_id
        where i.removed_on is null and c.connected_on < '2024-01-01' order by i.id limit 2`
    )
    const removal = { destination: 'stock', reason_code: 'age', confirmed: 'true' }
    for (const { id } of hanging) {
      const freed = await post(client, `/metering/meters/${id}/change/remove`, {
        ...{
          ...removal,
          removed_on: '2026-10-30',
          final_reading: '9000',
          opinion: 'Outra unidade',
        },
      })
      freed.assertStatus(302)
    }
    const before = await stock(client)
    const id = await register(client, 'A24X000123')
    const { id: connection, premise } = await freeConnection()
    const wanted = {
      ...{ meter_number: 'A24X000123', installed_on: '2026-11-01', initial_reading: '0' },
      ...{ reason_code: 'new', opinion: 'Ligação nova' },
    }
    const hung = await post(client, '/metering/installations', {
      ...{ ...wanted, connection_id: connection },
    })
    hung.assertStatus(302)
    assert.equal(await stock(client), before)
    assert.include(await screen(client, `/registry/premises/${premise}`), 'A24X000123')
    const other = await freeConnection()
    assert.notEqual(other.id, connection)
    const taken = await post(client, '/metering/installations', {
      ...{ ...wanted, connection_id: other.id },
    })
    taken.assertStatus(422)
    assert.include(taken.text(), 'não está em estoque (situação: instalado)')
    const off = await post(client, `/metering/meters/${id}/change/remove`, {
      ...{ ...removal, removed_on: '2026-11-19', final_reading: '87', opinion: 'Pedido do dono' },
    })
    off.assertStatus(302)
    assert.equal(await stock(client), before + 1)
    const page = await screen(client, `/registry/premises/${premise}`)
    assert.include(page, 'Sem hidrômetro instalado')
    assert.match(page, /A24X000123\s+87\b/)
  }).tags(['@TR-3.2.13.10.17'])
})
