import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { bodyOf, expectText } from '#tests/support/requests'
import { userNamed } from '#tests/support/people'

const CUSTOMERS = '/api/registry/customers'

interface Listed {
  data: { id: string; name: string; kind: string }[]
  total: number
  total_is_estimate: boolean
  page: number
}

interface Described {
  openapi: string
  paths: Record<string, { get: { parameters: { name: string }[] } }>
  components: { schemas: Record<string, { properties: Record<string, { enum?: string[] }> }> }
}

async function count(sql: string): Promise<number> {
  const [row] = await query<{ n: bigint }>(db, sql)
  return Number(row!.n)
}

test.group('Records | lists', (group) => {
  freshDatabase(group)

  test('pages follow one another without gap or repetition, in the order asked', async ({
    client,
    assert,
  }) => {
    const names: string[] = []
    const ids = new Set<string>()
    const total = await count('select count(*) as n from registry_customers')
    for (let page = 1; page <= Math.ceil(total / 25); page++) {
      const response = await client
        .get(CUSTOMERS)
        .qs({ size: '25', page: String(page), sort: '-name' })
        .loginAs(await userNamed('ana.admin'))
      const body = response.body() as Listed
      assert.equal(body.total, total)
      names.push(...body.data.map(({ name }) => name))
      for (const { id } of body.data) ids.add(id)
    }
    assert.equal(ids.size, total)
    const sorted = await query<{ name: string }>(
      db,
      'select name from registry_customers order by name desc, id desc'
    )
    assert.deepEqual(
      names,
      sorted.map(({ name }) => name)
    )
  })

  test('a page beyond the last shows the last one', async ({ client, assert }) => {
    const response = await client
      .get('/registry/customers')
      .qs({ page: '500' })
      .loginAs(await userNamed('ana.admin'))
    const total = await count('select count(*) as n from registry_customers')
    assert.include(response.text(), `de ${total}`)
    assert.include(response.text(), 'data-row')
  })

  test('filters narrow it and show as chips that can be taken away', async ({ client, assert }) => {
    const people = await count("select count(*) as n from registry_customers where kind = 'person'")
    const body = await bodyOf<Listed>(
      client
        .get(CUSTOMERS)
        .qs({ kind: 'person' })
        .loginAs(await userNamed('ana.admin'))
    )
    assert.equal(body.total, people)
    const page = await client
      .get('/registry/customers')
      .qs({ kind: 'person' })
      .loginAs(await userNamed('ana.admin'))
    page.assertTextIncludes('<strong>Pessoa física</strong>')
    page.assertTextIncludes('aria-label="Tirar o filtro Tipo"')
  })

  test('search ignores accents and case, and takes words in any order', async ({
    client,
    assert,
  }) => {
    await query(
      db,
      `insert into registry_customers (id, municipality_id, kind, name)
       select 900001, id, 'person', 'João Ângelo Conceição' from access_municipalities`
    )
    const { indexSearchAll } = await import('#core/records/index')
    const [{ id }] = (await query<{ id: bigint }>(db, 'select id from access_municipalities')) as [
      { id: bigint },
    ]
    await db.transaction((tx) => indexSearchAll(tx, 'registry.customers', id))
    for (const q of ['joao', 'ANGELO', 'conceicao joão', 'nge']) {
      const body = await bodyOf<Listed>(
        client
          .get(CUSTOMERS)
          .qs({ q })
          .loginAs(await userNamed('ana.admin'))
      )
      assert.include(
        body.data.map(({ name }) => name),
        'João Ângelo Conceição',
        q
      )
    }
    const none = await bodyOf<Listed>(
      client
        .get(CUSTOMERS)
        .qs({ q: 'joão%' })
        .loginAs(await userNamed('ana.admin'))
    )
    assert.equal(none.total, 0)
  })

  test('a list that finds nothing says so and offers the way back', async ({ client }) => {
    const page = await client
      .get('/registry/customers')
      .qs({ q: 'xyzxyz' })
      .loginAs(await userNamed('ana.admin'))
    page.assertTextIncludes('Nada encontrado com estes filtros')
    page.assertTextIncludes('Limpar filtros')
  })

  test('references cost one query however many rows and types', async ({ client, assert }) => {
    const statements: string[] = []
    const listen = ({ sql }: { sql: string }) => statements.push(sql)
    const knex = db.connection().getReadClient()
    knex.on('query', listen)
    await client.get('/registry/holdings').loginAs(await userNamed('ana.admin'))
    const { rows } = await knex.raw('select max(id) as id from registry_premises')
    await client.get(`/registry/premises/${rows[0].id}`).loginAs(await userNamed('ana.admin'))
    knex.off('query', listen)
    const labels = statements.filter(
      (sql) => /as label from registry_(premises|customers)/.test(sql) && sql.includes('= any(')
    )
    assert.lengthOf(labels, 1)
    const tabs = statements.filter((sql) => sql.includes('limit 1000) as counted'))
    assert.lengthOf(tabs, 1, 'and so do the counts of all tabs of a page')
  })

  test('the file holds every row of the filter, and the trail who took it', async ({
    client,
    assert,
  }) => {
    const response = await client
      .get('/registry/customers/export')
      .qs({ kind: 'person', fields: 'all' })
      .loginAs(await userNamed('ana.admin'))
    const lines = response.text().trimEnd().split('\r\n')
    const people = await count("select count(*) as n from registry_customers where kind = 'person'")
    assert.match(lines[0]!, /^\uFEFFCódigo do cliente;Tipo;.*;Cadastrado em$/)
    assert.lengthOf(lines, people + 1)
    const [entry] = await query<{ description: string; actor_name: string; payload: string }>(
      db,
      "select * from audit_entries where action = 'registry.customers.export'"
    )
    assert.equal(entry!.description, `Exportou ${people} linhas de clientes`)
    assert.equal(entry!.actor_name, 'Ana Ribeiro')
    assert.equal(JSON.parse(entry!.payload).filter, '?kind=person')
  })

  test('the box of Ctrl+K finds screens, forms and records', async ({ client }) => {
    const ana = await userNamed('ana.admin')
    await expectText(
      client.get('/search').qs({ q: 'hidrom' }).loginAs(ana),
      'href="/metering/meters"'
    )
    await expectText(
      client.get('/search').qs({ q: 'novo cliente' }).loginAs(ana),
      'href="/registry/customers/new"'
    )
    const [premise] = await query<{ id: bigint; registration_number: string }>(
      db,
      'select * from registry_premises order by id limit 1'
    )
    const found = await client.get('/search').qs({ q: premise!.registration_number }).loginAs(ana)
    found.assertTextIncludes(`href="/registry/premises/${premise!.id}"`)
  })

  test('the box finds a customer by the code as it is printed, and what runs by itself', async ({
    client,
    assert,
  }) => {
    const ana = await userNamed('ana.admin')
    const people = await query<{ id: bigint; code: string }>(
      db,
      'select id, code from registry_customers order by id limit 3'
    )
    for (const { id, code } of people) {
      for (const q of [code, `${code.slice(0, -1)}-${code.slice(-1)}`]) {
        const found = await client.get('/search').qs({ q }).loginAs(ana)
        const customer = found.text().indexOf(`href="/registry/customers/${id}"`)
        assert.isAbove(customer, 0, q)
        assert.notInclude(found.text(), 'palette-none', q)
      }
    }
    const jobs = await client.get('/search').qs({ q: 'cópia de segurança' }).loginAs(ana)
    jobs.assertTextIncludes('href="/jobs?job=backup.create"')
    jobs.assertTextIncludes('href="/jobs/schedules/new?job=backup.create"')
    const form = await client.get('/jobs/schedules/new?job=backup.create').loginAs(ana)
    assert.match(form.text(), /value="backup\.create"[^>]*selected/)
    const clerk = await userNamed('carla.')
    const less = await client.get('/search').qs({ q: 'cópia de segurança' }).loginAs(clerk)
    assert.notInclude(less.text(), 'backup.create')
  })

  test('a list whose rows are made elsewhere leads there, empty or full', async ({
    client,
    assert,
  }) => {
    const ana = await userNamed('ana.admin')
    for (const path of ['leases', 'social-benefits', 'vacancies', 'holdings']) {
      const list = await client.get(`/registry/${path}`).loginAs(ana)
      assert.match(list.text(), /class="btn[^"]*" href="\/registry\/premises"/, path)
      list.assertTextIncludes('Ver imóveis')
    }
  })
})

