import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { parse } from 'csv-parse/sync'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'
import { browserOf, enter, open, problemOf, profileNamed, send } from '../support/people.ts'

const PASSWORD = 'Agua-2024-Forte'
const SECOND = 'Poco-2025-Fundo'

const form = (login: string, profiles: readonly string[] = []) => ({
  ...{ login, full_name: 'Helena Duarte', email: '', job_title: 'Atendente', area: 'Atendimento' },
  ...{ password: PASSWORD, password_confirmation: PASSWORD, profiles },
})

const rightsOf = async (profile: string): Promise<string[]> => {
  const rows = await query<{ permission: string }>(
    db,
    'select permission from access_profile_permissions where profile_id = ?',
    [await profileNamed(profile)]
  )
  return rows.map(({ permission }) => permission)
}

test.group('Access | users', (group) => {
  freshDatabase(group)

  test('an administrator registers an attendant, who enters and sees only those functions', async ({
    client,
    assert,
  }) => {
    const refused = await open(client, 'carla.', '/access/users/new')
    refused.assertStatus(403)
    const forbidden = await send(client, 'carla.', '/access/users', form('intruso'))
    assert.equal(problemOf(forbidden)?.code, 'E_ACCESS_DENIED')
    const page = await open(client, 'ana.', '/access/users/new')
    page.assertTextIncludes('Atendente')
    const written = await send(
      client,
      'ana.',
      '/access/users',
      form('helena', [await profileNamed('Atendente')])
    )
    assert.include(written.flashMessage('done'), 'Atendente')

    const first = await enter(client, 'helena', PASSWORD)
    assert.equal(first.header('location'), '/account/password')
    const browser = browserOf(client, first)
    await browser.post('/account/password', {
      current_password: PASSWORD,
      ...{ password: SECOND, password_confirmation: SECOND },
    })
    const home = await browser.get('/')
    const rights = new Set(await rightsOf('Atendente'))
    const functions = registries().menu.filter(({ permission }) => rights.has(permission!))
    const free = registries().menu.filter(({ permission }) => !permission)
    assert.isAbove(functions.length, 5)
    const menu = [...home.text().matchAll(/<a class="nav-item" href="([^"]+)"/g)]
    assert.sameMembers(
      menu.map(([, path]) => path!),
      ['/', ...[...functions, ...free].map(({ path }) => path)]
    )
    for (const { path } of registries().menu) {
      // Everybody sees there what they themselves asked for.
      if (path === '/approvals') continue
      const direct = await browser.get(path)
      // One's own queue is the list of all, filtered.
      const onward = direct.status() === 302 && direct.header('location')
      const answer = onward ? await browser.get(onward) : direct
      const isOwn = [...functions, ...free].some((one) => one.path === path)
      assert.equal(answer.status(), isOwn ? 200 : 403, path)
    }
    const closed = await browser.get('/access/users')
    closed.assertStatus(403)
  }).tags(['@TR-3.2.1.2'])

  test('a login is one person in any letter case, and the trail names who did what', async ({
    client,
    assert,
  }) => {
    const twice = await send(client, 'ana.', '/access/users', form('HELENA'))
    assert.equal(problemOf(twice)?.code, 'E_ACCESS_LOGIN_TAKEN')
    const helena = await userNamed('helena')
    const bruno = await userNamed('bruno.')
    const renamed = await send(client, 'ana.', `/access/users/${bruno.id}`, {
      ...{ login: 'Helena', full_name: 'Bruno Matos' },
    })
    assert.equal(problemOf(renamed)?.code, 'E_ACCESS_LOGIN_TAKEN')
    const [count] = await query<{ total: number }>(
      db,
      `select count(*)::int as total from access_users where lower(login) = 'helena'`
    )
    assert.equal(count!.total, 1)
    const namesake = await send(client, 'ana.', '/access/users', form('helena.dois'))
    const other = String(namesake.header('location')).split('/').at(-1)!
    const first = await enter(client, 'helena.dois', PASSWORD)
    await browserOf(client, first).post('/account/password', {
      current_password: PASSWORD,
      ...{ password: SECOND, password_confirmation: SECOND },
    })
    const exported = await open(client, 'ana.', '/audit/export')
    const [heads, ...lines] = parse(exported.text(), { delimiter: ';', bom: true })
    const at = (name: string) => heads!.indexOf(name)
    const byPeople = lines.filter((line) => line[at('Quem')] !== 'Sistema')
    assert.isAtLeast(byPeople.length, 4)
    for (const line of byPeople) assert.match(line[at('Login')]!, /^[a-z]/, line.join(';'))
    const whoDid = (id: string) =>
      lines
        .filter(
          (line) => line[at('Número')] === id && line[at('O que foi feito')]!.includes('enha')
        )
        .map((line) => [line[at('Quem')], line[at('Login')]])
    assert.deepEqual(whoDid(String(helena.id)), [['Helena Duarte', 'helena']])
    assert.deepEqual(whoDid(other), [['Helena Duarte', 'helena.dois']])
    const list = await open(client, 'ana.', '/audit?actor=Helena+Duarte')
    for (const login of ['helena', 'helena.dois']) list.assertTextIncludes(`>${login}</span>`)
    const [, entry] = /href="(\/audit\/\d+)"/.exec(list.text())!
    const page = await open(client, 'ana.', entry!)
    page.assertTextIncludes('Helena Duarte (helena.dois)')
  }).tags(['@TR-3.2.1.5'])

  test('the functions of two profiles add up, and one that is taken away is gone at the next request', async ({
    client,
    assert,
  }) => {
    const profile = async (name: string, permissions: readonly string[]) => {
      await send(client, 'ana.', '/access/profiles', { name, permissions })
      return profileNamed(name)
    }
    const [a, b] = [
      await profile('Consulta de faturas', ['billing.read']),
      await profile('Segunda via', ['receivables.issue', 'receivables.read']),
    ]
    const helena = await userNamed('helena')
    const action = registries()
      .actions.all()
      .find(({ permission }) => permission === 'receivables.issue')!
    const give = (profiles: readonly string[]) =>
      send(client, 'ana.', `/access/users/${helena.id}/profiles`, { profiles })
    await give([a, b])
    const faturas = () => client.get('/billing/invoices').loginAs(helena)
    const page = await faturas()
    page.assertStatus(200)
    const act = () =>
      client
        .post(`/api/actions/${action.name}`)
        .json({})
        .accept('json')
        .withCsrfToken()
        .loginAs(helena)
    const allowed = await act()
    assert.equal(allowed.status(), 422, 'asked for its fields')
    await give([a])
    const still = await faturas()
    still.assertStatus(200)
    const gone = await act()
    gone.assertStatus(403)
  })

  test('nobody changes their own access, and somebody is always left who administers', async ({
    client,
    assert,
  }) => {
    const ana = await userNamed('ana.')
    const diego = await userNamed('diego.')
    const own = await send(client, 'ana.', `/access/users/${ana.id}/profiles`, { profiles: [] })
    assert.equal(problemOf(own)?.code, 'E_ACCESS_SELF')
    const left = await send(client, 'ana.', '/actions/access.deactivate_user', {
      ...{ id: diego.id, reason: 'Saiu da empresa' },
    })
    assert.include(left.flashMessage('done'), 'desativado')
    const entered = await enter(client, diego.login, 'aqueduto-demo')
    assert.equal(problemOf(entered)?.code, 'E_ACCESS_LOGIN')
    const listed = await open(client, 'ana.', '/access/users?state=inactive')
    listed.assertTextIncludes('Diego Farias')
    assert.notInclude(listed.text(), 'Carla Nunes')
    const profile = await profileNamed('Administrador')
    const emptied = await send(client, 'ana.', `/access/profiles/${profile}`, {
      ...{ name: 'Administrador', permissions: ['access.read'] },
    })
    assert.equal(problemOf(emptied)?.code, 'E_ACCESS_LAST_MANAGER')
    await send(client, 'ana.', '/actions/access.reactivate_user', {
      ...{ id: diego.id, reason: 'Voltou' },
    })
    const back = await enter(client, diego.login, 'aqueduto-demo')
    assert.equal(back.header('location'), '/')
  })

  test('the list finds by name, login and area, and pages', async ({ client, assert }) => {
    const found = await open(client, 'gilda.', '/access/users?q=leitura')
    found.assertTextIncludes('Elisa Prado')
    assert.notInclude(found.text(), 'Fábio Antunes')
    await query(
      db,
      `insert into access_users (municipality_id, login, full_name)
       select municipality_id, 'massa.' || n, 'Zélia Massa ' || lpad(n::text, 3, '0')
         from access_users, generate_series(1, 120) n where login like 'ana.%'`
    )
    const second = await open(client, 'gilda.', '/access/users?q=zelia&page=2')
    second.assertTextIncludes('Zélia Massa 051')
    second.assertTextIncludes('51–100 de 120')
    assert.notInclude(second.text(), 'Zélia Massa 050')
  })
})
