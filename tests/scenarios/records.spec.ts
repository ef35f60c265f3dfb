import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type User from '#core/access/models/user'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { bodyOf, expectStatus, textOf } from '#tests/support/requests'
import { userNamed } from '#tests/support/people'

const admin = () => userNamed('ana.admin')
const attendant = () => userNamed('carla.atendimento')

const CUSTOMERS = '/registry/customers'
const TAXPAYER = '52998224725'

interface Customer {
  id: bigint
  name: string
  taxpayer_id: string | null
}
const customerNamed = async (name: string) => {
  const [row] = await query<Customer>(db, 'select * from registry_customers where name = ?', [name])
  return row!
}
const entriesOf = (id: bigint) =>
  query<{ action: string; description: string; payload: string; actor_name: string }>(
    db,
    "select * from audit_entries where subject_type = 'registry.customers' and subject_id = ? order by id",
    [id]
  )

const NEW = {
  name: 'Zilda Aparecida Prado',
  kind: 'person',
  taxpayer_id: '529.982.247-25',
  phone: '(66) 99999-1234',
  email: '',
}

test.group('Records | a record from form to history', (group) => {
  freshDatabase(group)

  test('the form creates it, typed as in Brazil', async ({ client, assert }) => {
    const response = await client
      .post(CUSTOMERS)
      .form(NEW)
      .withCsrfToken()
      .loginAs(await admin())
      .redirects(0)
    const row = await customerNamed(NEW.name)
    assert.equal(response.header('location'), `${CUSTOMERS}/${row.id}`)
    assert.containSubset(row, { taxpayer_id: TAXPAYER, phone: '66999991234', email: null })
  })

  test('its page says what it is, and its tab who did it', async ({ client }) => {
    const { id } = await customerNamed(NEW.name)
    const page = await client.get(`${CUSTOMERS}/${id}`).loginAs(await admin())
    page.assertStatus(200)
    for (const text of [NEW.name, NEW.taxpayer_id, '(66) 99999-1234', 'Pessoa física'])
      page.assertTextIncludes(text)
    const history = await client.get(`${CUSTOMERS}/${id}/tabs/history`).loginAs(await admin())
    history.assertTextIncludes(`Cadastrou o cliente ${NEW.name}`)
    history.assertTextIncludes('Ana Ribeiro')
  })

  test('a change adds a line with each field before and after, who and when', async ({
    client,
    assert,
  }) => {
    const { id } = await customerNamed(NEW.name)
    const send = async (phone: string) =>
      client
        .post(`${CUSTOMERS}/${id}`)
        .form({ ...NEW, phone })
        .withCsrfToken()
        .loginAs(await admin())
        .redirects(0)
    await send('66 3529-1000')
    await send('66 3529-2000')
    const entries = await entriesOf(id)
    const entry = entries.at(-1)!
    assert.equal(entry.description, `Alterou o cliente ${NEW.name}: telefone celular`)
    assert.deepEqual(JSON.parse(entry.payload).trail, {
      before: { phone: '6635291000' },
      after: { phone: '6635292000' },
    })
    const history = await client.get(`${CUSTOMERS}/${id}?tab=history`).loginAs(await admin())
    history.assertTextIncludes('Ana Ribeiro')
    assert.match(history.text(), /Telefone[\s\S]*\(66\) 3529-1000[\s\S]*→[\s\S]*\(66\) 3529-2000/)
    assert.match(history.text(), /\d{2}\/\d{2}\/\d{4} \d{2}:\d{2} · Ana Ribeiro/)
    await assert.rejects(() =>
      query(db, 'update audit_entries set description = ? where subject_id = ?', ['x', id])
    )
    await assert.rejects(() => query(db, 'delete from audit_entries where subject_id = ?', [id]))
  }).tags(['@TR-3.2.1.14'])

  test('saving without a change writes nothing, not even history', async ({ client, assert }) => {
    const { id } = await customerNamed(NEW.name)
    const before = await entriesOf(id)
    const same = { ...NEW, phone: '6635292000' }
    const response = await client
      .post(`${CUSTOMERS}/${id}`)
      .form(same)
      .withCsrfToken()
      .loginAs(await admin())
    response.assertTextIncludes('Nada foi alterado.')
    assert.lengthOf(await entriesOf(id), before.length)
  })

  test('what another person changed in the meantime is not overwritten, and nothing typed is lost', async ({
    client,
    assert,
  }) => {
    const { id } = await customerNamed(NEW.name)
    const form = await client.get(`${CUSTOMERS}/${id}/edit`).loginAs(await admin())
    const seen = /name="seen" value="(\w{64})"/.exec(form.text())![1]!
    await query(db, "update registry_customers set email = 'outra@pessoa.com.br' where id = ?", [
      id,
    ])
    const response = await client
      .post(`${CUSTOMERS}/${id}`)
      .form({ ...NEW, email: 'minha@digitacao.com.br', seen })
      .withCsrfToken()
      .loginAs(await admin())
    response.assertStatus(422)
    response.assertTextIncludes('Outra pessoa alterou este registro')
    response.assertTextIncludes('minha@digitacao.com.br')
    assert.containSubset(await customerNamed(NEW.name), { email: 'outra@pessoa.com.br' })
  })

  test('a refusal keeps what was typed and says what to do beside each field', async ({
    client,
    assert,
  }) => {
    const typed = {
      name: '',
      kind: 'alien',
      taxpayer_id: '529.982.247-00',
      phone: 'liga lá',
      email: 'x',
    }
    const response = await client
      .post(CUSTOMERS)
      .form(typed)
      .withCsrfToken()
      .loginAs(await admin())
    response.assertStatus(422)
    for (const text of [
      '5 campos precisam de atenção',
      'Preencha este campo.',
      'O CPF não confere: verifique os algarismos.',
      'Escreva o telefone com DDD',
      'value="529.982.247-00"',
      'value="liga lá"',
    ]) {
      response.assertTextIncludes(text)
    }
    assert.isUndefined(await customerNamed(''))
  })

  test('a repeated key is said with the name of its field', async ({ client }) => {
    const typed = { code: 'GX', name: 'Grupo X', due_day: '10' }
    const send = async () =>
      client
        .post('/registry/billing-groups')
        .form(typed)
        .withCsrfToken()
        .loginAs(await admin())
    const first = await send()
    first.assertStatus(200)
    const again = await send()
    again.assertStatus(422)
    again.assertTextIncludes('Já existe outro registro com Código igual.')
    again.assertTextIncludes('value="Grupo X"')
  })

  test('values that the database refuses are said, not shown as a failure', async ({ client }) => {
    const response = await client
      .post('/registry/billing-groups')
      .form({ code: 'GY', name: 'Grupo Y', due_day: '45' })
      .withCsrfToken()
      .loginAs(await admin())
    response.assertStatus(422)
    response.assertTextIncludes('Estes valores não combinam entre si (Dia de vencimento)')
  })
})

