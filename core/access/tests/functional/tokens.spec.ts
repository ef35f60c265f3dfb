import type { TestContext } from '@japa/runner/core'
import { test } from '@japa/runner'
import db from '@adonisjs/lucid/services/db'
import type User from '#core/access/models/user'
import { actorOfUser } from '#core/access/index'
import { issueTokenAction } from '#core/access/tokens/token_actions'
import { actorOfToken } from '#core/access/tokens/token_actor'
import { runAction } from '#core/actions/index'
import { clock } from '#core/calendar/index'
import { query } from '#core/database/index'
import { freshDatabase } from '#tests/support/database'
import { userNamed } from '#tests/support/people'

const bruno = () => userNamed('bruno.faturamento')

test.group('Access | keys for other systems', (group) => {
  freshDatabase(group)
  group.each.teardown(() => clock.restore())

  test('a key is shown once, kept as a hash, and opens only what it was given', async ({
    assert,
    client,
  }) => {
    const page = await client
      .post('/account/tokens')
      .form({ 'name': 'Contabilidade da prefeitura', 'days': '30', 'scopes[]': ['jobs.read'] })
      .withCsrfToken()
      .loginAs(await bruno())
    page.assertStatus(200)
    const secret = /aqueduto_[\w-]{43}/.exec(page.text())![0]
    const again = await client.get('/account/tokens').loginAs(await bruno())
    assert.notInclude(again.text(), secret)
    again.assertTextIncludes('Contabilidade da prefeitura')
    const stored = await db.from('access_tokens').firstOrFail()
    assert.notInclude(
      JSON.stringify(stored, (_, v) => (typeof v === 'bigint' ? String(v) : v)),
      secret
    )
    const entries = await db.from('audit_entries').where('action', 'access.issue_token')
    assert.lengthOf(entries, 1)
    assert.notInclude(entries[0].payload, secret)

    const allowed = await client.get('/api/jobs/999999').bearerToken(secret)
    allowed.assertStatus(404)
    const other = await client.get('/api/registry/premises').bearerToken(secret)
    other.assertStatus(403)
    const used = await db.from('access_tokens').firstOrFail()
    assert.isNotNull(used.last_used_at)
  })

  test('a key does what its owner may do now and no more', async ({ assert, client }) => {
    const secret = await issue(client, { 'scopes[]': ['jobs.run'] })
    const run = () =>
      client
        .post('/api/actions/jobs.cancel_run')
        .json({ id: 999_999, reason: 'teste' })
        .bearerToken(secret)
    // No form token is asked: no browser sends a key by itself.
    await run().then((answer) => answer.assertStatus(404))
    await db.from('access_profile_permissions').where('permission', 'jobs.run').delete()
    const answer = await run()
    answer.assertStatus(403)
    assert.include(answer.body().message, 'Iniciar e cancelar')
  })

  test('refuses scopes that the owner lacks, and rights over access itself', async ({ client }) => {
    const ask = async (scopes: string[]) =>
      client
        .post('/api/actions/access.issue_token')
        .json({ name: 'Sistema', days: 1, scopes })
        .withCsrfToken()
        .loginAs(await bruno())
    for (const scope of ['access.manage', 'access.tokens', 'nothing.at_all']) {
      const answer = await ask([scope])
      answer.assertStatus(422)
      answer.assertBodyContains({ code: 'E_ACCESS_TOKEN_SCOPE' })
    }
  })

  test('stops at its date, when revoked, and from other addresses', async ({ assert, client }) => {
    const secret = await issue(client, { 'scopes[]': ['jobs.read'], 'days': '2' })
    const status = async (key: string) => {
      const answer = await client.get('/api/jobs/999999').bearerToken(key)
      return answer.status()
    }
    assert.equal(await status(secret), 404)
    clock.freeze(new Date(Date.now() + 2 * 86_400_000 + 1000))
    assert.equal(await status(secret), 401)
    clock.restore()
    const { id } = await db.from('access_tokens').orderBy('id', 'desc').firstOrFail()
    const revoked = await client
      .post('/actions/access.revoke_token')
      .form({ id: String(id), next: '/account/tokens' })
      .withCsrfToken()
      .redirects(0)
      .loginAs(await bruno())
    revoked.assertHeader('location', '/account/tokens')
    assert.equal(await status(secret), 401)

    const elsewhere = await issue(client, { 'scopes[]': ['jobs.read'], 'addresses': '10.9.0.0/16' })
    assert.equal(await status(elsewhere), 401)
    const here = await issue(client, {
      'scopes[]': ['jobs.read'],
      'addresses': '10.9.0.1, 127.0.0.0/8',
    })
    assert.equal(await status(here), 404)
  })

  test('a wrong address range is refused by name', async ({ client }) => {
    const answer = await client
      .post('/api/actions/access.issue_token')
      .json({ name: 'Sistema', days: 1, scopes: ['jobs.read'], addresses: '10.0.0.300' })
      .withCsrfToken()
      .loginAs(await bruno())
    answer.assertStatus(422)
    answer.assertBodyContains({ code: 'E_ACCESS_ADDRESS' })
  })

  test('a key belongs to the municipality where it was made, while its owner works there', async ({
    assert,
    client,
  }) => {
    const user = await bruno()
    const owner = BigInt(user.id)
    const [there] = await query<{ id: bigint }>(
      db,
      `insert into access_municipalities (code, name, state, ibge_code, time_zone)
       values ('vizinha', 'Serra Vizinha', 'MT', '0000001', 'America/Cuiaba') returning id`
    )
    await query(db, 'insert into access_territories (user_id, municipality_id) values (?, ?)', [
      owner,
      there!.id,
    ])
    const actor = (await actorOfUser(owner, there!.id))!
    const { secret } = await runAction(issueTokenAction, {
      actor,
      input: { name: 'Sistema vizinho', days: 1, scopes: ['jobs.read'] },
    })
    const used = await actorOfToken(secret, '127.0.0.1')
    assert.equal(used.municipalityId, there!.id)
    await query(db, 'delete from access_territories where user_id = ? and municipality_id = ?', [
      owner,
      there!.id,
    ])
    const answer = await client.get('/api/jobs/999999').bearerToken(secret)
    answer.assertStatus(401)
  })

  test('one person ends only their own; an administrator ends any', async ({ client }) => {
    await issue(client, { 'scopes[]': ['jobs.read'] })
    const { id } = await db.from('access_tokens').orderBy('id', 'desc').firstOrFail()
    const end = async (action: string, who: User) =>
      client
        .post(`/api/actions/${action}`)
        .json({ id: Number(id), reason: 'saiu' })
        .withCsrfToken()
        .loginAs(who)
    const ana = await userNamed('ana.admin')
    await end('access.revoke_token', ana).then((answer) => answer.assertStatus(404))
    await end('access.revoke_any_token', await bruno()).then((answer) => answer.assertStatus(403))
    await end('access.revoke_any_token', ana).then((answer) => answer.assertStatus(200))
  })

  test('the cookie of a request with a key is never looked at, nor a key outside /api', async ({
    client,
  }) => {
    const wrong = `aqueduto_${'a'.repeat(43)}`
    const withBoth = await client
      .post('/api/actions/jobs.resume_run')
      .json({ id: 1 })
      .bearerToken(wrong)
      .loginAs(await bruno())
    withBoth.assertStatus(401)
    const secret = await issue(client, { 'scopes[]': ['jobs.read'] })
    const page = await client.get('/jobs').bearerToken(secret).redirects(0)
    page.assertStatus(302)
    page.assertHeader('location', '/login')
    const form = await client
      .post('/actions/jobs.resume_run')
      .form({ id: '1' })
      .bearerToken(secret)
      .redirects(0)
      .loginAs(await bruno())
    form.assertFlashMessage('problem', {
      code: 'E_WEB_EXPIRED',
      people:
        'A página expirou ou foi enviada por outro endereço. Volte, recarregue e tente de novo.',
    })
  })

  test('an address that tries keys is made to wait', async ({ assert, client }) => {
    const statuses = new Set<number>()
    for (let i = 0; i < 25; i++) {
      const answer = await client.get('/api/jobs/1').bearerToken(`aqueduto_${'b'.repeat(43)}`)
      statuses.add(answer.status())
    }
    assert.deepEqual([...statuses], [401, 429])
  })
})

type Client = TestContext['client']

async function issue(client: Client, fields: Record<string, unknown>): Promise<string> {
  const page = await client
    .post('/account/tokens')
    .form({ name: 'Sistema', days: '30', ...fields })
    .withCsrfToken()
    .loginAs(await bruno())
  return /aqueduto_[\w-]{43}/.exec(page.text())![0]
}
