import { hostname, totalmem } from 'node:os'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type User from '#core/access/models/user'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { beat, endBeat, flushRequests, sampleHost, sampleTables } from '#core/monitoring/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

const gibibytes = new Intl.NumberFormat('pt-BR', { maximumFractionDigits: 1 })

test.group('Monitoring', (group) => {
  freshDatabase(group)
  group.each.setup(() => () => clock.restore())

  test('a scripted session of known size is what the screen shows for its day', async ({
    assert,
    client,
  }) => {
    await flushRequests()
    await db.rawQuery('delete from monitoring_requests')
    await db.rawQuery('delete from monitoring_users')
    const [ana, carla] = [await userNamed('ana.admin'), await userNamed('carla.atendimento')]
    // Nine in the morning and two in the afternoon in Cuiabá, on the third of December.
    clock.freeze('2026-12-03T13:10:00Z')
    const took: number[] = []
    const timed = async (path: string, who: User) => {
      const started = performance.now()
      await client.get(path).loginAs(who)
      took.push(performance.now() - started)
    }
    for (let i = 0; i < 7; i++) await timed('/', ana)
    clock.freeze('2026-12-03T18:10:00Z')
    for (let i = 0; i < 5; i++) await timed('/inbox', carla)
    await client.get('/health/live')
    await sampleHost()
    await sampleTables()
    clock.freeze('2026-12-04T12:00:00Z')
    const day = await client.get('/api/monitoring?day=2026-12-03').loginAs(ana)
    const usage = day.body()
    assert.equal(usage.users, 2)
    assert.equal(usage.total.requests, 12)
    assert.deepEqual(
      usage.hours.map(({ hour, requests }: { hour: number; requests: number }) => [hour, requests]),
      [
        [9, 7],
        [14, 5],
      ]
    )
    assert.isAtLeast(usage.total.max_ms, Math.floor(usage.total.average_ms))
    assert.isAbove(usage.total.average_ms, 0)
    // Seen from outside each request took a little longer than the server says.
    const [longest, sum] = [Math.max(...took), took.reduce((total, one) => total + one, 0)]
    assert.isAtMost(usage.total.max_ms, Math.ceil(longest))
    assert.isAtLeast(usage.total.max_ms, Math.floor(longest / 4))
    assert.isAtMost(usage.total.average_ms, sum / took.length + 1)
    assert.isAtLeast(usage.total.average_ms, sum / took.length / 4)
    const [host] = usage.hosts
    assert.equal(host.name, hostname())
    for (const figure of ['cpu', 'memory', 'disk'])
      assert.isTrue(host[figure] >= 0 && host[figure] <= 100, figure)
    assert.isAbove(usage.capacity.tables.length, 5)

    const page = await client.get('/monitoring?day=2026-12-03').loginAs(ana)
    for (const text of [
      'Uso em 03/12/2026',
      '<dd id="active-users">2</dd>',
      '<dd id="requests">12</dd>',
      '9 h: 7',
      '14 h: 5',
      `<dt>Tempo médio</dt><dd>${Math.ceil(usage.total.average_ms)} ms</dd>`,
      `<dt>Tempo máximo</dt><dd>${usage.total.max_ms} ms</dd>`,
      `Servidor ${hostname()}`,
      `<dt>Processador</dt><dd>${host.cpu} %`,
      `<dt>Memória</dt><dd>${host.memory} % de ${gibibytes.format(totalmem() / 2 ** 30)} GiB`,
      `<dt>Disco</dt><dd>${host.disk} % de `,
    ])
      page.assertTextIncludes(text)
  }).tags(['@TR-3.1.6.2'])

  test('tells how fast the tables grow and how long the disk lasts', async ({ client }) => {
    await db.rawQuery('delete from monitoring_tables')
    await db.rawQuery(
      `insert into monitoring_tables values ('2026-10-01', 'billing_invoices', 100, 1073741824),
                                            ('2026-11-30', 'billing_invoices', 300, 3221225472)`
    )
    await db.rawQuery('delete from monitoring_hosts')
    await db.rawQuery(
      `insert into monitoring_hosts values (now(), 'x', 1, 1, 2, ${10n * 1073741824n}, ${20n * 1073741824n})`
    )
    const response = await client.get('/api/monitoring').loginAs(await userNamed('ana.admin'))
    response.assertBodyContains({
      capacity: { total: '3 GiB', perMonth: '1 GiB', monthsLeft: 10, days: 60 },
    })
  })

  test('is alive without a worker, and ready only with one', async ({ assert, client }) => {
    const live = await client.get('/health/live')
    live.assertStatus(200)
    await db.rawQuery('delete from monitoring_processes')
    const without = await client.get('/health/ready')
    without.assertStatus(503)
    without.assertBodyContains({ status: 'unavailable' })
    await beat('worker')
    const ready = await client.get('/health/ready')
    ready.assertStatus(200)
    assert.deepEqual(
      ready.body().checks.map(({ name, ok }: { name: string; ok: boolean }) => [name, ok]),
      [
        ['server', true],
        ['database', true],
        ['workers', true],
        ['disk', true],
      ]
    )
    await db.rawQuery(`update monitoring_processes set beat_at = now() - interval '5 minutes'`)
    const silent = await client.get('/health/ready')
    silent.assertStatus(503)
    await endBeat('worker')
    assert.lengthOf(await query(db, 'select 1 from monitoring_processes'), 0)
  })
})
