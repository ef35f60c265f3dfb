import { test } from '@japa/runner'
import type { ApiResponse } from '@japa/api-client'
import type { TestContext } from '@japa/runner/core'
import db from '@adonisjs/lucid/services/db'
import type { SessionData } from '@adonisjs/session/types'
import { Secret, TOTP } from 'otpauth'
import type User from '#core/access/models/user'
import { civilDate, clock } from '#core/calendar/index'
import { putInForce } from '#database/demo/put_in_force'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

type Client = TestContext['client']

const bruno = () => userNamed('bruno.faturamento')

/** What the phone shows, so many steps of 30 seconds away from now. */
const codeAt = (secret: string, steps = 0) =>
  new TOTP({ secret: Secret.fromBase32(secret) }).generate({
    timestamp: clock.now().getTime() + steps * 30_000,
  })

const codesOf = (page: ApiResponse) =>
  page.text().match(/\b(?:[2-9A-Z]{4}-){3}[2-9A-Z]{4}\b/g) ?? []
const problemOf = (answer: ApiResponse) =>
  (answer.flashMessages().problem as unknown as { code: string } | undefined)?.code

async function password(client: Client, login: string): Promise<ApiResponse> {
  const form = { login: `${login}@demo.aqueduto`, password: 'aqueduto-demo' }
  return client.post('/login').form(form).withCsrfToken().redirects(0)
}

const sendCode = (client: Client, session: SessionData, code: string) =>
  client.post('/login/code').form({ code }).withSession(session).withCsrfToken().redirects(0)

/** Turns it on for a person as they do it: the secret stands on the page, one code proves it. */
async function turnOn(client: Client, user: User) {
  const page = await client.get('/account/second-factor').loginAs(user)
  const secret = /account-secret">([A-Z2-7 ]+)</.exec(page.text())![1]!.replaceAll(' ', '')
  const done = await client
    .post('/account/second-factor')
    .form({ code: codeAt(secret) })
    .withCsrfToken()
    .loginAs(user)
  return { secret, codes: codesOf(done) }
}

