import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import { setParameter } from '#core/access/tests/support/people'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { freshDatabase } from '#tests/support/database'
import { bruno, userNamed } from '#tests/support/people'
import { premiseAt } from './support.ts'

let municipalityId: bigint
let job = 0

const findPairs = () =>
  runInline('registry.duplicates', { on: `test ${++job}` }, systemActor(municipalityId))

async function insertCustomer(values: Record<string, string>): Promise<bigint> {
  const names = Object.keys(values)
  const [row] = await query<{ id: bigint }>(
    db,
    `insert into registry_customers (municipality_id, ${names.join(', ')}) values (?, ${names.map(() => '?').join(', ')}) returning id`,
    [municipalityId, ...Object.values(values)]
  )
  return row!.id
}

interface Pair {
  readonly id: bigint
  readonly first_id: bigint
  readonly second_id: bigint
  readonly score: string
  readonly reasons: string[]
  readonly status: string
}

const pairOf = async (first: bigint, second: bigint) => {
  const [pair] = await query<Pair>(
    db,
    'select * from registry_duplicate_pairs where first_id = ? and second_id = ?',
    [first, second]
  )
  return pair
}

test.group('Registry | duplicates', (group) => {
  freshDatabase(group)
  let first: bigint
  let second: bigint
  let homonym: bigint

  group.setup(async () => {
    const premise = await premiseAt('Rua das Acácias', '100')
    municipalityId = premise.municipality_id
    const same = {
      kind: 'person',
      birth_on: '1961-03-02',
      mother_name: 'Francisca de Jesus Arruda',
    }
    first = await insertCustomer({
      ...same,
      name: 'Josefa de Jesus Arruda',
      taxpayer_id: '52998224725',
      phone: '65900001234',
    })
    second = await insertCustomer({
      ...same,
      name: 'JOZEFA JESUS ARRUDA',
      email: 'josefa@example.com',
    })
    homonym = await insertCustomer({
      kind: 'person',
      name: 'Josefa de Jesus Arruda',
      taxpayer_id: '11144477735',
      birth_on: '1999-12-01',
      mother_name: 'Outra Senhora',
    })
  })

  test('proposes who is alike in several ways, and not who only has the same name', async ({
    assert,
  }) => {
    const run = await findPairs()
    assert.equal(run.status, 'done')
    const pair = await pairOf(first, second)
    assert.equal(pair?.status, 'open')
    assert.includeMembers(pair!.reasons, ['name', 'birth', 'mother'])
    assert.isAtLeast(Math.trunc(Number.parseFloat(pair!.score)), 60)
    assert.isUndefined(await pairOf(first, homonym))
    const again = await findPairs()
    assert.equal(again.figures.pairs, 0n)
  })

  test('the form warns of who is alike while it is typed, and stops nobody', async ({
    assert,
    client,
  }) => {
    const answer = await client
      .post('/registry/customers/warnings')
      .loginAs(await bruno())
      .withCsrfToken()
      .form({ kind: 'person', name: 'Josefa Jesus Aruda', birth_on: '1961-03-02' })
    answer.assertStatus(200)
    assert.include(answer.text(), `/registry/customers/${first}"`)
    assert.include(answer.text(), 'mesmo nascimento')
    const quiet = await client
      .post('/registry/customers/warnings')
      .loginAs(await bruno())
      .withCsrfToken()
      .form({ kind: 'person', name: 'Zoroastro Quaresma', taxpayer_id: '123.456.789-09' })
    assert.equal(quiet.text().trim(), '')
  })

  test('merging shows its effects first, moves everything and leaves the other findable', async ({
    assert,
    client,
  }) => {
    const user = await bruno()
    const premise = await premiseAt('Rua das Acácias', '130')
    await query(
      db,
      `update registry_holdings set customer_id = ? where premise_id = ? and role = 'holder' and until_on is null`,
      [second, premise.id]
    )
    const [beneficiary] = await query<{ id: bigint }>(
      db,
      'select id from receivables_beneficiaries order by id limit 1'
    )
    const [item] = await query<{ id: bigint }>(
      db,
      `insert into receivables_items (municipality_id, premise_id, debtor_id, reference, charge_type, beneficiary_id, component,
         amount_cents, open_cents, due_on, origin_type, origin_id, state)
       values (?, ?, ?, '2026-08', 'water', ?, 'principal', 9870, 9870, '2026-09-10', 'test', 1, 'open') returning id`,
      [municipalityId, premise.id, second, beneficiary!.id]
    )
    const address = `/registry/customers/merge?kept=${first}&merged=${second}`
    const page = await client.get(address).loginAs(user)
    page.assertStatus(200)
    assert.match(page.text(), /1<\/span> · Débitos \(valor em aberto\): R\$\s98,70/)
    assert.match(page.text(), /1<\/span> · Responsabilidades por imóveis/)

    const done = await client
      .post('/registry/customers/merge')
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
      .form({
        kept_id: String(first),
        merged_id: String(second),
        choices: { name: 'kept', email: 'merged' },
        reason: 'Mesma pessoa, conferida no documento',
      })
    done.assertStatus(302)
    assert.equal(done.header('location'), `/registry/customers/${first}`)

    const [kept] = await query<{ name: string; email: string; phone: string }>(
      db,
      'select name, email, phone from registry_customers where id = ?',
      [first]
    )
    assert.deepEqual(
      { ...kept },
      { name: 'Josefa de Jesus Arruda', email: 'josefa@example.com', phone: '65900001234' }
    )
    const [moved] = await query<{ debtor_id: bigint; holder_name: string; customer_id: bigint }>(
      db,
      `select i.debtor_id, p.holder_name, h.customer_id from receivables_items i join registry_premises p on p.id = i.premise_id
         join registry_holdings h on h.premise_id = p.id and h.role = 'holder' and h.until_on is null where i.id = ?`,
      [item!.id]
    )
    assert.deepEqual(
      { ...moved },
      { debtor_id: first, holder_name: 'Josefa de Jesus Arruda', customer_id: first }
    )
    const trail = await query<{ table_name: string; row_id: bigint }>(
      db,
      `select table_name, row_id from registry_merge_moves where table_name = 'receivables_items'`
    )
    assert.deepEqual(
      trail.map((one) => ({ ...one })),
      [{ table_name: 'receivables_items', row_id: item!.id }]
    )
    const pair = await pairOf(first, second)
    assert.equal(pair?.status, 'merged')

    const old = await client.get(`/registry/customers/${second}`).loginAs(user).redirects(0)
    assert.equal(old.header('location'), `/registry/customers/${first}`)
    const found = await client.get('/search').qs({ q: 'jozefa' }).loginAs(user)
    assert.include(found.text(), `/registry/customers/${second}`)
    const history = await client.get(`/registry/customers/${first}?tab=history`).loginAs(user)
    assert.include(history.text(), 'Unificou JOZEFA JESUS ARRUDA')
    const edit = await client
      .patch(`/api/registry/customers/${second}`)
      .loginAs(user)
      .accept('json')
      .withCsrfToken()
      .json({ name: 'Outro Nome' })
    edit.assertStatus(409)
    const twice = await client.get(address).loginAs(user)
    twice.assertStatus(409)
  })

  test('a merge is undone with reason: what moved goes back, with attachments, notes and what was born since', async ({
    assert,
    client,
  }) => {
    const user = await bruno()
    const premise = await premiseAt('Rua das Acácias', '112')
    const kept = await insertCustomer({
      kind: 'person',
      name: 'Benedita Sales Pinho',
      phone: '65900001111',
    })
    const wrong = await insertCustomer({
      kind: 'person',
      name: 'Benedito Salles Pinho',
      email: 'bene@example.com',
    })
    await query(
      db,
      `update registry_holdings set customer_id = ? where premise_id = ? and role = 'holder' and until_on is null`,
      [wrong, premise.id]
    )
    const note = (text: string, id: bigint) =>
      client
        .post(`/registry/customers/${id}/notes`)
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
        .form({ text })
    await note('É do Benedito', wrong)
    await note('É da Benedita', kept)
    const attached = await client
      .post(`/registry/customers/${wrong}/attachments`)
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
      .file('file', Buffer.from('%PDF-1.4\n%%EOF\n'), {
        filename: 'rg.pdf',
        contentType: 'application/pdf',
      })
      .field('kind', 'identity_card')
    assert.equal(attached.status(), 302)
    const merged = await client
      .post('/registry/customers/merge')
      .loginAs(user)
      .withCsrfToken()
      .redirects(0)
      .form({
        ...{ kept_id: String(kept), merged_id: String(wrong) },
        choices: { name: 'merged', email: 'merged', phone: 'kept' },
      })
    merged.assertStatus(302)
    const held = await client.get(`/registry/customers/${kept}`).loginAs(user)
    const [, path] = /href="(\/registry\/customers\/merges\/\d+\/undo)"/.exec(held.text())!
    const id = /merges\/(\d+)/.exec(path!)![1]!
    const whose = async (table: string, column: string, where: string) => {
      const rows = await query<{ id: bigint }>(
        db,
        `select ${column} as id from ${table} where ${where} order by ${table}.id`
      )
      return rows.map((row) => row.id)
    }
    const notes = `record_type = 'registry.customers' and text like 'É d%'`
    const files = `record_type = 'registry.customers' and kind = 'identity_card'`
    assert.deepEqual(await whose('records_notes', 'record_id', notes), [kept, kept])
    assert.deepEqual(await whose('records_attachments', 'record_id', files), [kept])
    await note('É depois', kept)
    const [beneficiary] = await query<{ id: bigint }>(
      db,
      'select id from receivables_beneficiaries order by id limit 1'
    )
    await query(
      db,
      `insert into receivables_items (municipality_id, premise_id, debtor_id, reference, charge_type, beneficiary_id, component,
         amount_cents, open_cents, due_on, origin_type, origin_id, state)
       values (?, ?, ?, '2026-10', 'water', ?, 'principal', 5000, 5000, '2026-11-10', 'test', 2, 'open')`,
      [municipalityId, premise.id, kept, beneficiary!.id]
    )
    await query(db, `update registry_customers set email = 'nova@example.com' where id = ?`, [kept])

    const page = await client.get(path!).loginAs(user)
    assert.match(page.text(), /1<\/span> · Responsabilidades por imóveis/)
    assert.match(page.text(), /1<\/span> · Débitos desde a unificação: R\$\s50,00/)
    assert.match(page.text(), /Mudou depois da unificação: E-mail/)
    const undo = (reason: string) =>
      client
        .post('/actions/registry.customers.undo_merge')
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
        .form({ id, reason, next: `/registry/customers/${wrong}` })
    const silent = await undo('')
    assert.isUndefined(silent.flashMessage('done'), 'a reason is asked')
    const done = await undo('São irmãos, conferido nos documentos')
    assert.include(done.flashMessage('done'), 'Desfez a unificação')

    assert.deepEqual(await whose('records_notes', 'record_id', notes), [wrong, kept, kept])
    assert.deepEqual(await whose('records_attachments', 'record_id', files), [wrong])
    assert.deepEqual(
      await whose('receivables_items', 'debtor_id', `origin_type = 'test' and origin_id = 2`),
      [wrong]
    )
    const both = await query<{ name: string; email: string | null; merged_into_id: bigint | null }>(
      db,
      'select name, email, merged_into_id from registry_customers where id = any(?::bigint[]) order by id',
      [[kept, wrong]]
    )
    assert.deepEqual(
      both.map((row) => ({ ...row })),
      [
        { name: 'Benedita Sales Pinho', email: 'nova@example.com', merged_into_id: null },
        { name: 'Benedito Salles Pinho', email: 'bene@example.com', merged_into_id: null },
      ]
    )
    const again = await premiseAt('Rua das Acácias', '112')
    assert.equal(again.holder_name, 'Benedito Salles Pinho')
    for (const one of [kept, wrong]) {
      const history = await client.get(`/registry/customers/${one}?tab=history`).loginAs(user)
      assert.include(history.text(), 'São irmãos, conferido nos documentos')
    }
    const twice = await client.get(path!).loginAs(user)
    assert.include(twice.text(), 'já foi desfeita por Bruno')
  })

  test('a merge that something contradicts is not undone, and says why; nor by who needs somebody else', async ({
    assert,
    client,
  }) => {
    const user = await bruno()
    const premise = await premiseAt('Rua das Acácias', '100')
    const [a, b, c] = [
      await insertCustomer({ kind: 'person', name: 'Olívia Um' }),
      await insertCustomer({ kind: 'person', name: 'Olívia Dois' }),
      await insertCustomer({ kind: 'person', name: 'Olívia Três' }),
    ]
    const owner = () =>
      query<{ id: bigint }>(
        db,
        `insert into registry_holdings (municipality_id, premise_id, customer_id, role, from_on)
         values (?, ?, ?, 'owner', '2020-01-01') returning id`,
        [municipalityId, premise.id, b]
      )
    const [holding] = await owner()
    const merge = (keptId: bigint, mergedId: bigint) =>
      client
        .post('/registry/customers/merge')
        .loginAs(user)
        .withCsrfToken()
        .redirects(0)
        .form({ kept_id: String(keptId), merged_id: String(mergedId) })
    await merge(a, b)
    const [inner] = await query<{ id: bigint }>(
      db,
      'select id from registry_customer_merges where merged_id = ?',
      [b]
    )
    const preview = () => client.get(`/registry/customers/merges/${inner!.id}/undo`).loginAs(user)
    await query(db, 'update registry_holdings set customer_id = ? where id = ?', [c, holding!.id])
    const strayed = await preview()
    assert.include(strayed.text(), 'Responsabilidades por imóveis” passou')
    await query(db, 'update registry_holdings set customer_id = ? where id = ?', [a, holding!.id])
    await merge(c, a)
    const chained = await preview()
    assert.include(chained.text(), 'desfaça primeiro essa unificação')
    const refused = await client
      .post('/api/actions/registry.customers.undo_merge')
      .loginAs(user)
      .withCsrfToken()
      .accept('json')
      .json({ id: String(inner!.id), reason: 'Engano' })
    refused.assertStatus(409)
    assert.equal(refused.body().code, 'E_REGISTRY_MERGE_CONTRADICTED')

    await setParameter('registry.undo_merge_authority', { others: '0', profiles: [] })
    const [outer] = await query<{ id: bigint }>(
      db,
      'select id from registry_customer_merges where merged_id = ?',
      [a]
    )
    const above = await client
      .post('/api/actions/registry.customers.undo_merge')
      .loginAs(user)
      .withCsrfToken()
      .accept('json')
      .json({ id: String(outer!.id), reason: 'Engano' })
    above.assertStatus(409)
    assert.equal(above.body().code, 'E_ACTIONS_AUTHORITY')
    const [still] = await query<{ merged_into_id: bigint | null }>(
      db,
      'select merged_into_id from registry_customers where id = ?',
      [a]
    )
    assert.equal(still!.merged_into_id, c)
  })

  test('a pair that people said is not the same does not come back', async ({ assert, client }) => {
    const twin = await insertCustomer({
      kind: 'person',
      name: 'Josefa de Jesus Arruda',
      birth_on: '1999-12-01',
      mother_name: 'Outra Senhora',
    })
    await findPairs()
    const pair = await pairOf(homonym, twin)
    const answer = await client
      .post(`/registry/duplicates/${pair!.id}/dismiss`)
      .loginAs(await bruno())
      .withCsrfToken()
      .redirects(0)
    answer.assertStatus(302)
    await findPairs()
    const after = await pairOf(homonym, twin)
    assert.equal(after?.status, 'not_same')
    const queue = await client.get('/registry/duplicates').loginAs(await bruno())
    queue.assertStatus(200)
    assert.notInclude(queue.text(), `merged=${twin}`)
  })

  test('without the permission nobody compares or merges', async ({ client }) => {
    const carla = await userNamed('carla.atendimento')
    const queue = await client.get('/registry/duplicates').loginAs(carla)
    queue.assertStatus(403)
    const merge = await client
      .post('/registry/customers/merge')
      .loginAs(carla)
      .withCsrfToken()
      .accept('json')
      .form({ kept_id: '1', merged_id: '2' })
    merge.assertStatus(403)
  })
})
