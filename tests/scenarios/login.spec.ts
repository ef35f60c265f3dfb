import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import { DEMO_PASSWORD } from '#core/access/index'
import User from '#core/access/models/user'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { expectStatus, expectText, textOf } from '#tests/support/requests'

const EMAIL = 'carla.atendimento@demo.aqueduto'
const REFUSED = 'Usuário ou senha incorretos.'

test.group('Access | login', (group) => {
  freshDatabase(group)

  test('a page without a session leads to the login, and the right pair to the page', async ({
    client,
    assert,
  }) => {
    const page = await client.get('/registry/customers').redirects(0)
    page.assertStatus(302)
    assert.equal(page.header('location'), '/login')
    const entered = await client
      .post('/login')
      .form({ login: EMAIL, password: DEMO_PASSWORD })
      .withCsrfToken()
      .redirects(0)
    assert.equal(entered.header('location'), '/')
    entered.assertSession('auth_web')
  })

  test('after the login one lands where one wanted to go, never outside', async ({
    client,
    assert,
  }) => {
    const wanted = await client
      .post('/login')
      .form({ login: EMAIL, password: DEMO_PASSWORD })
      .withSession({ wanted: '/registry/customers?kind=person' })
      .withCsrfToken()
      .redirects(0)
    assert.equal(wanted.header('location'), '/registry/customers?kind=person')
  })

  test('a wrong e-mail and a wrong password are refused in the same words', async ({
    client,
    assert,
  }) => {
    for (const form of [
      { login: EMAIL, password: 'errada' },
      { login: 'ninguem@demo.aqueduto', password: DEMO_PASSWORD },
    ]) {
      const response = await client
        .post('/login')
        .form(form)
        .withCsrfToken()
        .header('referer', '/login')
      response.assertTextIncludes(REFUSED)
      assert.include(response.text(), `value="${form.login}"`)
      assert.notInclude(response.text(), `value="${form.password}"`)
    }
  })

  test('a person who left enters no more', async ({ client }) => {
    await query(db, 'update access_users set is_active = false where email = ?', [EMAIL])
    const response = await client
      .post('/login')
      .form({ login: EMAIL, password: DEMO_PASSWORD })
      .withCsrfToken()
      .header('referer', '/login')
    response.assertTextIncludes(REFUSED)
    await query(db, 'update access_users set is_active = true where email = ?', [EMAIL])
  })

  test('a lost permission takes effect at the next page', async ({ client, assert }) => {
    const carla = await User.findByOrFail('email', EMAIL)
    const menu = async () => await textOf(client.get('/').loginAs(carla))
    assert.include(await menu(), 'href="/registry/customers"')
    await query(db, "delete from access_profile_permissions where permission = 'registry.read'")
    assert.notInclude(await menu(), 'href="/registry/customers"')
    await expectStatus(client.get('/registry/customers').loginAs(carla), 403)
  })

  test('two people with the same password have different salted hashes', async ({ assert }) => {
    const rows = await query<{ password: string }>(db, 'select password from access_users')
    const hashes = new Set(rows.map(({ password }) => password))
    assert.isAbove(rows.length, 1)
    for (const { password } of rows) {
      assert.notInclude(password, DEMO_PASSWORD)
      assert.match(password, /^\$scrypt\$/)
    }
    assert.equal(hashes.size, rows.length)
  }).tags(['@TR-3.2.1.9'])

  test('the demo people are shown only where the demo municipality is', async ({
    client,
    assert,
  }) => {
    await expectText(client.get('/login'), 'Município de demonstração')
    await query(db, "update access_municipalities set code = 'real'")
    const page = await client.get('/login')
    assert.notInclude(page.text(), 'demonstração')
    assert.notInclude(page.text(), DEMO_PASSWORD)
  })
})
