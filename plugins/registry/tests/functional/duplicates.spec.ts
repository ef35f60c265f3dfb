import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { systemActor } from '#core/access/index'
import User from '#core/access/models/user'
import { query } from '#core/database/index'
import { runInline } from '#core/jobs/index'
import { freshDatabase } from '#tests/support/database'
import { premiseAt } from './support.ts'

let municipalityId: bigint
let job = 0

const bruno = () => User.findByOrFail('email', 'bruno.faturamento@demo.aqueduto')
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
    const carla = await User.findByOrFail('email', 'carla.atendimento@demo.aqueduto')
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
