import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { syncLookups } from '#core/records/index'
import { freshDatabase } from '#tests/support/database'
import { bodyOf } from '#tests/support/requests'
import { userNamed } from '#tests/support/people'

const admin = () => userNamed('ana.admin')
const TYPES = '/registry/vehicle-types'

const rowOf = async (table: string, code: string) => {
  const [row] = await query<{ id: bigint; title: string; is_active: boolean }>(
    db,
    `select id, title, is_active from ${table} where code = ?`,
    [code]
  )
  return row
}

test.group('Records | look-up tables', (group) => {
  freshDatabase(group)

  test('the index lists the tables by module and narrows them by a word', async ({ client }) => {
    const all = await client.get('/tables').loginAs(await admin())
    all.assertStatus(200)
    for (const text of ['Cadastro', 'Arrecadação', 'Estados civis', 'Tipos de cobrança'])
      all.assertTextIncludes(text)
    const narrowed = await client.get('/tables?q=diametro').loginAs(await admin())
    narrowed.assertTextIncludes('Diâmetros de hidrômetro')
    narrowed.assert!.notInclude(narrowed.text(), '/registry/marital-statuses"')
    const none = await client.get('/tables?q=xyzw').loginAs(await admin())
    none.assertTextIncludes('Nenhuma tabela com estas palavras')
  })

  test('who may not see the tables is told so', async ({ client }) => {
    const response = await client.get('/tables').loginAs(await userNamed('carla.atendimento'))
    response.assertStatus(403)
  })

  test('a row of the product is changed and deactivated, and then no longer offered', async ({
    client,
    assert,
  }) => {
    const { id } = (await rowOf('registry_vehicle_types', 'tanker'))!
    const before = await client.get('/registry/vehicles/new').loginAs(await admin())
    before.assertTextIncludes('Caminhão-pipa')
    const response = await client
      .post(`${TYPES}/${id}`)
      .form({ code: 'tanker', title: 'Carro-pipa', position: '50' })
      .withCsrfToken()
      .loginAs(await admin())
      .redirects(0)
    response.assertStatus(302)
    assert.containSubset(await rowOf('registry_vehicle_types', 'tanker'), {
      title: 'Carro-pipa',
      is_active: false,
    })
    const after = await client.get('/registry/vehicles/new').loginAs(await admin())
    assert.notInclude(after.text(), 'Carro-pipa')
    const history = await client.get(`${TYPES}/${id}?tab=history`).loginAs(await admin())
    assert.match(history.text(), /Descrição[\s\S]*Caminhão-pipa[\s\S]*→[\s\S]*Carro-pipa/)
  })

  test('a value that is off stays on the records that have it', async ({ client, assert }) => {
    await query(
      db,
      `insert into registry_vehicles (municipality_id, plate, vehicle_type)
       select id, 'ABC1D23', 'tanker' from access_municipalities`,
      []
    )
    const list = await client.get('/registry/vehicles').loginAs(await admin())
    list.assertTextIncludes('Carro-pipa')
    const [{ id }] = (await query<{ id: bigint }>(
      db,
      "select id from registry_vehicles where plate = 'ABC1D23'",
      []
    )) as [{ id: bigint }]
    const form = await client.get(`/registry/vehicles/${id}/edit`).loginAs(await admin())
    assert.match(form.text(), /<option value="tanker"\s+selected/)
  })

  test('a row in use is not deleted: the page and the REST say where, with the list', async ({
    client,
    assert,
  }) => {
    const { id } = (await rowOf('registry_vehicle_types', 'tanker'))!
    const page = await client.get(`${TYPES}/${id}/delete`).loginAs(await admin())
    page.assertTextIncludes('Em uso')
    page.assertTextIncludes('/registry/vehicles?vehicle_type=tanker')
    const refused = await client
      .post(`${TYPES}/${id}/delete`)
      .withCsrfToken()
      .loginAs(await admin())
    refused.assertStatus(409)
    refused.assertTextIncludes('Veículos (Tipo): 1')
    const api = await client
      .delete(`/api${TYPES}/${id}`)
      .withCsrfToken()
      .loginAs(await admin())
    api.assertStatus(409)
    assert.include(JSON.stringify(api.body()), 'E_RECORDS_USED')
    assert.isDefined(await rowOf('registry_vehicle_types', 'tanker'))
  })

  test('a row that nothing uses is deleted, kept in the trail and does not come back', async ({
    client,
    assert,
  }) => {
    const { id } = (await rowOf('registry_vehicle_types', 'backhoe'))!
    const response = await client
      .post(`${TYPES}/${id}/delete`)
      .withCsrfToken()
      .loginAs(await admin())
      .redirects(0)
    assert.equal(response.header('location'), TYPES)
    assert.isUndefined(await rowOf('registry_vehicle_types', 'backhoe'))
    const [entry] = await query<{ description: string; payload: string }>(
      db,
      "select description, payload from audit_entries where action = 'registry.vehicle_types.delete'",
      []
    )
    assert.equal(entry!.description, 'Excluiu o tipo de veículo Retroescavadeira')
    assert.equal(JSON.parse(entry!.payload).trail.before.code, 'backhoe')
    assert.equal(await db.transaction((tx) => syncLookups(tx)), 0)
    assert.isUndefined(await rowOf('registry_vehicle_types', 'backhoe'))
  })

  test('a row of the system keeps its code and stays; its title may change', async ({
    client,
    assert,
  }) => {
    const { id } = (await rowOf('registry_categories', 'RES'))!
    const path = `/registry/categories/${id}`
    const refused = await client
      .post(`${path}/delete`)
      .withCsrfToken()
      .loginAs(await admin())
    refused.assertStatus(409)
    refused.assertTextIncludes('O sistema usa o código de “Residencial”')
    const recoded = await client
      .patch(`/api${path}`)
      .json({ code: 'R' })
      .withCsrfToken()
      .loginAs(await admin())
    recoded.assertStatus(409)
    const renamed = await client
      .patch(`/api${path}`)
      .json({ title: 'Residencial comum' })
      .withCsrfToken()
      .loginAs(await admin())
    renamed.assertStatus(200)
    const economies = await client
      .get('/registry/premise-economies?category=RES')
      .loginAs(await admin())
    economies.assertTextIncludes('Residencial comum')
    assert.equal((await rowOf('registry_categories', 'RES'))!.title, 'Residencial comum')
  })

  test('no statement of the application takes a row of the system away or frees its code', async ({
    assert,
  }) => {
    const codeOf = (sql: string) =>
      db.rawQuery(sql).then(
        () => 'accepted',
        (error: { code: string; constraint?: string }) => error.constraint ?? error.code
      )
    const system = `where code = 'RES'`
    assert.equal(
      await codeOf(`update registry_categories set code = 'R' ${system}`),
      'registry_categories_system_row'
    )
    for (const column of ['is_system = false', 'system_code = null', `system_code = 'R'`])
      assert.equal(await codeOf(`update registry_categories set ${column} ${system}`), '42501')
    assert.equal(await codeOf('truncate registry_categories cascade'), '42501')
    assert.equal(
      await codeOf('alter table registry_categories disable row level security'),
      '42501'
    )
    const before = await query(db, 'select * from registry_categories order by id', [])
    await db.rawQuery(`delete from registry_categories where is_system`)
    assert.deepEqual(await query(db, 'select * from registry_categories order by id', []), before)
    assert.equal(
      await codeOf(
        `insert into registry_categories (municipality_id, code, title, is_system)
         select municipality_id, 'XYZ', 'X', true from registry_categories ${system}`
      ),
      'registry_categories_system_row'
    )
  })

  test("a row that the utility made first becomes the system's, with its title and its id", async ({
    assert,
  }) => {
    await query(
      db,
      `insert into access_municipalities (code, name, state, ibge_code, time_zone)
       values ('terceiro', 'Terceiro', 'MT', '5100201', 'America/Cuiaba')`,
      []
    )
    const [own] = await query<{ id: bigint; municipality_id: bigint }>(
      db,
      `insert into registry_categories (municipality_id, code, title)
       select id, 'RES', 'Moradia' from access_municipalities where code = 'terceiro' returning id, municipality_id`,
      []
    )
    await db.transaction((tx) => syncLookups(tx, own!.municipality_id))
    const [row] = await query(
      db,
      'select id, title, is_system, system_code from registry_categories where municipality_id = ? and code = ?',
      [own!.municipality_id, 'RES']
    )
    assert.deepEqual(row, { id: own!.id, title: 'Moradia', is_system: true, system_code: 'RES' })
  })

  test('a repeated code, and a code that other records hold, are refused in words', async ({
    client,
  }) => {
    const repeated = await client
      .post(TYPES)
      .form({ code: 'car', title: 'Carro' })
      .withCsrfToken()
      .loginAs(await admin())
    repeated.assertStatus(422)
    repeated.assertTextIncludes('Já existe outro registro com Código igual')
    const { id } = (await rowOf('registry_vehicle_types', 'tanker'))!
    const recoded = await client
      .patch(`/api${TYPES}/${id}`)
      .json({ code: 'pipa' })
      .withCsrfToken()
      .loginAs(await admin())
    recoded.assertStatus(409)
    recoded.assertTextIncludes('E_RECORDS_STILL_USED')
  })

  test('a code that is not in the table is refused', async ({ client }) => {
    const response = await client
      .post('/api/registry/vehicles')
      .json({ plate: 'XYZ1A11', vehicle_type: 'spaceship' })
      .withCsrfToken()
      .loginAs(await admin())
    response.assertStatus(404)
    response.assertTextIncludes('E_RECORDS_NOT_FOUND')
  })

  test('OpenAPI describes deletion for who may delete', async ({ client, assert }) => {
    const spec = await bodyOf<{ paths: Record<string, object> }>(
      client.get('/api/openapi.json').loginAs(await admin())
    )
    assert.property(spec.paths[`/api${TYPES}/{id}`], 'delete')
    const reader = await bodyOf<{ paths: Record<string, object> }>(
      client.get('/api/openapi.json').loginAs(await userNamed('carla.atendimento'))
    )
    assert.notProperty(reader.paths[`/api${TYPES}/{id}`], 'delete')
  })

  test('the command gives a new municipality its rows', async ({ assert }) => {
    await query(
      db,
      `insert into access_municipalities (code, name, state, ibge_code, time_zone)
       values ('outro', 'Outro', 'MT', '5100102', 'America/Cuiaba')`,
      []
    )
    const ace = await import('@adonisjs/core/services/ace')
    await ace.default.boot()
    await ace.default.exec('records:sync-lookups', [])
    const [row] = await query<{ count: bigint }>(
      db,
      `select count(*) as count from registry_categories c join access_municipalities m on m.id = c.municipality_id
        where m.code = 'outro' and c.is_system`,
      []
    )
    assert.equal(row!.count, 4n)
  })
})
