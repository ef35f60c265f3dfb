import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DEMO_PASSWORD } from '#core/access/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import {
  browserOf,
  enter,
  open,
  problemOf,
  putParameter,
  send,
  setParameter,
} from '../support/people.ts'

const CARLA = 'carla.atendimento@demo.aqueduto'
const FABIO = 'fabio.arrecadacao@demo.aqueduto'
const AT = '2026-11-24T12:00:00.000Z'
const minutesAfter = (minutes: number) => new Date(Date.parse(AT) + minutes * 60_000)

/** The rows of the table of a page. */
const rowsOf = (html: string) =>
  [...html.matchAll(/<tr>\s*<td>[\s\S]*?<\/tr>/g)].map(([row]) => row)

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
    const inside = ['/', '/account', '/inbox', '/search?q=x', '/access/users/1', '/jobs/1']
    const all = new Set([...inside, ...registries().menu.map(({ path }) => path)])
    assert.isAbove(all.size, 20)
    for (const path of all) {
      const page = await client.get(path).redirects(0)
      assert.equal(page.header('location'), '/login', path)
    }
    const wrong = await enter(client, CARLA, 'errada')
    const unknown = await enter(client, 'ninguem', 'errada')
    assert.equal(problemOf(wrong)?.code, 'E_ACCESS_LOGIN')
    assert.deepEqual(problemOf(wrong), problemOf(unknown))
    assert.equal(wrong.header('location'), unknown.header('location'))
    const shut = await browserOf(client, wrong).get('/')
    assert.equal(shut.header('location'), '/login')
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
    await putParameter(client, 'access.max_attempts', 3)
    for (let attempt = 1; attempt <= 3; attempt++) {
      clock.freeze(minutesAfter(attempt))
      assert.equal(
        problemOf(await enter(client, CARLA, `errada-${attempt}`))?.code,
        'E_ACCESS_LOGIN'
      )
    }
    const list = await open(
      client,
      'gilda.',
      `/access/attempts?login=${CARLA}&outcome=wrong_password&from=2026-11-24&until=2026-11-24`
    )
    const records = rowsOf(list.text()).filter((row) => !row.includes('24/11/2026 08:00'))
    assert.lengthOf(records, 3)
    for (const [index, record] of records.toReversed().entries()) {
      assert.include(record, `<td>${CARLA}</td>`)
      assert.include(record, `>24/11/2026 08:0${index + 1}<`)
      assert.match(record, /data-label="Endereço">(::ffff:)?(127\.0\.0\.1|::1)</)
    }
    clock.freeze(minutesAfter(4))
    assert.equal(problemOf(await enter(client, CARLA, DEMO_PASSWORD))?.code, 'E_ACCESS_BLOCKED')

    clock.freeze('2026-11-25T12:00:00.000Z')
    await putParameter(client, 'access.max_attempts', 5)
    for (let attempt = 0; attempt < 4; attempt++) await enter(client, FABIO, 'errada')
    const fifth = await enter(client, FABIO, DEMO_PASSWORD)
    assert.equal(fifth.header('location'), '/', 'four wrong ones do not block')
    clock.freeze('2026-11-25T12:01:00.000Z')
    for (let attempt = 0; attempt < 5; attempt++) await enter(client, FABIO, 'errada')
    assert.equal(problemOf(await enter(client, FABIO, DEMO_PASSWORD))?.code, 'E_ACCESS_BLOCKED')
    const { id } = await userNamed('carla.')
    await send(client, 'ana.', '/actions/access.unblock_user', { id })
  }).tags(['@TR-3.2.1.3'])

  test('a blocked person is shown as blocked and enters again only after somebody unblocks them, in the trail', async ({
    client,
    assert,
  }) => {
    clock.freeze('2026-11-26T12:00:00.000Z')
    await putParameter(client, 'access.max_attempts', 4)
    const gilda = await userNamed('gilda.')
    const path = `/access/users/${gilda.id}`
    const before = await open(client, 'ana.', path)
    assert.notInclude(before.text(), '>Bloqueado<')
    for (let attempt = 0; attempt < 3; attempt++) await enter(client, gilda.login, 'errada')
    const near = await open(client, 'ana.', path)
    assert.notInclude(near.text(), '>Bloqueado<', 'three of four')
    await enter(client, gilda.login, 'errada')
    const page = await open(client, 'ana.', path)
    page.assertTextIncludes('>Bloqueado<')
    const shut = () => enter(client, gilda.login, DEMO_PASSWORD)
    assert.equal(problemOf(await shut())?.code, 'E_ACCESS_BLOCKED')
    const refused = await send(client, 'bruno.', '/actions/access.unblock_user', { id: gilda.id })
    assert.equal(problemOf(refused)?.code, 'E_ACCESS_DENIED')
    clock.freeze('2026-11-27T12:10:00.000Z')
    assert.equal(problemOf(await shut())?.code, 'E_ACCESS_BLOCKED', 'nor by itself a day later')
    await send(client, 'ana.', '/actions/access.unblock_user', { id: gilda.id })
    const after = await open(client, 'ana.', path)
    assert.notInclude(after.text(), '>Bloqueado<')
    assert.match(after.text(), /27\/11\/2026 08:10<\/span> [^<]*desbloquead[^<]*, por Ana Ribeiro/)
    const entered = await shut()
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
    await putParameter(client, 'access.idle_minutes', 15)
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
