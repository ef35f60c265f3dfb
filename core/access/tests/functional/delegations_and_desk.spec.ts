import { test } from '@japa/runner'
import type { TestContext } from '@japa/runner/core'
import db from '@adonisjs/lucid/services/db'
import { actorOfUser } from '#core/access/index'
import { addDays, clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

type Client = TestContext['client']

const CARLA = 'carla.atendimento@demo.aqueduto'
const today = () => clock.today('America/Cuiaba')

async function lend(client: Client, fields: Record<string, unknown>, from = 'bruno.faturamento') {
  const terms = { to: CARLA, from: today(), until: addDays(today(), 10), reason: 'Férias' }
  return client
    .post('/api/actions/access.delegate')
    .json({ ...terms, ...fields })
    .withCsrfToken()
    .loginAs(await userNamed(from))
}

const rights = async (name: string) => {
  const { id } = await userNamed(name)
  return (await actorOfUser(BigInt(id)))!
}

test.group('Access | delegations', (group) => {
  freshDatabase(group)
  group.each.teardown(() => clock.restore())

  test('lends a permission from one day to another; what is done stands in both names', async ({
    assert,
    client,
  }) => {
    const given = await lend(client, { permissions: ['jobs.run'] })
    given.assertStatus(200)
    const during = await rights('carla.atendimento')
    assert.isTrue(during.permissions.has('jobs.run'))
    assert.equal(during.lent?.get('jobs.run')?.name, 'Bruno Matos')
    const [run] = await query<{ id: bigint }>(
      db,
      `insert into jobs_runs (municipality_id, job, key, label, args, status, actor_name)
       values (?, 'tests.nothing', 'x', 'Teste', '{}', 'running', 'Teste') returning id`,
      [during.municipalityId]
    )
    const cancelled = await client
      .post('/api/actions/jobs.cancel_run')
      .json({ id: Number(run!.id), reason: 'x' })
      .withCsrfToken()
      .loginAs(await userNamed('carla.atendimento'))
    cancelled.assertStatus(200)
    const entry = await db.from('audit_entries').where('action', 'jobs.cancel_run').firstOrFail()
    assert.equal(entry.actor_name, 'Carla Nunes')
    assert.equal(entry.behalf_name, 'Bruno Matos')
    clock.freeze(new Date(Date.now() + 11 * 86_400_000))
    const after = await rights('carla.atendimento')
    assert.isFalse(after.permissions.has('jobs.run'))
  })

  test('refuses what the lender does not hold, and to lend on what was lent', async ({
    client,
  }) => {
    const above = await lend(client, { permissions: ['access.manage'] })
    above.assertStatus(422)
    above.assertBodyContains({ code: 'E_ACCESS_DELEGATE_NOT_HELD' })
    const profile = await lend(client, { profile: 'administrator' })
    profile.assertBodyContains({ code: 'E_ACCESS_DELEGATE_NOT_HELD' })
    await lend(
      client,
      { to: 'bruno.faturamento@demo.aqueduto', permissions: ['access.manage'] },
      'ana.admin'
    )
    const on = await lend(client, { permissions: ['access.manage'] })
    on.assertBodyContains({ code: 'E_ACCESS_DELEGATE_NOT_HELD' })
  })

  test('refuses oneself, a past day, an upside-down period and a year and more', async ({
    client,
  }) => {
    const permissions = ['jobs.read']
    const self = await lend(client, { permissions, to: 'bruno.faturamento@demo.aqueduto' })
    self.assertBodyContains({ code: 'E_ACCESS_DELEGATE_SELF' })
    for (const period of [
      { from: addDays(today(), -1) },
      { until: addDays(today(), -1) },
      { until: addDays(today(), 400) },
    ]) {
      const answer = await lend(client, { permissions, ...period })
      answer.assertBodyContains({ code: 'E_ACCESS_DELEGATE_PERIOD' })
    }
  })

  test('who administers lends nobody else’s rights to themselves', async ({ client }) => {
    const answer = await client
      .post('/api/actions/access.delegate_for')
      .json({
        ...{ owner: 'bruno.faturamento@demo.aqueduto', to: 'ana.admin@demo.aqueduto' },
        ...{ from: today(), until: addDays(today(), 1), permissions: ['jobs.run'], reason: 'x' },
      })
      .withCsrfToken()
      .loginAs(await userNamed('ana.admin'))
    answer.assertBodyContains({ code: 'E_ACCESS_SELF' })
  })

  test('a whole profile ends by hand, or when the lender loses it', async ({ assert, client }) => {
    const small = await lend(client, { profile: 'small' })
    small.assertBodyContains({ code: 'E_ACCESS_DELEGATE_NOT_HELD' })
    await query(
      db,
      `with made as (insert into access_profiles (code, name, description)
                     values ('small', 'Configurador', 'Teste') returning id),
            right_of as (insert into access_profile_permissions (profile_id, permission)
                     select id, 'configuration.edit' from made)
       insert into access_user_profiles (user_id, profile_id)
       select u.id, made.id from access_users u, made where u.email like 'bruno.%'`
    )
    const given = await lend(client, { profile: 'small' })
    given.assertStatus(200)
    const during = await rights('carla.atendimento')
    assert.isTrue(during.permissions.has('configuration.edit'))
    const bruno = await userNamed('bruno.faturamento')
    await db.from('access_users').where('id', bruno.id).update({ is_active: false })
    const gone = await rights('carla.atendimento')
    assert.isFalse(gone.permissions.has('configuration.edit'))
    await db.from('access_users').where('id', bruno.id).update({ is_active: true })
    const { id } = await db.from('access_delegations').orderBy('id', 'desc').firstOrFail()
    await client
      .post('/actions/access.end_delegation')
      .form({ id: String(id) })
      .withCsrfToken()
      .redirects(0)
      .loginAs(bruno)
    const ended = await rights('carla.atendimento')
    assert.isFalse(ended.permissions.has('configuration.edit'))
  })

  test('refuses what would give one person duties that must stay apart', async ({
    assert,
    client,
  }) => {
    const before = await db.from('access_delegations').count('* as total').first()
    const answer = await lend(client, { profile: 'billing' })
    answer.assertStatus(409)
    answer.assertBodyContains({ code: 'E_ACCESS_DUTIES' })
    assert.include(answer.body().message, 'Carla Nunes')
    assert.deepEqual(await db.from('access_delegations').count('* as total').first(), before)
  })

  test('the screens show them', async ({ client }) => {
    const mine = await client
      .get('/account/delegations')
      .loginAs(await userNamed('bruno.faturamento'))
    mine.assertTextIncludes('Carla Nunes')
    mine.assertTextIncludes('Perfil Configurador')
    const all = await client.get('/access/delegations').loginAs(await userNamed('ana.admin'))
    all.assertTextIncludes('Encerrada')
  })
})

test.group('Access | shared desk', (group) => {
  freshDatabase(group)

  async function enter(client: Client, name: string) {
    const form = { login: `${name}@demo.aqueduto`, password: 'aqueduto-demo' }
    const answer = await client.post('/login').form(form).withCsrfToken().redirects(0)
    return answer.session()
  }
  const origin = (client: Client, path: string) =>
    `${new URL(path, (client.get('/') as unknown as { request: { url: string } }).request.url)}`

  test('the next person lands on the same page, and nothing of the first session is left', async ({
    assert,
    client,
  }) => {
    const first = await enter(client, 'ana.admin')
    const left = await client
      .post('/session/switch')
      .header('referer', origin(client, '/audit?page=2'))
      .withSession({ ...first, private: 'of Ana' })
      .withCsrfToken()
      .redirects(0)
    left.assertHeader('location', '/login')
    const session = left.session()
    assert.notProperty(session, 'private')
    assert.notProperty(session, 'access_session')
    const ended = await db.from('access_sessions').where('end_reason', 'switched')
    assert.lengthOf(ended, 1)
    const old = await client.get('/audit').withSession(first).redirects(0)
    old.assertHeader('location', '/login')

    const login = (name: string) =>
      client
        .post('/login')
        .form({ login: `${name}@demo.aqueduto`, password: 'aqueduto-demo' })
        .withSession(session)
        .withCsrfToken()
        .redirects(0)
    const next = await login('diego.admin')
    next.assertHeader('location', '/audit?page=2')
    const other = await login('carla.atendimento')
    const page = await client.get('/audit?page=2').withSession(other.session()).redirects(0)
    page.assertHeader('location', '/')
  })

  test('a locked screen opens nothing until its own password is typed', async ({
    assert,
    client,
  }) => {
    const session = await enter(client, 'ana.admin')
    const locked = await client
      .post('/session/lock')
      .header('referer', origin(client, '/audit'))
      .withSession(session)
      .withCsrfToken()
      .redirects(0)
    locked.assertHeader('location', '/lock')
    const page = await client.get('/audit').withSession(session).redirects(0)
    page.assertHeader('location', '/lock')
    const unlock = (password: string) =>
      client
        .post('/lock')
        .form({ password })
        .withSession(locked.session())
        .withCsrfToken()
        .redirects(0)
    const wrong = await unlock('other')
    assert.equal(
      (wrong.flashMessages().problem as unknown as { code: string }).code,
      'E_ACCESS_LOGIN'
    )
    assert.notInclude(JSON.stringify(wrong.flashMessages()), 'other')
    const right = await unlock('aqueduto-demo')
    right.assertHeader('location', '/audit')
    const open = await client.get('/audit').withSession(session).redirects(0)
    open.assertStatus(200)
  })
})