test.group('Records | API', (group) => {
  freshDatabase(group)

  test('creates, reads and changes with codes', async ({ client, assert }) => {
    const ana = await userNamed('ana.admin')
    const bad = await client
      .post(CUSTOMERS)
      .json({ name: 'A', kind: 'alien' })
      .withCsrfToken()
      .loginAs(ana)
    bad.assertStatus(422)
    assert.equal(bad.body().code, 'E_VALIDATION_ERROR')
    assert.deepEqual(bad.body().messages[0].field, 'kind')
    const made = await client
      .post(CUSTOMERS)
      .json({ name: 'API', kind: 'company', taxpayer_id: '11222333000181' })
      .withCsrfToken()
      .loginAs(ana)
    made.assertStatus(201)
    const { id } = made.body() as { id: string }
    const changed = await client
      .patch(`${CUSTOMERS}/${id}`)
      .json({ name: 'API 2' })
      .withCsrfToken()
      .loginAs(ana)
    assert.deepEqual(changed.body(), { id, changed: ['Nome'] })
    const read = await client.get(`${CUSTOMERS}/${id}`).loginAs(ana)
    assert.containSubset(read.body(), {
      id,
      name: 'API 2',
      kind: 'company',
      taxpayer_id: '11222333000181',
    })
  })

  test('a required field cannot be emptied, and columns kept by the system do not change', async ({
    client,
    assert,
  }) => {
    const ana = await userNamed('ana.admin')
    const [row] = await query<{ id: bigint; created_at: Date; name: string }>(
      db,
      'select * from registry_customers limit 1'
    )
    const empty = await client
      .patch(`${CUSTOMERS}/${row!.id}`)
      .json({ name: '' })
      .withCsrfToken()
      .loginAs(ana)
    empty.assertStatus(422)
    const kept = await client
      .patch(`${CUSTOMERS}/${row!.id}`)
      .json({ created_at: '2000-01-01T00:00:00Z', municipality_id: '99', id: '1' })
      .withCsrfToken()
      .loginAs(ana)
    assert.deepEqual(kept.body().changed, [])
    const [after] = await query<{ created_at: Date; name: string }>(
      db,
      'select * from registry_customers where id = ?',
      [row!.id]
    )
    assert.deepEqual([after!.created_at, after!.name], [row!.created_at, row!.name])
  })

  test('without a session it answers 401 in JSON whatever is asked for', async ({
    client,
    assert,
  }) => {
    const response = await client.get(CUSTOMERS).header('accept', 'text/html').redirects(0)
    response.assertStatus(401)
    assert.equal(response.body().code, 'E_ACCESS_SESSION')
  })

  test('describes itself in OpenAPI 3.1 from the same declarations', async ({ client, assert }) => {
    const body = await bodyOf<Described>(
      client.get('/api/openapi.json').loginAs(await userNamed('ana.admin'))
    )
    assert.equal(body.openapi, '3.1.0')
    const list = body.paths['/api/registry/customers']!.get
    const names = list.parameters.map(({ name }) => name)
    assert.includeMembers(names, ['q', 'kind', 'sort', 'page', 'size'])
    assert.deepEqual(body.components.schemas['registry.customers']!.properties.kind!.enum, [
      'person',
      'company',
      'public_body',
      'foreign',
    ])
    const references = [...JSON.stringify(body).matchAll(/#\/components\/schemas\/([\w.]+)/g)].map(
      ([, name]) => name!
    )
    assert.isAbove(references.length, 5)
    for (const name of references) assert.isTrue(Object.hasOwn(body.components.schemas, name), name)
  })
})
