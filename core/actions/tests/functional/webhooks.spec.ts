import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingHttpHeaders, type Server, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import { deliverEvents, writeEvents } from '#core/actions/index'
import { isPrivateAddress } from '#core/actions/webhooks/address'
import { WAITS, deliverWebhooks } from '#core/actions/webhooks/deliver_webhooks'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'

const SECRET = 'um-segredo-bem-comprido'

interface Taken {
  readonly headers: IncomingHttpHeaders
  readonly body: string
}

/** A real system that takes deliveries, and answers what a test tells it to. */
class Receiver {
  readonly taken: Taken[] = []
  answer: () => number = () => 204
  #server: Server | undefined

  async start(): Promise<string> {
    this.#server = createServer(async (request, response) => {
      let body = ''
      for await (const part of request) body += String(part)
      this.taken.push({ headers: request.headers, body })
      response.writeHead(this.answer(), { Location: 'http://127.0.0.1:1/' }).end('resposta')
    })
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/eventos`
  }

  async stop(): Promise<void> {
    this.#server?.close()
  }
}

const save = async (client: ApiClient, body: object) =>
  client
    .post('/api/actions/webhooks.save')
    .json({ events: ['jobs.run_finished'], secret: SECRET, ...body })
    .withCsrfToken()
    .loginAs(await ana())
const happen = (label: string) =>
  db.transaction((tx) =>
    writeEvents(tx, 1n, [
      { event: 'jobs.run_finished', payload: { run: '1', job: 'x.y', key: label, label } },
    ])
  )
const dueNow = () =>
  db.rawQuery(
    `update actions_webhook_deliveries set next_attempt_at = now() where state = 'waiting'`
  )
const deliveries = () =>
  query<{ id: bigint; state: string; attempts: number }>(
    db,
    'select id, state, attempts from actions_webhook_deliveries order by id'
  )

test.group('Actions | webhooks', (group) => {
  freshDatabase(group)
  let receiver: Receiver
  let url: string
  group.each.setup(async () => {
    for (const table of [
      'actions_webhook_attempts',
      'actions_webhook_deliveries',
      'actions_webhooks',
    ])
      await db.rawQuery(`delete from ${table}`)
    await db.rawQuery('update actions_outbox set delivered_at = now() where delivered_at is null')
    receiver = new Receiver()
    url = await receiver.start()
    process.env.WEBHOOKS_PRIVATE = 'allow'
    return async () => {
      delete process.env.WEBHOOKS_PRIVATE
      await receiver.stop()
    }
  })

  test('another system gets each event once, signed, and can check that it is ours', async ({
    assert,
    client,
  }) => {
    const saved = await save(client, { name: 'ERP', url })
    saved.assertStatus(200)
    await save(client, { name: 'Outro', url, events: ['jobs.run_failed'] })
    await happen('primeira')
    await deliverEvents()
    await deliverEvents()
    assert.equal(await deliverWebhooks(), 1)
    assert.equal(await deliverWebhooks(), 0)
    const [{ headers, body }] = receiver.taken as [Taken]
    const expected = createHmac('sha256', SECRET)
      .update(`${headers['aqueduto-timestamp']}.${body}`)
      .digest('hex')
    assert.equal(headers['aqueduto-signature'], `v1=${expected}`)
    assert.equal(headers['aqueduto-event'], 'jobs.run_finished')
    const sent = JSON.parse(body) as { id: string; data: { label: string } }
    assert.equal(headers['aqueduto-event-id'], sent.id)
    assert.equal(sent.data.label, 'primeira')
    const [stored] = await query<{ secret: string }>(
      db,
      'select secret from actions_webhooks limit 1'
    )
    assert.notInclude(stored!.secret, SECRET)
    const trail = await query<{ payload: string }>(
      db,
      `select payload::text as payload from audit_entries where action = 'webhooks.save'`
    )
    assert.notInclude(trail.map(({ payload }) => payload).join(), SECRET)
  })

  test('is tried again at growing intervals, given up, and sent again by hand', async ({
    assert,
    client,
  }) => {
    await save(client, { name: 'Fora do ar', url })
    receiver.answer = () => 500
    await happen('insistente')
    await deliverEvents()
    for (let attempt = 0; attempt <= WAITS.length; attempt++) {
      assert.equal(await deliverWebhooks(), 1)
      assert.equal(await deliverWebhooks(), 0, 'it waits before it tries again')
      await dueNow()
    }
    const [dead] = await deliveries()
    assert.containsSubset(dead, { state: 'dead', attempts: WAITS.length + 1 })
    const ids = new Set(receiver.taken.map(({ headers }) => headers['aqueduto-event-id']))
    assert.equal(ids.size, 1, 'the same event id at every attempt')

    receiver.answer = () => 200
    await client
      .post('/api/actions/webhooks.resend')
      .json({ id: String(dead!.id) })
      .withCsrfToken()
      .loginAs(await ana())
    await deliverWebhooks()
    assert.containsSubset(await deliveries(), [{ state: 'delivered' }])
    const page = await client.get(`/webhooks/deliveries/${dead!.id}`).loginAs(await ana())
    for (const text of ['Resposta 500', 'insistente', 'Entregue']) page.assertTextIncludes(text)
    const [{ id }] = (await query<{ id: bigint }>(db, 'select id from actions_webhooks')) as [
      { id: bigint },
    ]
    const log = await client.get(`/api/webhooks/${id}/deliveries`).loginAs(await ana())
    log.assertBodyContains({ total: 1, deliveries: [{ state: 'delivered', status: 200 }] })
  })

  test('a system that does not listen is a failed attempt, and a redirection is not followed', async ({
    assert,
    client,
  }) => {
    await save(client, { name: 'Desvia', url })
    receiver.answer = () => 302
    await happen('desvio')
    await deliverEvents()
    await deliverWebhooks()
    await receiver.stop()
    await dueNow()
    await deliverWebhooks()
    const attempts = await query<{ status: number | null; error: string }>(
      db,
      'select status, error from actions_webhook_attempts order by id'
    )
    assert.containsSubset(attempts, [{ status: 302, error: 'Resposta 302' }, { status: null }])
    assert.lengthOf(receiver.taken, 1)
  })

  test('one that is switched off gets nothing', async ({ assert, client }) => {
    await save(client, { name: 'Desligada', url, is_active: false })
    await happen('calada')
    await deliverEvents()
    assert.equal(await deliverWebhooks(), 0)
    assert.lengthOf(await deliveries(), 0)
  })

  test('refuses {$self}')
    .with([
      'http://exemplo.com.br/x',
      'https://127.0.0.1/x',
      'https://10.1.2.3/x',
      'https://[::1]/x',
      'https://[::ffff:192.168.0.1]/x',
      'https://169.254.169.254/latest/meta-data',
      'https://0x7f000001/x',
      'https://usuario:senha@exemplo.com.br/x',
      'ftp://exemplo.com.br/x',
      'nada',
    ])
    .run(async ({ client }, address) => {
      delete process.env.WEBHOOKS_PRIVATE
      const response = await save(client, { name: 'Perigosa', url: address })
      response.assertStatus(422)
      response.assertBodyContains({ code: 'E_WEBHOOKS_ADDRESS' })
    })

  test('a name that leads to this machine is refused when it is delivered', async ({
    assert,
    client,
  }) => {
    delete process.env.WEBHOOKS_PRIVATE
    const saved = await save(client, { name: 'Nome', url: 'https://localhost/x' })
    saved.assertStatus(200)
    await happen('nome')
    await deliverEvents()
    await deliverWebhooks()
    const [attempt] = await query<{ error: string }>(
      db,
      'select error from actions_webhook_attempts'
    )
    assert.include(attempt!.error, 'rede interna')
    assert.lengthOf(receiver.taken, 0)
  })

  test('knows private addresses in all their forms', ({ assert }) => {
    const inside = ['::ffff:10.0.0.1', 'fd00::1', 'fe80::1', '100.64.0.1', '::', 'x']
    inside.push('::127.0.0.1', '::7f00:1', '2002:7f00:1::1', '2001:0:7f00:1::1', 'fec0::1')
    inside.push('64:ff9b:1::7f00:1', '::ffff:0:7f00:1')
    assert.deepEqual(
      inside.map(isPrivateAddress),
      inside.map(() => true)
    )
    assert.deepEqual(['8.8.8.8', '2600::1'].map(isPrivateAddress), [false, false])
  })

  test('refuses an event that does not exist, and a new one without a secret', async ({
    client,
  }) => {
    const stranger = await save(client, { name: 'Estranha', url, events: ['nada.acontece'] })
    stranger.assertBodyContains({ code: 'E_WEBHOOKS_EVENT' })
    const bare = await save(client, { name: 'Sem segredo', url, secret: undefined })
    bare.assertBodyContains({ code: 'E_WEBHOOKS_SECRET' })
  })
})
