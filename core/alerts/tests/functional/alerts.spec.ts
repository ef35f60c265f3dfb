import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { deliverEvents } from '#core/actions/index'
import { watch, watchDatabase } from '#core/alerts/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { workRun } from '#core/jobs/work_run'
import { runSchedules } from '#core/jobs/schedules/run_schedules'
import { behaviour, createItemsTable, withJob } from '#core/jobs/tests/support/counting_job'
import { sendMessages, writeMessage } from '#core/messaging/index'
import { MailServer, useMailServer } from '#core/messaging/tests/support/mail_server'
import { format } from '#core/web/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { act, forget, inboxes, job, titles } from '../support/inbox.ts'

const calmDisk = async () => 10

const mailTold = async () => {
  const all = await inboxes()
  return all.filter(({ title }) => title.includes('servidor de e-mail'))
}
const minutesFromNow = (minutes: number) => new Date(Date.now() + minutes * 60_000)
const dueNow = () =>
  db.rawQuery(`update messaging_messages set next_attempt_at = now() where state = 'waiting'`)
/** What the product does all day: a message to somebody is written, and the sender tries. */
const tryToSend = async () => {
  await db.transaction((tx) =>
    writeMessage(tx, {
      ...{ municipalityId: 1n, channel: 'email', template: 'alerts.event' },
      ...{ recipient: 'alguem@exemplo.com.br', recipientName: null },
      data: { title: 'Oi', text: 'Oi', place: 'Demo', link: '' },
      dedupeKey: `try/${Math.random()}`,
    })
  )
  await dueNow()
  await sendMessages()
}

