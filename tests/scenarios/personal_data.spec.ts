import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { pdf, photograph } from '#tests/support/pictures'
import { userNamed } from '#tests/support/people'

const admin = () => userNamed('ana.admin')
const CUSTOMERS = '/registry/customers'
const ROSA = {
  name: 'Rosa Sant’Ana',
  kind: 'person',
  taxpayer_id: '52998224725',
  phone: '66999991234',
  email: 'rosa@exemplo.com.br',
}

test.group('Personal data | export and anonymisation of a person', (group) => {
  freshDatabase(group)
  let address = ''
  let id = ''
  let photo = 0

  test('everything that is kept is given as JSON and as PDF, with the reason in the trail', async ({
    assert,
    client,
  }) => {
    const created = await client
      .post(`/api${CUSTOMERS}`)
      .json(ROSA)
      .withCsrfToken()
      .loginAs(await admin())
    created.assertStatus(201)
    id = String(created.body().id)
    address = `${CUSTOMERS}/${id}`
    const attached = await client
      .post(`/api${address}/attachments`)
      .field('kind', 'identity_card')
      .file('file', await photograph(200, 100), { filename: 'rosa.jpg' })
      .withCsrfToken()
      .loginAs(await admin())
    photo = attached.body().id
    await client
      .post(`/api${address}/notes`)
      .json({ text: 'Rosa pede carta em braile' })
      .withCsrfToken()
      .loginAs(await admin())

    const take = async (form: Record<string, string>) =>
      client
        .post(`${address}/personal-data/export`)
        .form(form)
        .withCsrfToken()
        .loginAs(await admin())
    const json = await take({ format: 'json', reason: 'Pedido 2026-77' })
    json.assertStatus(200)
    assert.include(json.header('content-disposition'), 'attachment')
    const text = JSON.stringify(json.body().sections)
    for (const kept of [
      'Rosa Sant’Ana',
      '529.982.247-25',
      'rosa@exemplo.com.br',
      'rosa.jpg',
      'braile',
    ])
      assert.include(text, kept)
    const paper = await take({ format: 'pdf', reason: 'Pedido 2026-77' })
    paper.assertHeader('content-type', 'application/pdf')
    assert.equal((paper.body() as Buffer).subarray(0, 5).toString(), '%PDF-')
    const [entry] = await query<{ reason: string; payload: string }>(
      db,
      "select reason, payload from audit_entries where action = 'registry.customers.personal_export' limit 1"
    )
    assert.equal(entry!.reason, 'Pedido 2026-77')
    assert.notInclude(entry!.payload, 'Rosa')
    const [read] = await query<{ way: string; user_name: string }>(
      db,
      "select way, user_name from audit_personal_reads where way = 'person' limit 1"
    )
    assert.deepEqual(read, { way: 'person', user_name: 'Ana Ribeiro' })
  })

  test('without a reason or the permission nothing is given or erased', async ({ client }) => {
    for (const what of ['export', 'anonymisation']) {
      const silent = await client
        .post(`${address}/personal-data/${what}`)
        .accept('json')
        .form({ reason: ' ' })
        .withCsrfToken()
        .loginAs(await admin())
      silent.assertStatus(422)
      const attendant = await client
        .post(`${address}/personal-data/${what}`)
        .accept('json')
        .form({ reason: 'curiosidade' })
        .withCsrfToken()
        .loginAs(await userNamed('carla.atendimento'))
      attendant.assertStatus(403)
    }
  })

  test('who answers for a premise or has had bills is not anonymised, and the screen says why', async ({
    assert,
    client,
  }) => {
    const [holder] = await query<{ id: bigint; name: string; municipality_id: bigint }>(
      db,
      `select c.id, c.name, c.municipality_id from registry_customers c
         join registry_holdings h on h.customer_id = c.id and h.until_on is null order by c.id limit 1`
    )
    await query(
      db,
      `insert into receivables_items (municipality_id, debtor_id, reference, charge_type, beneficiary_id, component,
         amount_cents, open_cents, due_on, origin_type, origin_id, state)
       values (?, ?, '2026-10', 'water', 1, 'principal', 9820, 9820, current_date, 'test', 1, 'open')`,
      [holder!.municipality_id, holder!.id]
    )
    const own = `${CUSTOMERS}/${holder!.id}`
    const panel = await client.get(`${own}/tabs/person`).loginAs(await admin())
    panel.assertTextIncludes('Responde hoje por')
    panel.assertTextIncludes('98,20 em aberto')
    panel.assertTextIncludes('prazo de 10 anos')
    assert.notInclude(panel.text(), 'Anonimizar para sempre')
    const refused = await client
      .post(`${own}/personal-data/anonymisation`)
      .accept('json')
      .form({ reason: 'pedido' })
      .withCsrfToken()
      .loginAs(await admin())
    refused.assertStatus(409)
    const [after] = await query<{ name: string }>(
      db,
      'select name from registry_customers where id = ?',
      [holder!.id]
    )
    assert.equal(after!.name, holder!.name)
  })

  test('who owes nothing is anonymised: row, contacts, search, notes and files', async ({
    assert,
    client,
  }) => {
    const done = await client
      .post(`${address}/personal-data/anonymisation`)
      .form({ reason: 'Pedido 2026-78' })
      .withCsrfToken()
      .redirects(0)
      .loginAs(await admin())
    done.assertStatus(302)
    const everywhere = await query<{ text: string }>(
      db,
      `select row_to_json(c)::text as text from registry_customers c where id = ?
       union all select row_to_json(x)::text from registry_customer_contacts x where customer_id = ?
       union all select row_to_json(s)::text from records_search s
                  where record_type = 'registry.customers' and record_id = ?
       union all select row_to_json(n)::text from records_notes n where record_id = ?
       union all select row_to_json(f)::text from files_objects f where purpose = 'registry.customers.attachment'`,
      [id, id, id, id]
    )
    const text = everywhere
      .map((row) => row.text)
      .join('\n')
      .toLowerCase()
    assert.include(text, 'pessoa anonimizada')
    for (const gone of ['rosa', '52998224725', '99999', 'braile']) assert.notInclude(text, gone)
    const file = await client
      .get(`${address}/attachments/${photo}`)
      .accept('json')
      .loginAs(await admin())
    file.assertStatus(410)
    const found = await client.get('/search?q=52998224725').loginAs(await admin())
    assert.notInclude(found.text(), address)
    const [entry] = await query<{ payload: string; reason: string }>(
      db,
      "select payload, reason from audit_entries where action = 'registry.customers.anonymise'"
    )
    assert.equal(entry!.reason, 'Pedido 2026-78')
    assert.include(entry!.payload, 'registry_customers.taxpayer_id')
    assert.notInclude(entry!.payload, '52998224725')
  })

  test('a file that another record has too is not erased with it', async ({ assert, client }) => {
    const make = async (name: string) => {
      const [customer] = await query<{ id: bigint }>(
        db,
        `insert into registry_customers (municipality_id, kind, name)
         select id, 'person', ? from access_municipalities limit 1 returning id`,
        [name]
      )
      const own = `${CUSTOMERS}/${customer!.id}`
      const sent = await client
        .post(`/api${own}/attachments`)
        .field('kind', 'lease')
        .file('file', pdf('contrato de dois'), { filename: 'contrato.pdf' })
        .withCsrfToken()
        .loginAs(await admin())
      return { own, file: `${own}/attachments/${sent.body().id}` }
    }
    const [one, other] = [await make('Um Fulano'), await make('Outro Sicrano')]
    await client
      .post(`${one.own}/personal-data/anonymisation`)
      .form({ reason: 'pedido' })
      .withCsrfToken()
      .redirects(0)
      .loginAs(await admin())
    const kept = await client.get(other.file).loginAs(await admin())
    kept.assertStatus(200)
    assert.equal((kept.body() as Buffer).toString(), pdf('contrato de dois').toString())
  })

  test('nothing of the registry says any more who was anonymised, what a merge kept included', async ({
    assert,
    client,
  }) => {
    const create = async (fields: Record<string, string>) => {
      const made = await client
        .post(`/api${CUSTOMERS}`)
        .json({ kind: 'person', ...fields })
        .withCsrfToken()
        .loginAs(await admin())
        .accept('json')
      assert.equal(made.status(), 201, made.text())
      return String(made.body().id)
    }
    const SECRETS = [
      'Zulmira',
      'Zulmyra',
      '11144477735',
      '66991234567',
      'zulmira@exemplo.com.br',
      '39053344705',
    ]
    const kept = await create({
      ...{ name: 'Zulmira Teles', taxpayer_id: SECRETS[2]!, phone: SECRETS[3]! },
    })
    const merged = await create({
      ...{ name: 'Zulmyra Telles', email: SECRETS[4]!, taxpayer_id: SECRETS[5]! },
    })
    const united = await client
      .post('/api/actions/registry.customers.merge')
      .json({ kept_id: kept, merged_id: merged, reason: 'Zulmira veio ao balcão' })
      .withCsrfToken()
      .loginAs(await userNamed('bruno.'))
      .accept('json')
    united.assertStatus(200)
    const before = await told(SECRETS)
    for (const column of ['registry_customers.name', 'registry_customer_merges.rows'])
      assert.include(before, column)
    await client
      .post(`${CUSTOMERS}/${kept}/personal-data/anonymisation`)
      .form({ reason: 'pedido' })
      .withCsrfToken()
      .redirects(0)
      .loginAs(await admin())
    assert.deepEqual(await told(SECRETS), [])
    const [merge] = await query<{ rows: string }>(
      db,
      'select rows from registry_customer_merges where kept_id = ?',
      [BigInt(kept)]
    )
    assert.deepEqual(Object.keys(JSON.parse(merge!.rows).merged), ['code', 'id'])
  })
})

/** Columns of the registry and of the search where any of some texts stands. */
async function told(texts: readonly string[]): Promise<string[]> {
  const columns = await query<{ table_name: string; column_name: string }>(
    db,
    `select c.table_name, c.column_name from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
      where c.table_schema = current_schema and t.table_type = 'BASE TABLE'
        and (c.table_name like 'registry\\_%' or c.table_name like 'records\\_%')
        and c.data_type in ('text', 'jsonb', 'ARRAY')`
  )
  const pattern = texts.join('|')
  const found: string[] = []
  for (const { table_name: table, column_name: column } of columns) {
    const [row] = await query<{ is_told: boolean }>(
      db,
      `select exists (select from ${table} where ${column}::text ~* ?) as is_told`,
      [pattern]
    )
    if (row!.is_told) found.push(`${table}.${column}`)
  }
  return found
}