test.group('Records | who may see and do what', (group) => {
  freshDatabase(group)

  test('without permission to write there is no button, no form and no way around', async ({
    client,
    assert,
  }) => {
    const carla = await attendant()
    const [premise] = await query<{ id: bigint; street: string }>(
      db,
      'select * from registry_premises limit 1'
    )
    const page = await client.get(`/registry/premises/${premise!.id}`).loginAs(carla)
    page.assertStatus(200)
    for (const text of ['>Salvar<', '/edit"', 'Excluir', 'Novo imóvel'])
      assert.notInclude(page.text(), text)
    const form = await client.get(`/registry/premises/${premise!.id}/edit`).loginAs(carla)
    form.assertStatus(403)
    form.assertTextIncludes('Você não tem permissão para isto')
    const written = [
      client.post(`/registry/premises/${premise!.id}`).form({ street: 'Outra' }),
      client.patch(`/api/registry/premises/${premise!.id}`).json({ street: 'Outra' }),
      client.post(`/api${CUSTOMERS}`).json({ name: 'X', kind: 'person' }),
    ]
    for (const request of written) {
      const response = await request.withCsrfToken().accept('json').loginAs(carla)
      response.assertStatus(403)
      assert.equal(response.body().code, 'E_ACCESS_DENIED')
    }
    const [after] = await query(db, 'select street from registry_premises where id = ?', [
      premise!.id,
    ])
    assert.deepEqual(after, { street: premise!.street })
    assert.isUndefined(await customerNamed('X'))
  }).tags(['@TR-3.2.1.11b'])

  test('personal data is masked on page, list, file and API for who lacks the permission', async ({
    client,
    assert,
  }) => {
    const [row] = await query<Customer>(
      db,
      "select * from registry_customers where taxpayer_id ~ '^\\d{11}$' limit 1"
    )
    const carla = await attendant()
    const whole = row!.taxpayer_id!
    const written = whole.replace(/(\d{3})(\d{3})(\d{3})(\d{2})/, '$1.$2.$3-$4')
    for (const path of [
      `${CUSTOMERS}/${row!.id}`,
      `${CUSTOMERS}?q=${encodeURIComponent(row!.name)}`,
      `${CUSTOMERS}/export`,
    ]) {
      const { text } = { text: await textOf(client.get(path).loginAs(carla)) }
      assert.notInclude(text, written)
      assert.include(text, `***.${whole.slice(3, 6)}.${whole.slice(6, 9)}-**`)
    }
    const json = await client.get(`/api${CUSTOMERS}/${row!.id}`).loginAs(carla)
    assert.equal(json.body().taxpayer_id, `***.${whole.slice(3, 6)}.${whole.slice(6, 9)}-**`)
    const open = await client.get(`/api${CUSTOMERS}/${row!.id}`).loginAs(await admin())
    assert.equal(open.body().taxpayer_id, whole)
  })

  test('who may not see a CPF finds by the whole number, never by guessing its parts', async ({
    client,
    assert,
  }) => {
    const [row] = await query<Customer>(
      db,
      "select * from registry_customers where taxpayer_id ~ '^\\d{11}$' limit 1"
    )
    const carla = await attendant()
    const found = async (text: string, who: User) => {
      const body = await bodyOf(client.get(`/api${CUSTOMERS}`).qs({ q: text }).loginAs(who))
      return body.total
    }
    const whole = row!.taxpayer_id!
    assert.equal(await found(whole, carla), 1)
    assert.equal(await found(whole.slice(0, 10), carla), 0)
    assert.equal(await found(whole.slice(0, 10), await admin()), 1)
  })

  test('another municipality does not exist: lists, pages, forms, references and search', async ({
    client,
    assert,
  }) => {
    const [other] = await query<{ id: bigint }>(
      db,
      `insert into access_municipalities (code, name, state, ibge_code, time_zone)
       values ('other', 'Outra', 'MT', '1111111', 'America/Cuiaba') returning id`
    )
    const [theirs] = await query<{ id: bigint }>(
      db,
      `insert into registry_customers (municipality_id, kind, name) values (?, 'person', 'Estranho de Fora') returning id`,
      [other!.id]
    )
    await query(
      db,
      `insert into records_search values ('registry.customers', ?, ?, 'Estranho de Fora', 'estranho de fora')`,
      [theirs!.id, other!.id]
    )
    const ana = await admin()
    await expectStatus(client.get(`${CUSTOMERS}/${theirs!.id}`).loginAs(ana), 404)
    await expectStatus(client.get(`${CUSTOMERS}/${theirs!.id}/edit`).loginAs(ana), 404)
    const changed = await client
      .patch(`/api${CUSTOMERS}/${theirs!.id}`)
      .json({ name: 'Tomado' })
      .withCsrfToken()
      .loginAs(ana)
    changed.assertStatus(404)
    const found = await bodyOf(client.get(`/api${CUSTOMERS}`).qs({ q: 'estranho' }).loginAs(ana))
    assert.equal(found.total, 0)
    assert.notInclude(
      await textOf(client.get('/search').qs({ q: 'estranho' }).loginAs(ana)),
      'Estranho de Fora'
    )
    assert.isUndefined(await customerNamed('Tomado'))
  })

  test('what does not exist says so in Portuguese, to people and to machines', async ({
    client,
    assert,
  }) => {
    const page = await client.get(`${CUSTOMERS}/999999999`).loginAs(await admin())
    page.assertStatus(404)
    page.assertTextIncludes('Não há cliente com o número 999999999.')
    const json = await client.get(`/api${CUSTOMERS}/999999999`).loginAs(await admin())
    assert.equal(json.body().code, 'E_RECORDS_NOT_FOUND')
    const nowhere = await client.get(`${CUSTOMERS}/abc`).loginAs(await admin())
    nowhere.assertStatus(404)
    nowhere.assertTextIncludes('o endereço ou o número não existe')
  })
})
