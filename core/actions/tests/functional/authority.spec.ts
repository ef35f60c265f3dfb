import { test } from '@japa/runner'
import type { ApiResponse } from '@japa/api-client'
import type { TestContext } from '@japa/runner/core'
import db from '@adonisjs/lucid/services/db'
import vine from '@vinejs/vine'
import type User from '#core/access/models/user'
import { type Action, authorityParameter } from '#core/actions/index'
import { mayAuthorise } from '#core/actions/authority'
import { civilDate } from '#core/calendar/index'
import type { Parameter } from '#core/configuration/index'
import { Registry, installRegistries, registries } from '#core/kernel/index'
import { putInForce } from '#database/demo/put_in_force'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

const done: bigint[] = []

const refund: Action<{ cents: number; note: string }, null> = {
  name: 'tests.refund',
  title: 'Devolver valor',
  permission: 'receivables.issue',
  labels: { cents: 'Valor em centavos', note: 'Observação' },
  input: vine.create({ cents: vine.number().positive().withoutDecimals(), note: vine.string() }),
  reason: 'required',
  authority: {
    parameter: 'tests.refund_authority',
    unit: 'cents',
    measure: ({ input }) => BigInt(input.cents),
  },
  subject: () => null,
  async run(_, { cents }) {
    done.push(BigInt(cents))
    return null
  },
  describe: ({ cents }) => `Devolvidos ${cents} centavos`,
}

const parameter = authorityParameter({
  key: 'tests.refund_authority',
  title: 'Alçada de devolução',
  help: 'Até quanto cada perfil devolve.',
  because: 'Teste',
})

function withDeclarations(): () => void {
  const real = registries()
  const actions = new Registry<Action>('action')
  for (const name of real.actions.names()) actions.add(name, real.actions.get(name), 'tests')
  actions.add(refund.name, refund, 'tests')
  const parameters = new Registry<Parameter>('parameter')
  for (const name of real.parameters.names())
    parameters.add(name, real.parameters.get(name), 'tests')
  parameters.add(parameter.key, parameter, 'tests')
  installRegistries({ ...real, actions, parameters })
  return () => installRegistries(real)
}

const limits = {
  others: '0',
  profiles: [
    { profile: 'attendant', upTo: '10000' },
    { profile: 'billing', upTo: '50000' },
    { profile: 'administrator', upTo: null },
  ],
}

const carla = () => userNamed('carla.atendimento')
const bruno = () => userNamed('bruno.faturamento')
const ana = () => userNamed('ana.admin')

