import { spawnSync } from 'node:child_process'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DEMO_PASSWORD } from '#core/access/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { open, problemOf, send, upload, userOf } from './support/people.ts'

/** Ids that no record has: ordinary, larger than a bigint, and no number at all. */
const STRANGE_IDS = ['999999', '99999999999999999999', 'abc']

const PAGES = [
  '/registry/customers',
  '/registry/premises',
  '/readings/loads',
  '/billing/invoices',
  '/billing/runs',
  '/payments/files',
  '/configuration/versions',
  '/jobs',
]

test.group('Scenario | who may not, and what is not there', (group) => {
  freshDatabase(group)
  group.teardown(() => clock.restore())

  test('a wrong password is told in Portuguese, without saying what is wrong', async ({
    client,
  }) => {
    const page = await client
      .post('/login')
      .form({ login: 'bruno.faturamento@demo.aqueduto', password: `${DEMO_PASSWORD}!` })
      .withCsrfToken()
      .header('referer', '/login')
    page.assertTextIncludes('Usuário ou senha incorretos.')
  })

  test('a page that one may not open says so and names the permission', async ({ client }) => {
    const page = await open(client, 'carla', '/configuration')
    page.assertStatus(403)
    page.assertTextIncludes('Sem permissão')
    page.assertTextIncludes('Você não tem permissão para isto (Ver a configuração')
    page.assertTextIncludes('Código E_ACCESS_DENIED')
    page.assertTextIncludes('Ir para o início')
  })

  test('what one may not do is refused at every door and nothing changes', async ({
    assert,
    client,
  }) => {
    const [before] = await query(db, 'select count(*) as runs from jobs_runs')
    const form = { group: '1', reference: '2026-10', loaded_on: '2026-10-03' }
    const screen = await send(client, 'carla', '/readings/loads', form)
    assert.equal(problemOf(screen).code, 'E_ACCESS_DENIED')
    const bill = { group: '1', reference: '2026-10', issued_on: '2026-10-06' }
    const billing = await send(client, 'carla', '/billing/runs', bill)
    assert.equal(problemOf(billing).code, 'E_ACCESS_DENIED')
    const file = { path: '/payments/files', name: 'r.txt', content: 'x' }
    const sent = await upload(client, 'carla', { ...file, fields: { agreement_id: '1' } })
    assert.equal(problemOf(sent).code, 'E_ACCESS_DENIED')
    const other = await client
      .post('/api/actions/configuration.approve')
      .loginAs(await userOf('carla'))
      .withCsrfToken()
      .json({ version_id: 1 })
    other.assertStatus(403)
    assert.equal(other.body().code, 'E_ACCESS_DENIED')
    assert.match(other.body().message, /permissão/)
    const [after] = await query(db, 'select count(*) as runs from jobs_runs')
    assert.deepEqual(after, before)
  })

  for (const path of PAGES) {
    test(`an unknown number under ${path} is a page in Portuguese`, async ({ client }) => {
      for (const id of STRANGE_IDS) {
        const page = await open(client, 'ana', `${path}/${id}`)
        page.assertStatus(404)
        page.assertTextIncludes('Não encontrado')
        page.assertTextIncludes('Ir para o início')
      }
    })
  }

  test('another system gets a code and a sentence', async ({ assert, client }) => {
    const answer = await client
      .get('/api/registry/customers/999999')
      .loginAs(await userOf('ana'))
      .header('accept', 'application/json')
    answer.assertStatus(404)
    assert.match(answer.body().code, /^E_/)
    assert.include(answer.body().message, 'Não há cliente com o número 999999')
    const action = await client
      .post('/api/actions/nao.existe')
      .loginAs(await userOf('ana'))
      .withCsrfToken()
      .json({})
    action.assertStatus(404)
    assert.include(action.body().message, 'não existe nesta instalação')
  })

  test('an address that does not exist, and a configuration that does not', async ({ client }) => {
    for (const path of ['/nada/disto', '/configuration/nada/disto']) {
      const page = await open(client, 'ana', path)
      page.assertStatus(404)
      page.assertTextIncludes('Não encontrado')
    }
  })

  test('a command tells an unknown number as people read it, with exit code 1', ({ assert }) => {
    const { status, stdout, stderr } = spawnSync(
      process.execPath,
      ['ace.js', 'billing:replay', '999999'],
      { encoding: 'utf8', env: process.env }
    )
    assert.equal(status, 1)
    assert.include(stderr, 'A fatura 999999 não existe neste município.')
    assert.notMatch(stdout + stderr, /BusinessError|node_modules/)
  }).timeout(20_000)

  test('versions of different items are not compared', async ({ client }) => {
    const versions = await query<{ id: bigint }>(
      db,
      `select min(v.id) as id from configuration_versions v join configuration_items i on i.id = v.item_id
        where i.kind in ('tariff-table', 'parameter') group by i.kind order by i.kind`
    )
    const [before, after] = versions.map(({ id }) => id)
    const page = await open(client, 'ana', `/configuration/compare?before=${before}&after=${after}`)
    page.assertStatus(422)
    page.assertTextIncludes('são de itens diferentes')
  })

  test('an upload without a file is told, for readings and for banks', async ({
    assert,
    client,
  }) => {
    const bank = await send(client, 'bruno', '/payments/files', { agreement_id: '1' })
    assert.equal(problemOf(bank).code, 'E_PAYMENTS_FILE_MISSING')
    assert.include(problemOf(bank).people, 'Escolha o arquivo de retorno')
    const field = await send(client, 'bruno', '/readings/loads/1/files', {})
    assert.equal(problemOf(field).code, 'E_READINGS_FILE_MISSING')
  })

  test('a form with wrong fields comes back with one sentence beside each', async ({
    assert,
    client,
  }) => {
    const form = { kind: 'person', name: '', taxpayer_id: '123.456.789-00' }
    const page = await send(client, 'bruno', '/registry/customers', form)
    page.assertStatus(422)
    const said = [...page.text().matchAll(/id="problem-(\w+)">[\s\S]*?<span>([^<]+)</g)]
    assert.deepEqual(
      said.map(([, field]) => field),
      ['name', 'taxpayer_id']
    )
    for (const [, , message] of said) assert.notMatch(message!, /\b(the|must|field|invalid)\b/i)
    page.assertTextIncludes('value="123.456.789-00"')
    const [count] = await query<{ count: bigint }>(
      db,
      `select count(*) from registry_customers where taxpayer_id = '12345678900'`
    )
    assert.equal(count!.count, 0n)
  })
})