test.group('Access | second factor', (group) => {
  freshDatabase(group)
  group.each.setup(() => clock.freeze('2026-11-22T12:00:00Z'))
  group.each.teardown(() => clock.restore())
  let secret = ''
  let codes: string[] = []

  test('is turned on with a code of the phone; its secret is kept encrypted and not shown again', async ({
    assert,
    client,
  }) => {
    const wrong = await client
      .post('/account/second-factor')
      .form({ code: '000000' })
      .withCsrfToken()
      .redirects(0)
      .loginAs(await bruno())
    assert.equal(problemOf(wrong), 'E_ACCESS_CODE')
    const on = await turnOn(client, await bruno())
    secret = on.secret
    codes = on.codes
    assert.lengthOf(new Set(codes), 10)
    const stored = await db.from('access_second_factors').firstOrFail()
    assert.notInclude(stored.secret, secret)
    const hashes = await db.from('access_recovery_codes')
    assert.lengthOf(hashes, 10)
    assert.isFalse(hashes.some(({ hash }) => codes.includes(hash)))
    const page = await client.get('/account/second-factor').loginAs(await bruno())
    assert.notInclude(page.text().replaceAll(' ', ''), secret)
  })

  test('the password alone opens nothing; the code does, once, with a step of drift', async ({
    assert,
    client,
  }) => {
    clock.freeze('2026-11-22T12:10:00Z')
    const before = await db.from('access_sessions').count('* as total').first()
    const first = await password(client, 'bruno.faturamento')
    first.assertHeader('location', '/login/code')
    assert.deepEqual(await db.from('access_sessions').count('* as total').first(), before)
    const late = await sendCode(client, first.session(), codeAt(secret, -2))
    assert.equal(problemOf(late), 'E_ACCESS_CODE')
    const code = codeAt(secret, -1)
    const right = await sendCode(client, first.session(), code)
    right.assertHeader('location', '/')
    const again = await password(client, 'bruno.faturamento')
    const replay = await sendCode(client, again.session(), code)
    assert.equal(problemOf(replay), 'E_ACCESS_CODE')
    const next = await sendCode(client, again.session(), codeAt(secret, 1))
    next.assertHeader('location', '/')
  })

  test('a recovery code serves once, however it is typed', async ({ assert, client }) => {
    const typed = codes[0]!.toLowerCase().replaceAll('-', ' ')
    const first = await password(client, 'bruno.faturamento')
    const used = await sendCode(client, first.session(), typed)
    used.assertHeader('location', '/')
    const second = await password(client, 'bruno.faturamento')
    const twice = await sendCode(client, second.session(), typed)
    assert.equal(problemOf(twice), 'E_ACCESS_CODE')
  })

  test('wrong codes count with wrong passwords towards the block', async ({ assert, client }) => {
    clock.freeze('2026-11-22T13:00:00Z')
    const first = await password(client, 'bruno.faturamento')
    const problems: (string | undefined)[] = []
    for (let i = 0; i < 6; i++) {
      const answer = await sendCode(client, first.session(), '000000')
      problems.push(problemOf(answer))
    }
    assert.include(problems, 'E_ACCESS_BLOCKED')
    const blocked = await password(client, 'bruno.faturamento')
    assert.equal(problemOf(blocked), 'E_ACCESS_BLOCKED')
    await db.from('access_users').update({ blocked_at: null, attempts_from: clock.now() })
  })

  test('another administrator undoes it, with a reason in the trail; nobody undoes their own', async ({
    assert,
    client,
  }) => {
    const target = await bruno()
    const reset = async (id: string, who: User) =>
      client
        .post('/api/actions/access.reset_second_factor')
        .json({ id: Number(id), reason: 'Perdeu o celular' })
        .withCsrfToken()
        .loginAs(who)
    const ana = await userNamed('ana.admin')
    await turnOn(client, ana)
    const own = await reset(ana.id, ana)
    own.assertBodyContains({ code: 'E_ACCESS_FACTOR_SELF' })
    const other = await reset(target.id, ana)
    other.assertStatus(200)
    const entry = await db
      .from('audit_entries')
      .where('action', 'access.reset_second_factor')
      .firstOrFail()
    assert.equal(entry.reason, 'Perdeu o celular')
    const free = await password(client, 'bruno.faturamento')
    free.assertHeader('location', '/')
    await db.from('access_recovery_codes').delete()
    await db.from('access_second_factors').delete()
  })

  test('who must have one turns it on before any other page, and cannot turn it off', async ({
    assert,
    client,
  }) => {
    clock.freeze('2026-11-22T18:00:00Z')
    const { id } = await db.from('access_municipalities').firstOrFail()
    await db.transaction((tx) =>
      putInForce(tx, {
        municipalityId: id,
        key: 'access.second_factor_profiles',
        value: ['administrator'],
        from: civilDate('2026-11-22'),
        reason: 'Instalação real',
      })
    )
    const entered = await password(client, 'diego.admin')
    entered.assertHeader('location', '/account/second-factor')
    const session = entered.session()
    const elsewhere = await client.get('/audit').withSession(session).redirects(0)
    elsewhere.assertHeader('location', '/account/second-factor')
    const page = await client.get('/account/second-factor').withSession(session)
    const own = /account-secret">([A-Z2-7 ]+)</.exec(page.text())![1]!.replaceAll(' ', '')
    await client
      .post('/account/second-factor')
      .form({ code: codeAt(own) })
      .withSession(session)
      .withCsrfToken()
    const free = await client.get('/audit').withSession(session).redirects(0)
    free.assertStatus(200)
    const off = await client
      .post('/account/second-factor/off')
      .form({ code: codeAt(own, 1) })
      .withSession(session)
      .withCsrfToken()
      .redirects(0)
    assert.equal(problemOf(off), 'E_ACCESS_FACTOR_REQUIRED')
  })
})
