import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { storeFile } from '#core/files/index'
import { type NewMessage, gateways, sendMessages, writeMessage } from '#core/messaging/index'
import { MailServer, useMailServer } from '#core/messaging/tests/support/mail_server'
import { freshDatabase } from '#tests/support/database'
import { ana, carla } from '#tests/support/people'

const data = { title: 'Água & esgoto <teste>', text: 'Uma linha', place: 'Demo', link: '' }
const message = (key: string, more: Partial<NewMessage> = {}): NewMessage => ({
  ...{ municipalityId: 1n, channel: 'email', template: 'alerts.event', data },
  ...{ recipient: 'Maria@Exemplo.com.br', recipientName: 'Maria', dedupeKey: key },
  ...more,
})
const write = (key: string, more?: Partial<NewMessage>) =>
  db.transaction((tx) => writeMessage(tx, message(key, more)))
const stateOf = async (id: bigint | null) => {
  const [row] = await query<{ state: string; attempts: number; last_error: string | null }>(
    db,
    'select state, attempts, last_error from messaging_messages where id = ?',
    [id]
  )
  return row!
}
const dueNow = () =>
  db.rawQuery(
    `update messaging_messages set next_attempt_at = now(), leased_until = null where state = 'waiting'`
  )

test.group('Messaging | e-mail', (group) => {
  freshDatabase(group)
  let server: MailServer
  group.each.setup(async () => {
    await db.rawQuery('delete from messaging_messages')
    await db.rawQuery('delete from messaging_addresses')
    server = new MailServer()
    await server.start()
    const restore = useMailServer(server)
    return async () => {
      restore()
      await server.stop()
    }
  })
  const admin = () => ana()

  test('is sent once, with its words, its files and the same key at each attempt', async ({
    assert,
  }) => {
    const { id: file } = await db.transaction((tx) =>
      storeFile(tx, {
        ...{ municipalityId: 1n, name: 'aviso.txt', mediaType: 'text/plain', createdBy: null },
        content: Buffer.from('conteúdo'),
      })
    )
    const id = await write('sent', { attachments: [file] })
    assert.isNull(await write('sent'), 'the same key is the same message')
    assert.equal(await sendMessages(), 1)
    assert.equal(await sendMessages(), 0)
    const [mail, ...more] = server.taken
    assert.lengthOf(more, 0)
    assert.equal(mail!.subject, '[Demo] Água & esgoto <teste>')
    assert.equal(mail!.to![0]!.address, 'maria@exemplo.com.br')
    assert.equal(mail!.messageId, `<m1-${id}@aqueduto>`)
    assert.include(mail!.html, 'Água &amp; esgoto &lt;teste&gt;')
    assert.include(mail!.text, 'Água & esgoto <teste>')
    assert.equal(mail!.attachments[0]!.filename, 'aviso.txt')
    assert.containsSubset(await stateOf(id), { state: 'sent', attempts: 1, last_error: null })
  })

  test('does not exist when its transaction is undone', async ({ assert }) => {
    await db
      .transaction(async (tx) => {
        await writeMessage(tx, message('undone'))
        throw new Error('undone')
      })
      .catch(() => undefined)
    assert.equal(await sendMessages(), 0)
    assert.lengthOf(server.taken, 0)
  })

  test('waits while the gateway is down, without using up its attempts, and goes when it is back', async ({
    assert,
  }) => {
    await server.stop()
    const first = await write('down-1')
    const second = await write('down-2')
    await sendMessages()
    assert.containsSubset(await stateOf(first), { state: 'waiting', attempts: 0 })
    assert.containsSubset(await stateOf(second), { state: 'waiting', attempts: 0 })
    const [gateway] = await gateways()
    assert.isNotNull(gateway!.failing_since)
    await server.start()
    await dueNow()
    await sendMessages()
    assert.lengthOf(server.taken, 2)
    const [after] = await gateways()
    assert.isNull(after!.failing_since)
  })

  test('is tried again when the server asks for patience', async ({ assert }) => {
    let answers = 0
    server.refuse = () => (answers++ ? undefined : { code: 451, text: 'greylisted' })
    const id = await write('later')
    await sendMessages()
    const waiting = await stateOf(id)
    assert.containsSubset(waiting, { state: 'waiting', attempts: 1 })
    assert.include(waiting.last_error!, 'greylisted')
    await dueNow()
    await sendMessages()
    assert.containsSubset(await stateOf(id), { state: 'sent', attempts: 2 })
  })

  test('fails when the address does not exist; no more is sent there until it is set free', async ({
    assert,
    client,
  }) => {
    server.refuse = () => ({ code: 550, text: 'no such user' })
    const id = await write('bounce')
    await sendMessages()
    assert.containsSubset(await stateOf(id), { state: 'failed' })
    const next = await write('after-bounce')
    assert.containsSubset(await stateOf(next), { state: 'suppressed' })
    const act = async (name: string, body: object) =>
      client
        .post(`/api/actions/messaging.${name}`)
        .json(body)
        .withCsrfToken()
        .loginAs(await admin())
    const refused = await act('resend', { id: String(id) })
    refused.assertStatus(409)
    refused.assertBodyContains({ code: 'E_MESSAGING_BLOCKED' })
    server.refuse = () => undefined
    await act('allow_address', { address: 'maria@exemplo.com.br', reason: 'caixa criada' })
    const resent = await act('resend', { id: String(id) })
    resent.assertStatus(200)
    await sendMessages()
    assert.containsSubset(await stateOf(id), { state: 'sent' })
    assert.lengthOf(server.taken, 1)
  })

  test('goes to nobody who asked for none', async ({ assert, client }) => {
    await client
      .post('/api/actions/messaging.opt_out')
      .json({ address: 'Maria@exemplo.com.br', reason: 'pediu ao telefone' })
      .withCsrfToken()
      .loginAs(await admin())
    const id = await write('opted-out')
    await sendMessages()
    assert.containsSubset(await stateOf(id), { state: 'suppressed' })
    assert.lengthOf(server.taken, 0)
  })

  test('is sent again, with the same key, when a process died between sending and marking', async ({
    assert,
  }) => {
    const id = await write('died')
    await sendMessages()
    // What a kill leaves behind: sent, not marked, the lease still running.
    await db.rawQuery(
      `update messaging_messages set state = 'waiting', sent_at = null, leased_until = now() + interval '1 minute',
              next_attempt_at = now() + interval '1 minute' where id = ?`,
      [String(id)]
    )
    assert.equal(await sendMessages(), 0, 'not before the lease is over')
    await dueNow()
    await sendMessages()
    assert.lengthOf(server.taken, 2)
    assert.equal(server.taken[0]!.messageId, server.taken[1]!.messageId)
  })

  test('no more leave in a minute than the parameter allows, however many processes send', async ({
    assert,
  }) => {
    await db.rawQuery(
      `insert into messaging_messages (municipality_id, channel, template, recipient, subject, html, text, dedupe_key, state, sent_at)
       select 1, 'email', 'alerts.event', 'x@y.z', 'x', 'x', 'x', 'old' || n, 'sent', now() from generate_series(1, 117) n`
    )
    for (let i = 0; i < 10; i++) await write(`many-${i}`)
    await Promise.all([sendMessages(), sendMessages(), sendMessages()])
    assert.lengthOf(server.taken, 3)
  })

  test('is kept for people to read where no server is configured', async ({ assert, client }) => {
    const restore = useMailServer(null)
    const id = await write('kept')
    await sendMessages()
    const list = await client.get('/messages').loginAs(await admin())
    list.assertTextIncludes('nenhum servidor de saída está configurado')
    list.assertTextIncludes('Guardada')
    const page = await client.get(`/messages/${id}`).loginAs(await admin())
    page.assertTextIncludes(`src="/messages/${id}/preview" sandbox`)
    const preview = await client.get(`/messages/${id}/preview`).loginAs(await admin())
    preview.assertTextIncludes('Água &amp; esgoto')
    assert.match(String(preview.header('content-security-policy')), /sandbox/)
    const stranger = await carla()
    const refused = await client.get(`/messages/${id}`).loginAs(stranger)
    refused.assertStatus(403)
    restore()
  })
})
