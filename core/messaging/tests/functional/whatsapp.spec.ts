import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { sendMessages, whatsappNumber, writeMessages } from '#core/messaging/index'
import { useWhatsapp } from '#core/messaging/tests/support/whatsapp'
import { type SimulatorProcess, startSimulator } from '#tests/simulators/process'
import { freshDatabase } from '#tests/support/database'
import { ana } from '#tests/support/people'
import { isSigned } from '../../whatsapp/receive.ts'

interface Row {
  readonly recipient: string
  readonly state: string
  readonly last_error: string | null
  readonly delivered_at: Date | null
  readonly read_at: Date | null
  readonly cost_cents: bigint
  readonly category: string | null
}

const told = () =>
  query<Row>(db, 'select * from messaging_messages where channel = ? order by id', ['whatsapp'])

test.group('Messaging | WhatsApp', (group) => {
  freshDatabase(group)
  let api: SimulatorProcess
  let restore: () => void
  group.setup(async () => {
    api = await startSimulator('whatsapp', mkdtempSync(join(tmpdir(), 'aqueduto-whatsapp-')))
    restore = await useWhatsapp(api)
  })
  group.teardown(async () => {
    restore()
    await api.stop()
  })

  test('numbers are mobiles of the country, with the ninth digit', ({ assert }) => {
    assert.equal(whatsappNumber('(66) 99991-2345'), '5566999912345')
    assert.equal(whatsappNumber('556699912345'), '5566999912345')
    assert.isNull(whatsappNumber('6634441234'))
    assert.isNull(whatsappNumber('99991234'))
  })

  test('notices are believed by their signature over the bytes that came', ({ assert }) => {
    const body = String.raw`{"text":"\u00e1gua"}`
    const hex = 'fea65665db9b797b0ac52547821f6b693bccaed44a6d81c50bbee1d4ebb88929'
    assert.isTrue(isSigned(body, `sha256=${hex}`, 'app-secret-example'))
    assert.isFalse(isSigned('{"text":"água"}', `sha256=${hex}`, 'app-secret-example'))
    assert.isFalse(isSigned(body, null, 'app-secret-example'))
  })

  test('an approved template goes once, its delivery comes back in any order, and who says SAIR gets no more', async ({
    assert,
    client,
  }) => {
    const template = registries()
      .messages.all()
      .find(({ whatsapp }) => whatsapp)!
    const write = (recipients: readonly string[], key: string) =>
      db.transaction((tx) =>
        writeMessages(
          tx,
          recipients.map((recipient) => ({
            ...{ municipalityId: 1n, channel: 'whatsapp' as const, template: template.name },
            ...{ data: template.sample, recipient, dedupeKey: `${key}/${recipient}` },
          }))
        )
      )
    const [one, two, gone] = ['5566999910001', '5566999910002', '5566999910003'] as const
    await api.order('set', { unknown: [gone] })
    const ids = await write([one, two, gone], 'first')
    assert.isTrue(ids.every((id) => id !== null))
    assert.deepEqual(await write([one], 'first'), [null])
    assert.equal(await sendMessages(), 3)
    const { taken } = await api.order<{ taken: { to: string; values: string[] }[] }>('state')
    assert.deepEqual(
      taken.map(({ to }) => to),
      [one, two]
    )
    assert.lengthOf(taken[0]!.values, template.whatsapp!.parameters.length)
    const forged = await api.order('report', { isForged: true })
    assert.equal(forged.status, 403)
    for (const order of [
      { status: 'read', numbers: [one], at: '2026-11-23T12:02:00Z' },
      { status: 'delivered', numbers: [one], at: '2026-11-23T12:01:00Z' },
      { status: 'sent', numbers: [one] },
      { status: 'failed', numbers: [two], code: 131026 },
      { status: 'sent', numbers: [two] },
    ]) {
      const answer = await api.order('report', order)
      assert.equal(answer.status, 200)
    }
    const [read, failed, refused] = await told()
    assert.containsSubset(read, { state: 'sent', category: 'utility' })
    assert.isNotNull(read!.delivered_at)
    assert.isNotNull(read!.read_at)
    for (const row of [failed, refused]) {
      assert.equal(row!.state, 'failed')
      assert.include(row!.last_error!, '131026')
    }
    const page = await client.get(`/messages/${ids[0]!}`).loginAs(await ana())
    page.assertTextIncludes('Lida')
    await api.order('say', { numbers: ['556699910002'], text: ' sair. ' })
    await api.order('say', { numbers: ['556699910001'], text: 'Sair' })
    await write([one, two], 'second')
    const rows = await told()
    assert.deepEqual(
      rows.slice(3).map(({ state }) => state),
      ['suppressed', 'suppressed']
    )
  })

  test('its address is confirmed to who knows the word, and the account’s faults stop the channel', async ({
    assert,
    client,
  }) => {
    const asked = (word: string) =>
      client.get('/api/messaging/whatsapp').qs({
        ...{ 'hub.mode': 'subscribe', 'hub.verify_token': word, 'hub.challenge': '1158201444' },
      })
    const known = await asked(process.env.WHATSAPP_VERIFY_TOKEN!)
    known.assertStatus(200)
    assert.equal(known.text(), '1158201444')
    const stranger = await asked('x')
    stranger.assertStatus(403)
    await api.order('set', { isDown: true })
    const template = registries()
      .messages.all()
      .find(({ whatsapp }) => whatsapp)!
    await db.transaction((tx) =>
      writeMessages(tx, [
        {
          ...{ municipalityId: 1n, channel: 'whatsapp', template: template.name },
          ...{ data: template.sample, recipient: '5566999910009', dedupeKey: 'down' },
        },
      ])
    )
    await sendMessages()
    const rows = await told()
    assert.equal(rows.at(-1)!.state, 'waiting')
    await api.order('set', { isDown: false })
    await db.rawQuery(
      `update messaging_messages set next_attempt_at = now() where state = 'waiting'`
    )
    await sendMessages()
    const after = await told()
    assert.equal(after.at(-1)!.state, 'sent')
  })
})
