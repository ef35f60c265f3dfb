import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DEMO_PASSWORD } from '#core/access/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { bodyOf } from '#tests/support/requests'
import { userNamed } from '#tests/support/people'
import { browserOf, enter, open, problemOf, send } from '../support/people.ts'

interface Premise {
  readonly id: bigint
  readonly locality: bigint
  readonly number: string
  readonly customer: bigint | null
}

/** One premise of each locality, with a holder of no other premise. */
const premises = () =>
  query<Premise>(
    db,
    `select distinct on (p.locality_id) p.id, p.locality_id as locality, p.registration_number as number,
            h.customer_id as customer
       from registry_premises p join registry_holdings h on h.premise_id = p.id
      where (select count(*) from registry_holdings o where o.customer_id = h.customer_id) = 1
      order by p.locality_id, p.id`
  )

async function count(sql: string, values: readonly (bigint | string)[] = []): Promise<number> {
  const [row] = await query<{ total: bigint }>(db, `select count(*) as total ${sql}`, values)
  return Number(row!.total)
}

test.group('Access | where a person works', (group) => {
  freshDatabase(group)

  test('a person of one locality sees, finds and exports only its premises, connections and customers', async ({
    client,
    assert,
  }) => {
    let [here, there] = await premises()
    if (!there) {
      // A small demo may have one locality only: half of its premises move to another.
      await query(
        db,
        `insert into registry_localities (municipality_id, code, name)
         select municipality_id, 'D9', 'Distrito Novo' from registry_localities limit 1`
      )
      await query(
        db,
        `update registry_premises set locality_id = (select id from registry_localities where code = 'D9')
          where id % 2 = 0`
      )
      ;[here, there] = await premises()
    }
    const carla = await userNamed('carla.')
    const saved = await send(client, 'ana.', '/actions/access.set_territory', {
      ...{ id: carla.id, municipality: String(carla.municipalityId), reach: 'some' },
      'localities[]': [String(here!.locality)],
    })
    assert.include(saved.flashMessage('done'), 'só ', JSON.stringify(saved.flashMessages()))

    const own = await count('from registry_premises where locality_id = ?', [here!.locality])
    const all = await count('from registry_premises')
    assert.isBelow(own, all)
    const list = await bodyOf<{ total: number }>(
      client.get('/api/registry/premises').accept('json').loginAs(carla)
    )
    assert.equal(Number((list as { meta?: { total: number } }).meta?.total ?? list.total), own)
    const page = await open(client, 'carla.', `/registry/premises/${here!.id}`)
    page.assertStatus(200)
    const closed = await open(client, 'carla.', `/registry/premises/${there!.id}`)
    closed.assertStatus(404)
    const csv = await open(client, 'carla.', '/registry/premises/export')
    assert.equal(csv.text().trim().split('\r\n').length - 1, own)
    const found = await open(client, 'carla.', `/search?q=${there!.number}`)
    assert.notInclude(found.text(), `/registry/premises/${there!.id}"`)
    const other = await open(client, 'ana.', `/search?q=${there!.number}`)
    assert.include(other.text(), `/registry/premises/${there!.id}`)
    for (const [path, id, status] of [
      ['/registry/customers', here!.customer, 200],
      ['/registry/customers', there!.customer, 404],
    ] as const) {
      const customer = await open(client, 'carla.', `${path}/${id}`)
      customer.assertStatus(status)
    }
    const connections = await bodyOf<{ total: number }>(
      client.get('/api/registry/connections').accept('json').loginAs(carla)
    )
    assert.equal(
      Number((connections as { meta?: { total: number } }).meta?.total ?? connections.total),
      await count(
        'from registry_connections c join registry_premises p on p.id = c.premise_id where p.locality_id = ?',
        [here!.locality]
      )
    )
    const account = await open(client, 'carla.', '/account')
    account.assertTextIncludes('Localidades')
  })

  test('nothing is written outside, and the limit can be taken away', async ({
    client,
    assert,
  }) => {
    const [here, there] = await premises()
    const bruno = await userNamed('bruno.')
    const limit = (reach: string, localities: readonly string[] = []) =>
      send(client, 'ana.', '/actions/access.set_territory', {
        ...{ id: bruno.id, municipality: String(bruno.municipalityId), reach },
        'localities[]': localities,
      })
    await limit('some', [String(here!.locality)])
    const patch = (id: bigint, values: object) =>
      client
        .patch(`/api/registry/premises/${id}`)
        .json(values)
        .accept('json')
        .withCsrfToken()
        .loginAs(bruno)
    const outside = await patch(there!.id, { complement: 'Fundos' })
    outside.assertStatus(404)
    const moved = await patch(here!.id, { locality_id: String(there!.locality) })
    assert.include([403, 404, 422], moved.status())
    const [kept] = await query<{ locality: bigint }>(
      db,
      'select locality_id as locality from registry_premises where id = ?',
      [here!.id]
    )
    assert.equal(kept!.locality, here!.locality)
    assert.equal(problemOf(await limit('some'))?.code, 'E_ACCESS_TERRITORY')
    assert.equal(problemOf(await limit('none'))?.code, 'E_ACCESS_TERRITORY')
    await limit('all')
    const free = await patch(there!.id, { complement: 'Fundos' })
    free.assertStatus(200)
  })

  test('what holds the whole municipality is not given out, nor do files write elsewhere', async ({
    client,
    assert,
  }) => {
    const [here, there] = await premises()
    const ana = await userNamed('ana.')
    const { municipalityId } = ana
    await query(
      db,
      'insert into access_territories (user_id, municipality_id, locality_ids) values (?, ?, ?::bigint[])',
      [BigInt(ana.id), municipalityId, [here!.locality]]
    )
    const pack = await client.get('/contingency').accept('json').loginAs(ana)
    pack.assertStatus(403)
    pack.assertBodyContains({ code: 'E_RECORDS_CONTINGENCY_TERRITORY' })
    const [billing] = await query<{ name: string }>(
      db,
      'select name from registry_billing_groups order by id limit 1'
    )
    const [holder] = await query<{ name: string }>(
      db,
      'select name from registry_customers group by name having count(*) = 1 order by name limit 1'
    )
    const places = await query<{ id: bigint; name: string }>(
      db,
      'select id, name from registry_localities'
    )
    const nameOf = (id: bigint) => places.find((place) => place.id === id)!.name
    const line = (locality: bigint, number: string) =>
      `Imóvel;Rua do Teste;${number};Centro;${nameOf(locality)};${billing!.name};RES;1;${holder!.name};01/11/2026`
    const sent = await client
      .post('/api/registry/premises/imports')
      .file(
        'file',
        Buffer.from(
          `Tipo;Logradouro;Número;Bairro;Localidade;Grupo de faturamento;Categoria;Economias;Titular;Responde desde\n${line(here!.locality, '1')}\n${line(there!.locality, '2')}\n`
        ),
        { filename: 'imoveis.csv' }
      )
      .withCsrfToken()
      .loginAs(ana)
    const loaded = await client
      .post(`/api/registry/premises/imports/${sent.body().id}/load`)
      .withCsrfToken()
      .loginAs(ana)
    assert.containSubset(loaded.body(), { counts: { created: 1, bad: 1 } })
    assert.equal(
      await count('from registry_premises where street = ? and locality_id = ?', [
        'Rua do Teste',
        there!.locality,
      ]),
      0
    )
    await query(db, 'delete from access_territories where user_id = ?', [BigInt(ana.id)])
  })

  test('who works in two municipalities switches, sees only that one, and loses it when it is taken', async ({
    client,
    assert,
  }) => {
    const [second] = await query<{ id: bigint }>(
      db,
      `insert into access_municipalities (code, name, state, ibge_code, time_zone)
       values ('vizinha', 'Serra Vizinha', 'MT', '0000001', 'America/Cuiaba') returning id`
    )
    const carla = await userNamed('carla.')
    const there = { id: carla.id, municipality: String(second!.id) }
    const refused = await send(client, 'ana.', '/actions/access.set_territory', {
      ...{ ...there, reach: 'all' },
    })
    assert.equal(problemOf(refused)?.code, 'E_ACCESS_TERRITORY', 'nobody gives what they lack')
    for (const who of ['carla.', 'ana.']) {
      const { id } = await userNamed(who)
      await query(db, 'insert into access_territories (user_id, municipality_id) values (?, ?)', [
        id,
        second!.id,
      ])
    }
    await query(db, `update access_users set password_changed_at = now() where id = ?`, [carla.id])
    const browser = browserOf(client, await enter(client, carla.login, DEMO_PASSWORD))
    const account = await browser.get('/account')
    account.assertTextIncludes('Serra Vizinha')
    const switched = await browser.post('/account/municipality', {
      municipality: String(second!.id),
    })
    assert.include(switched.flashMessage('done'), 'Serra Vizinha')
    const list = await browser.get('/registry/premises')
    list.assertStatus(200)
    list.assertTextIncludes('Serra Vizinha')
    const [premise] = await premises()
    const foreign = await browser.get(`/registry/premises/${premise!.id}`)
    foreign.assertStatus(404)
    await send(client, 'ana.', '/actions/access.set_territory', { ...there, reach: 'none' })
    const back = await browser.get('/')
    back.assertTextIncludes('Águas Claras do Norte')
    const again = await browser.post('/account/municipality', { municipality: String(second!.id) })
    assert.equal(problemOf(again)?.code, 'E_ACCESS_TERRITORY')
  })
})