test.group('Alerts | failures', (group) => {
  freshDatabase(group)
  const server = new MailServer()
  group.setup(async () => {
    await createItemsTable()
    await server.start()
    const restore = [withJob(job), useMailServer(server)]
    return async () => {
      for (const one of restore) one()
      await server.stop()
    }
  })
  group.each.setup(async () => {
    behaviour.beforeChunk = async () => undefined
    server.taken.length = 0
    await forget()
    return () => clock.restore()
  })

  test('a scheduled batch that fails is told once, by e-mail and in the inbox, and so is its recovery', async ({
    assert,
    client,
  }) => {
    const added = await act(client, 'alerts.add_responsible', {
      topic: 'run',
      email: 'plantao@exemplo.com.br',
    })
    added.assertStatus(200)
    clock.freeze('2026-12-01T00:00:00Z')
    await act(client, 'jobs.save_schedule', {
      ...{ name: 'Noite', job: 'tests.count', recurrence: 'daily', time_of_day: '06:00' },
      ...{ day_rule: 'any', catch_up: 'once', starts_on: '2026-12-01' },
    })
    clock.freeze('2026-12-01T10:00:05Z')
    await runSchedules()
    const [run] = await query<{ id: bigint }>(
      db,
      `select id from jobs_runs where job = 'tests.count'`
    )
    behaviour.beforeChunk = async () => {
      throw new Error('sem tarifa')
    }
    await workRun(run!.id)
    await deliverEvents()
    await deliverEvents()
    await sendMessages()
    assert.lengthOf(server.taken, 1)
    const [mail] = server.taken
    assert.equal(mail!.to![0]!.address, 'plantao@exemplo.com.br')
    assert.include(mail!.subject, 'Execução falhou: Contagem 2026-12-01')
    assert.include(mail!.text, 'Blocos que falharam: 1 de 1')
    assert.include(mail!.text, 'sem tarifa')
    assert.include(mail!.text, 'Desde 01/12/2026 06:00')
    assert.include(mail!.text, `/jobs/${run!.id}`)

    behaviour.beforeChunk = async () => undefined
    await act(client, 'jobs.resume_run', { id: String(run!.id), reason: 'tarifa corrigida' })
    await workRun(run!.id)
    await deliverEvents()
    await sendMessages()
    assert.lengthOf(server.taken, 2)
    assert.include(server.taken[1]!.subject, 'Voltou ao normal: Execução falhou')
    await db.rawQuery('update jobs_schedules set is_active = false')
  }).tags(['@TR-3.1.6.3'])

  test('a gateway that is down is told in the inbox, once per interval, and when it is back', async ({
    assert,
    client,
  }) => {
    const user = await userNamed('ana.')
    await act(client, 'alerts.add_responsible', { topic: 'mail', user_id: String(user.id) })
    await server.stop()
    await tryToSend()
    await watch(calmDisk)
    assert.lengthOf(await mailTold(), 0, 'a failure of now is within the patience')
    clock.freeze(minutesFromNow(3))
    await watch(calmDisk)
    await watch(calmDisk)
    const [told, ...more] = await mailTold()
    assert.isEmpty(more)
    assert.equal(told!.email, user.email)
    assert.equal(told!.title, 'O servidor de e-mail não responde')
    assert.include(told!.text, 'ECONNREFUSED')
    clock.freeze(minutesFromNow(3 + 239))
    await watch(calmDisk)
    assert.lengthOf(await mailTold(), 1, 'not before the interval')
    clock.freeze(minutesFromNow(3 + 241))
    await watch(calmDisk)
    assert.lengthOf(await mailTold(), 2, 'told again after the interval')
    await server.start()
    await tryToSend()
    await watch(calmDisk)
    const all = await mailTold()
    assert.equal(all.at(-1)!.title, 'Voltou ao normal: O servidor de e-mail não responde')
  })

  test('with a second gateway the alert that the first is down goes out by it, once, until the first is back', async ({
    assert,
    client,
  }) => {
    const plantao = 'plantao@exemplo.com.br'
    await act(client, 'alerts.add_responsible', { topic: 'mail', email: plantao })
    const spare = new MailServer()
    await spare.start()
    const restore = useMailServer(spare, 'SMTP_FALLBACK')
    await server.stop()
    await tryToSend()
    const told = minutesFromNow(3)
    clock.freeze(told)
    for (let i = 0; i < 3; i++) {
      await watch(calmDisk)
      await sendMessages()
    }
    const [mail, ...more] = spare.taken.filter((one) => one.to![0]!.address === plantao)
    assert.isEmpty(more, 'once, and the first is not told to be back')
    assert.include(mail!.subject, 'O servidor de e-mail não responde')
    assert.include(mail!.text, 'ECONNREFUSED')
    assert.include(mail!.text, `Desde ${format.datetime(told, 'America/Cuiaba')}`)
    restore()
    await server.start()
    await tryToSend()
    await watch(calmDisk)
    await sendMessages()
    await spare.stop()
    assert.include(server.taken.at(-1)!.subject, 'Voltou ao normal: O servidor de e-mail')
  }).tags(['@TR-3.1.6.3'])

  test('a queue, a seal and a disk in trouble are each told, to those who may manage alerts when nobody is registered', async ({
    assert,
  }) => {
    await db.rawQuery(
      `insert into jobs_runs (municipality_id, job, key, label, args, status, actor_name, created_at)
       values (1, 'tests.count', 'still', 'Contagem parada', '{}', 'planned', 'Teste', now() - interval '1 hour')`
    )
    clock.freeze(new Date(Date.now() + 3_600_000))
    await watch(async () => 97)
    const told = await inboxes()
    const seen = new Set(told.map(({ title }) => title))
    assert.isTrue(seen.has('A fila de execuções está parada'))
    assert.isTrue([...seen].some((title) => title.includes('quase cheio')))
    assert.include(told.find(({ title }) => title.includes('fila'))!.text, 'Contagem parada')
    assert.includeMembers(
      told.map(({ email }) => email),
      ['ana.admin@demo.aqueduto', 'diego.admin@demo.aqueduto']
    )
    assert.notInclude(
      told.map(({ email }) => email),
      'carla.atendimento@demo.aqueduto'
    )
    await db.rawQuery(`update jobs_runs set status = 'cancelled' where key = 'still'`)
  })

  test('a database that does not answer is told by e-mail without it, once, and written down afterwards', async ({
    assert,
  }) => {
    await watchDatabase()
    const down = async () => {
      throw new Error('connection refused')
    }
    for (let i = 0; i < 5; i++) await watchDatabase(down)
    assert.isAbove(server.taken.length, 0)
    const perAddress = new Set(server.taken.map((mail) => mail.to![0]!.address))
    assert.equal(perAddress.size, server.taken.length, 'one to each')
    assert.include(server.taken[0]!.text, 'connection refused')
    await watchDatabase()
    assert.include(await titles(), 'O banco de dados ficou fora do ar')
  })
})
