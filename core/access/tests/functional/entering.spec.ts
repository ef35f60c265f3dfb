import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DEMO_PASSWORD } from '#core/access/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import {
  browserOf,
  enter,
  open,
  problemOf,
  send,
  setParameter,
  userNamed,
} from '../support/people.ts'

const CARLA = 'carla.atendimento@demo.aqueduto'
const FABIO = 'fabio.arrecadacao@demo.aqueduto'
const AT = '2026-11-24T12:00:00.000Z'
const minutesAfter = (minutes: number) => new Date(Date.parse(AT) + minutes * 60_000)

test.group('Access | entering', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze(AT)
    return () => clock.restore()
  })

  test('without a session a page leads to the login; a wrong password is not told from a wrong login', async ({
    client,
    assert,
  }) => {
    const page = await client.get('/registry/premises').redirects(0)
    assert.equal(page.header('location'), '/login')
    const wrong = await enter(client, CARLA, 'errada')
    const unknown = await enter(client, 'ninguem', 'errada')
    assert.equal(problemOf(wrong)?.code, 'E_ACCESS_LOGIN')
    assert.deepEqual(problemOf(wrong), problemOf(unknown))
    const right = await enter(client, CARLA.toUpperCase(), DEMO_PASSWORD)
    assert.equal(right.header('location'), '/')
    const home = await browserOf(client, right).get('/')
    home.assertStatus(200)
    home.assertTextIncludes('Carla Nunes')
  }).tags(['@TR-3.2.1.1'])

  test('three wrong passwords leave three records and block even the right one; with five, only after the fifth', async ({
    client,
    assert,
  }) => {
    await setParameter('access.max_attempts', 3)
    for (let attempt = 1; attempt <= 3; attempt++) {
      clock.freeze(minutesAfter(attempt))
      assert.equal(
        problemOf(await enter(client, CARLA, `errada-${attempt}`))?.code,
        'E_ACCESS_LOGIN'
      )
    }
    const records = await query<{ login: string; at: Date; address: string; outcome: string }>(
      db,
      `select login, at, address, outcome from access_attempts where login = ? and outcome = 'wrong_password'
        and at >= ? and user_agent like '%Chrome%' order by at desc limit 3`,
      [CARLA, new Date(AT)]
    )
    assert.lengthOf(records, 3)
    assert.deepEqual(
      [...records].reverse().map(({ at }) => at),
      [1, 2, 3].map(minutesAfter)
    )
    for (const { address } of records) assert.match(address, /127\.0\.0\.1|::1/)
    clock.freeze(minutesAfter(4))
    assert.equal(problemOf(await enter(client, CARLA, DEMO_PASSWORD))?.code, 'E_ACCESS_BLOCKED')

    clock.freeze('2026-11-25T12:00:00.000Z')
    await setParameter('access.max_attempts', 5)
    for (let attempt = 0; attempt < 4; attempt++) await enter(client, FABIO, 'errada')
    const fifth = await enter(client, FABIO, DEMO_PASSWORD)
    assert.equal(fifth.header('location'), '/', 'four wrong ones do not block')
    clock.freeze('2026-11-25T12:01:00.000Z')
    for (let attempt = 0; attempt < 5; attempt++) await enter(client, FABIO, 'errada')
    assert.equal(problemOf(await enter(client, FABIO, DEMO_PASSWORD))?.code, 'E_ACCESS_BLOCKED')
  }).tags(['@TR-3.2.1.3'])

  test('a blocked person is shown as blocked and enters again only after somebody unblocks them, in the trail', async ({
    client,
    assert,
  }) => {
    const carla = await userNamed('carla.')
    const path = `/access/users/${carla.id}`
    const page = await open(client, 'ana.', path)
    page.assertTextIncludes('>Bloqueado<')
    assert.equal(problemOf(await enter(client, CARLA, DEMO_PASSWORD))?.code, 'E_ACCESS_BLOCKED')
    const refused = await send(client, 'bruno.', '/actions/access.unblock_user', { id: carla.id })
    assert.equal(problemOf(refused)?.code, 'E_ACCESS_DENIED')
    await send(client, 'ana.', '/actions/access.unblock_user', { id: carla.id })
    const [entry] = await query<{ actor_name: string; at: Date; description: string }>(
      db,
      `select actor_name, at, description from audit_entries where action = 'access.unblock_user' order by id desc limit 1`
    )
    assert.equal(entry!.actor_name, 'Ana Ribeiro')
    assert.equal(entry!.at.toISOString(), AT)
    assert.include(entry!.description, CARLA)
    const entered = await enter(client, CARLA, DEMO_PASSWORD)
    assert.equal(entered.header('location'), '/')
  }).tags(['@TR-3.2.1.4b'])

  test('with a duration the block ends by itself, and the count begins anew', async ({
    client,
    assert,
  }) => {
    await setParameter('access.lock_minutes', 15)
    const login = 'elisa.leitura@demo.aqueduto'
    for (let attempt = 0; attempt < 5; attempt++) await enter(client, login, 'errada')
    const locked = await enter(client, login, DEMO_PASSWORD)
    assert.equal(problemOf(locked)?.code, 'E_ACCESS_LOCKED')
    assert.include(problemOf(locked)?.people, '15 min')
    clock.freeze(minutesAfter(16))
    assert.equal(problemOf(await enter(client, login, 'errada'))?.code, 'E_ACCESS_LOGIN')
    const entered = await enter(client, login, DEMO_PASSWORD)
    assert.equal(entered.header('location'), '/')
  })

  test('a session idle for 14 minutes goes on; for 16 it goes to the login and back to the same page', async ({
    client,
    assert,
  }) => {
    await setParameter('access.idle_minutes', 15)
    const entered = await enter(client, CARLA, DEMO_PASSWORD)
    const browser = browserOf(client, entered)
    clock.freeze(minutesAfter(14))
    const going = await browser.get('/registry/premises')
    going.assertStatus(200)
    clock.freeze(minutesAfter(30))
    const idle = await browser.get('/registry/premises?q=rua')
    assert.equal(idle.header('location'), '/login')
    assert.equal(idle.session().wanted, '/registry/premises?q=rua')
    assert.include(idle.flashMessage('notice'), 'sem uso')
    clock.freeze(minutesAfter(14))
    const over = await browser.get('/')
    assert.equal(over.header('location'), '/login', 'what ended stays ended')
  }).tags(['@TR-3.2.1.6'])

  test('what a page asks by itself does not keep a session awake, and no session lasts for ever', async ({
    client,
    assert,
  }) => {
    const entered = await enter(client, CARLA, DEMO_PASSWORD)
    const browser = browserOf(client, entered)
    clock.freeze(minutesAfter(10))
    await browser.get('/jobs/1/live')
    const [session] = await query<{ seen: Date }>(
      db,
      'select last_seen_at as seen from access_sessions where id = ?',
      [entered.session().access_session as string]
    )
    assert.equal(session!.seen.toISOString(), AT)
    for (let hour = 1; hour <= 12 * 5; hour++) {
      clock.freeze(minutesAfter(hour * 12))
      const page = await browser.get('/account')
      page.assertStatus(200)
    }
    clock.freeze(minutesAfter(12 * 60 + 6))
    const old = await browser.get('/account')
    assert.equal(old.header('location'), '/login')
  })

  test('an administrator ends a session, and its browser is at the login at the next click', async ({
    client,
    assert,
  }) => {
    const entered = await enter(client, CARLA, DEMO_PASSWORD)
    const browser = browserOf(client, entered)
    const id = entered.session().access_session as string
    const list = await open(client, 'ana.', '/access/sessions')
    list.assertTextIncludes(id)
    await send(client, 'ana.', '/actions/access.end_session', { session: id })
    const next = await browser.get('/')
    assert.equal(next.header('location'), '/login')
    assert.include(next.flashMessage('notice'), 'administrador')
  })

  test('the attempts are listed with person, result and address', async ({ client }) => {
    const page = await open(
      client,
      'gilda.',
      `/access/attempts?login=${CARLA}&outcome=wrong_password`
    )
    page.assertStatus(200)
    page.assertTextIncludes('Senha errada')
    page.assertTextIncludes('Carla Nunes')
    page.assertTextIncludes('Chrome no Linux')
  })
})