test.group('Actions | authority', (group) => {
  freshDatabase(group)
  group.setup(withDeclarations)
  group.setup(async () => {
    const { id } = await db.from('access_municipalities').firstOrFail()
    await db.transaction((tx) =>
      putInForce(tx, {
        municipalityId: id,
        key: parameter.key,
        value: limits,
        from: civilDate('2026-01-01'),
        reason: 'Alçadas',
      })
    )
  })
  group.each.setup(() => {
    done.length = 0
  })

  test('within the limit it is simply done', async ({ assert, client }) => {
    const answer = await send(client, { cents: '10000' }, await carla())
    answer.assertHeader('location', '/jobs')
    assert.deepEqual(done, [10_000n])
  })

  test('who asks lends nobody the right to let it pass', ({ assert }) => {
    const requester = 7n
    const lender = (userId: bigint) =>
      new Map([[refund.permission, { delegationId: 1n, userId, name: 'Quem delegou' }]])
    const somebody = (userId: bigint) => ({
      ...{ userId: 8n, name: 'Chefe', municipalityId: 1n, profiles: ['administrator'] },
      ...{ permissions: new Set([refund.permission]), lent: lender(userId) },
    })
    const asked = { action: refund, amount: 1n, limits, requester }
    assert.isFalse(mayAuthorise(somebody(requester), asked))
    assert.isTrue(mayAuthorise(somebody(9n), asked))
  })

  test('above it nothing is done, and the page offers both ways with what was typed', async ({
    assert,
    client,
  }) => {
    const answer = await send(client, { cents: '10001' }, await carla())
    answer.assertStatus(409)
    answer.assertTextIncludes('R$ 100,01')
    answer.assertTextIncludes('R$ 100,00')
    answer.assertTextIncludes('<input type="hidden" name="cents" value="10001">')
    assert.deepEqual(done, [])
  })

  test('other systems are told the code, and may send it to the queue', async ({
    assert,
    client,
  }) => {
    const post = async (extra: object) =>
      client
        .post('/api/actions/tests.refund')
        .json({ cents: 20_000, note: 'x', reason: 'erro', ...extra })
        .withCsrfToken()
        .loginAs(await carla())
    const over = await post({})
    over.assertStatus(409)
    over.assertBodyContains({ code: 'E_ACTIONS_AUTHORITY' })
    const waits = await post({ _authority: 'queue' })
    waits.assertStatus(202)
    assert.deepEqual(done, [])
  })

  test('a supervisor types their credential on the screen, for this request alone', async ({
    assert,
    client,
  }) => {
    const answer = await supervised(client, 'bruno.faturamento', 'aqueduto-demo')
    answer.assertHeader('location', '/jobs')
    assert.deepEqual(done, [20_000n])
    const entry = await lastEntry()
    assert.equal(entry.actor_name, 'Carla Nunes, com autorização de Bruno Matos')
    const clerk = await carla()
    assert.equal(BigInt(entry.actor_id), BigInt(clerk.id))
    assert.notInclude(entry.payload, 'aqueduto-demo')
    assert.deepInclude(JSON.parse(entry.payload).authority, {
      amount: '20000',
      name: 'Bruno Matos',
    })
    const again = await send(client, { cents: '20000' }, await carla())
    again.assertStatus(409)
  })

  test('a wrong password counts for the supervisor and keeps what was typed', async ({
    assert,
    client,
  }) => {
    const answer = await supervised(client, 'bruno.faturamento', 'wrong')
    answer.assertStatus(409)
    answer.assertTextIncludes('incorretos')
    answer.assertTextIncludes('name="cents" value="20000"')
    assert.notInclude(answer.text(), 'value="wrong"')
    assert.deepEqual(done, [])
    const attempts = await db.from('access_attempts').where('outcome', 'wrong_password')
    assert.lengthOf(attempts, 1)
  })

  test('nobody authorises themselves, nor above their own limit', async ({ assert, client }) => {
    const own = await supervised(client, 'carla.atendimento', 'aqueduto-demo')
    own.assertTextIncludes('não tem alçada')
    const low = await supervised(client, 'bruno.faturamento', 'aqueduto-demo', '60000')
    low.assertTextIncludes('não tem alçada')
    assert.deepEqual(done, [])
  })

  test('a request waits; who has authority approves it and it is done under both names', async ({
    assert,
    client,
  }) => {
    const id = await queued(client, '60000')
    const queue = await client.get('/approvals').loginAs(await bruno())
    queue.assertTextIncludes('R$ 600,00')
    queue.assertTextIncludes('Este valor também passa da sua alçada')
    const refused = await decide(client, `${id}/approve`, await bruno())
    refused.assertFlashMessage('problem', {
      code: 'E_ACTIONS_SUPERVISOR',
      people:
        'Bruno Matos não tem alçada para autorizar “Devolver valor”, ou é a mesma pessoa que pede. Nada foi feito.',
    })
    assert.deepEqual(done, [])
    const approved = await decide(client, `${id}/approve`, await ana())
    approved.assertFlashMessage('done', 'Aprovado e feito: Devolvidos 60000 centavos')
    assert.deepEqual(done, [60_000n])
    const entry = await lastEntry()
    assert.equal(entry.actor_name, 'Carla Nunes, com autorização de Ana Ribeiro')
    const twice = await decide(client, `${id}/approve`, await ana())
    assert.equal(problemOf(twice), 'E_ACTIONS_APPROVAL')
    assert.deepEqual(done, [60_000n])
  })

  test('a refused request is not done, and its person reads why', async ({ assert, client }) => {
    const id = await queued(client, '30000')
    await decide(client, `${id}/refuse`, await bruno(), { reason: 'Sem comprovante' })
    const page = await client.get('/approvals').loginAs(await carla())
    page.assertTextIncludes('Sem comprovante')
    page.assertTextIncludes('Recusado')
    assert.deepEqual(done, [])
  })

  test('only its person withdraws a request, and nobody approves their own', async ({
    assert,
    client,
  }) => {
    const id = await queued(client, '30000')
    const other = await decide(client, `${id}/withdraw`, await bruno())
    assert.equal(problemOf(other), 'E_ACTIONS_APPROVAL')
    const own = await decide(client, `${id}/withdraw`, await carla())
    own.assertFlashMessage('done', `Pedido ${id} retirado.`)
    const mine = await send(client, { cents: '60000', _authority: 'queue' }, await bruno())
    mine.assertHeader('location', '/jobs')
    const { id: second } = await db.from('actions_approvals').orderBy('id', 'desc').firstOrFail()
    const self = await decide(client, `${second}/approve`, await bruno())
    assert.equal(problemOf(self), 'E_ACTIONS_SUPERVISOR')
  })
})

type Client = TestContext['client']

async function send(client: Client, fields: Record<string, string>, who: User) {
  return client
    .post('/actions/tests.refund')
    .form({ note: 'x', reason: 'cobrança em dobro', next: '/jobs', ...fields })
    .withCsrfToken()
    .redirects(0)
    .loginAs(who)
}

async function supervised(client: Client, login: string, password: string, cents = '20000') {
  const fields = {
    cents,
    _authority: 'supervisor',
    supervisor_login: `${login}@demo.aqueduto`,
    supervisor_password: password,
  }
  return send(client, fields, await carla())
}

async function queued(client: Client, cents: string): Promise<bigint> {
  await send(client, { cents, _authority: 'queue' }, await carla())
  const { id } = await db.from('actions_approvals').orderBy('id', 'desc').firstOrFail()
  return id
}

const decide = (client: Client, path: string, who: User, fields: Record<string, string> = {}) =>
  client.post(`/approvals/${path}`).form(fields).withCsrfToken().redirects(0).loginAs(who)

const problemOf = (answer: ApiResponse) =>
  (answer.flashMessages().problem as unknown as { code: string } | undefined)?.code

const lastEntry = () =>
  db.from('audit_entries').where('action', 'tests.refund').orderBy('id', 'desc').firstOrFail()
