import logger from '@adonisjs/core/services/logger'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DEMO_PASSWORD } from '#core/access/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { browserOf, enter, open, problemOf, putParameter, send } from '../support/people.ts'

const CARLA = 'carla.atendimento@demo.aqueduto'
const NEW = 'Agua-2024-Forte'
const AT = new Date('2026-11-24T12:00:00.000Z')
const OWN = 'Rio-2025-Limpo'
const daysAfter = (days: number) => new Date(AT.getTime() + days * 86_400_000)

const person = (login: string, password = NEW) => ({
  login,
  full_name: `Pessoa ${login}`,
  password,
  password_confirmation: password,
})

/** What the product's log says meanwhile, at its most talkative. */
async function loggedWhile(work: () => Promise<void>): Promise<string> {
  const { pino: log } = logger as unknown as { pino: Record<symbol, unknown> & { level: string } }
  const out = Object.getOwnPropertySymbols(log).find((one) => one.description === 'pino.stream')!
  const lines: string[] = []
  const [stream, level] = [log[out], log.level]
  log[out] = { write: (line: string) => lines.push(line) }
  log.level = 'trace'
  await work().finally(() => {
    log.level = level
    log[out] = stream
  })
  return lines.join('')
}

test.group('Access | passwords', (group) => {
  freshDatabase(group)
  group.each.setup(() => {
    clock.freeze(AT)
    return () => clock.restore()
  })

  test('a password of 91 days is changed before anything else opens', async ({
    client,
    assert,
  }) => {
    const own = { password: OWN, password_confirmation: OWN }
    await send(client, 'carla.', '/account/password', { current_password: DEMO_PASSWORD, ...own })
    await putParameter(client, 'access.password_validity_days', 90)
    clock.freeze(daysAfter(89))
    const young = await enter(client, CARLA, OWN)
    assert.equal(young.header('location'), '/')
    clock.freeze(daysAfter(91))
    const entered = await enter(client, CARLA, OWN)
    assert.equal(entered.header('location'), '/account/password')
    const browser = browserOf(client, entered)
    const menu = registries().menu.map(({ path }) => path)
    for (const path of ['/', '/account', '/inbox', '/search?q=x', ...menu]) {
      const page = await browser.get(path)
      assert.equal(page.header('location'), '/account/password', path)
    }
    const json = await browser.get('/api/registry/premises').accept('json')
    json.assertStatus(403)
    const form = await browser.get('/account/password')
    form.assertTextIncludes('venceu')
    const changed = await browser.post('/account/password', {
      current_password: OWN,
      ...{ password: NEW, password_confirmation: NEW },
    })
    assert.equal(changed.header('location'), '/account')
    const free = await browser.get('/registry/premises')
    free.assertStatus(200)

    clock.freeze(daysAfter(1))
    await putParameter(client, 'access.password_validity_days', 30)
    clock.freeze(daysAfter(33))
    const shorter = await enter(client, 'fabio.arrecadacao@demo.aqueduto', DEMO_PASSWORD)
    assert.equal(shorter.header('location'), '/account/password', 'the period is the one set')
  }).tags(['@TR-3.2.1.4a'])

  test('each broken rule is named; a strong password is taken', async ({ client, assert }) => {
    await putParameter(client, 'access.password_min_length', 10)
    await putParameter(client, 'access.password_classes', ['upper', 'lower', 'digit', 'symbol'])
    const weak = await send(client, 'ana.', '/access/users', person('irene', 'abc12345'))
    const { code, people } = problemOf(weak)!
    assert.equal(code, 'E_ACCESS_PASSWORD')
    for (const rule of ['10 caracteres', 'maiúscula', 'símbolo']) assert.include(people, rule)
    for (const kept of ['minúscula', 'algarismo']) assert.notInclude(people, kept)
    const strong = await send(client, 'ana.', '/access/users', person('irene'))
    assert.match(strong.header('location') ?? '', /^\/access\/users\/\d+$/)
    const entered = await enter(client, 'irene', NEW)
    assert.equal(entered.header('location'), '/account/password')

    clock.freeze(daysAfter(1))
    await putParameter(client, 'access.password_min_length', 16)
    await putParameter(client, 'access.password_classes', ['lower'])
    const short = await send(client, 'ana.', '/access/users', person('joana'))
    assert.include(problemOf(short)?.people, '16 caracteres')
    const plain = await send(client, 'ana.', '/access/users', person('joana', 'aguadopocofundo-x'))
    assert.match(plain.header('location') ?? '', /^\/access\/users\/\d+$/)
  }).tags(['@TR-3.2.1.8'])

  test('two people with one password have different salted hashes, and no page, export, trail or API shows either', async ({
    client,
    assert,
  }) => {
    await send(client, 'ana.', '/access/users', person('gemeo.um', 'Gemeos#2026xyz'))
    const answered = await client
      .post('/api/actions/access.create_user')
      .json({ ...person('gemeo.dois', 'Gemeos#2026xyz'), profiles: [] })
      .withCsrfToken()
      .loginAs(await userNamed('ana.'))
    answered.assertStatus(200)
    const typedWrong = await enter(client, 'gemeo.um', 'Gemeos#2026xyz-errada')
    assert.equal(problemOf(typedWrong)?.code, 'E_ACCESS_LOGIN')
    const entered = await enter(client, 'gemeo.um', 'Gemeos#2026xyz')
    assert.equal(entered.header('location'), '/account/password')
    const rows = await query<{ id: bigint; password: string }>(
      db,
      `select id, password from access_users where login like 'gemeo.%'`
    )
    assert.lengthOf(rows, 2)
    assert.notEqual(rows[0]!.password, rows[1]!.password)
    const secrets = ['Gemeos#2026xyz', ...rows.map(({ password }) => password)]
    for (const { password } of rows) {
      assert.match(password, /^\$scrypt\$/)
      assert.notInclude(password, 'Gemeos')
    }
    const id = String(rows[0]!.id)
    const pages = [
      ...['/access/users', '/access/users/new', `/access/users/${id}`, `/access/users/${id}/edit`],
      ...[`/access/users/${id}/password`, '/access/sessions', '/access/attempts', '/account'],
      ...['/audit', '/account/password', '/access/duties', '/api/openapi.json'],
      ...['/audit/export', '/access/reviews', '/access/users?q=gemeo', '/monitoring', '/messages'],
    ]
    assert.notMatch(answered.text(), /Gemeos|scrypt/)
    let masked = 0
    for (const path of pages) {
      const page = await open(client, 'ana.', path)
      page.assertStatus(200)
      for (const secret of secrets) assert.notInclude(page.text(), secret, path)
      for (const [field] of page
        .text()
        .matchAll(/<input[^>]*name="[a-z_]*password[a-z_]*"[^>]*>/g)) {
        assert.include(field, 'type="password"', path)
        assert.notMatch(field, /value="[^"]/, path)
        masked++
      }
    }
    assert.isAbove(masked, 6, "of a new person, of a reset, and of one's own")
    const login = await client.get('/login')
    assert.match(
      login.text(),
      /<input[^>]*type="password"[^>]*name="password"|name="password"[^>]*type="password"/
    )
    const lines = await loggedWhile(async () => {
      const owner = db.connection('owner')
      await enter(client, 'gemeo.um', 'Gemeos#2026xyz')
      await owner.rawQuery(
        `alter table access_users add constraint broken check (login <> 'gemeo.tres' or password is null)`
      )
      const form = { ...person('gemeo.tres', 'Gemeos#2026xyz'), profiles: [] }
      const failed = await send(client, 'ana.', '/access/users', form)
      await owner.rawQuery('alter table access_users drop constraint broken')
      failed.assertStatus(500)
    })
    assert.include(lines, 'violates check constraint', 'the log was heard')
    assert.notMatch(lines, /Gemeos|\$scrypt\$/)
    const trail = await query<{ text: string }>(
      db,
      `select payload || description as text from audit_entries where action like 'access.%'`
    )
    for (const { text } of trail) for (const one of secrets) assert.notInclude(text, one)
    const api = await client
      .post('/api/actions/access.reset_password')
      .json({ id, password: 'Outra#2026senha', password_confirmation: 'Outra#2026senha' })
      .withCsrfToken()
      .loginAs(await userNamed('ana.'))
    api.assertStatus(200)
    assert.notInclude(api.text(), 'scrypt')
    assert.notInclude(api.text(), 'Outra#2026senha')
  }).tags(['@TR-3.2.1.9', '@TR-3.2.1.10'])

  test('a reset password is temporary, ends the sessions, and the last ones do not come back', async ({
    client,
    assert,
  }) => {
    const elisa = await userNamed('elisa.')
    const login = elisa.login
    const entered = await enter(client, login, DEMO_PASSWORD)
    const before = browserOf(client, entered)
    await send(client, 'ana.', '/actions/access.reset_password', {
      id: elisa.id,
      ...{ password: 'Provisoria#1', password_confirmation: 'Provisoria#1' },
    })
    const over = await before.get('/')
    assert.equal(over.header('location'), '/login')
    const again = await enter(client, login, 'Provisoria#1')
    assert.equal(again.header('location'), '/account/password')
    const browser = browserOf(client, again)
    const change = (password: string, confirmation = password) =>
      browser.post('/account/password', {
        current_password: 'Provisoria#1',
        ...{ password, password_confirmation: confirmation },
      })
    assert.equal(problemOf(await change('Provisoria#1'))?.code, 'E_ACCESS_PASSWORD_REPEATED')
    const typo = await change(NEW, 'Agua-2024-Frote')
    assert.include(JSON.stringify(typo.flashMessages()), 'confirmação')
    const changed = await change(NEW)
    assert.equal(changed.header('location'), '/account')
  })

  test('a wrong current password changes nothing', async ({ client, assert }) => {
    const form = { current_password: 'errada', password: NEW, password_confirmation: NEW }
    const refused = await send(client, 'bruno.', '/account/password', form)
    assert.equal(problemOf(refused)?.code, 'E_ACCESS_CURRENT_PASSWORD')
    assert.isUndefined(refused.flashMessage('password'))
    const entered = await enter(client, 'bruno.faturamento@demo.aqueduto', DEMO_PASSWORD)
    assert.equal(entered.header('location'), '/')
  })
})
