import { test } from '@japa/runner'
import type { TestContext } from '@japa/runner/core'
import db from '@adonisjs/lucid/services/db'
import env from '#core/kernel/env'
import { civilDate } from '#core/calendar/index'
import type { Json } from '#core/database/index'
import { putInForce } from '#database/demo/put_in_force'
import { freshDatabase } from '#tests/support/database'
import {
  type DirectoryAccount,
  startDirectory,
  startProvider,
  throughProvider,
} from '#tests/support/network'
import { browserOf, profileNamed, send } from '../support/people.ts'

type Client = TestContext['client']

async function configure(values: Record<string, Json>): Promise<void> {
  const { id } = await db.from('access_municipalities').firstOrFail()
  for (const [key, value] of Object.entries(values)) {
    await db.transaction((tx) =>
      putInForce(tx, {
        municipalityId: id,
        key: key as 'access.directory',
        value,
        from: civilDate('2026-01-01'),
        reason: 'Entrada pela rede',
      })
    )
  }
}

async function profilesOf(login: string): Promise<string[]> {
  const rows = await db
    .from('access_user_profiles as up')
    .join('access_users as u', 'u.id', 'up.user_id')
    .join('access_profiles as p', 'p.id', 'up.profile_id')
    .where('u.login', login)
    .orderBy('p.code')
    .select('p.code')
  return rows.map(({ code }) => code as string)
}

async function operator(login: string, email: string | null = null): Promise<void> {
  const { id } = await db.from('access_municipalities').firstOrFail()
  await db
    .insertQuery()
    .table('access_users')
    .insert({ municipality_id: String(id), login, email, full_name: login, password: null })
}

const enter = (client: Client, login: string, password: string) =>
  client.post('/login').form({ login, password }).withCsrfToken().redirects(0)

const GROUPS = [
  { group: 'Atendimento', profile: 'attendant' },
  { group: 'cn=Faturamento,ou=Grupos,dc=prefeitura,dc=example', profile: 'billing' },
]

test.group('Access | entry by the directory of the network', (group) => {
  freshDatabase(group)
  const maria: DirectoryAccount = {
    login: 'maria.souza',
    password: 'Rede-2026',
    id: '6f1c-01',
    name: 'Maria Souza',
    email: 'maria@prefeitura.example',
    groups: ['CN=Atendimento,OU=Grupos,DC=prefeitura,DC=example'],
  }
  const outro: DirectoryAccount = { ...maria, login: 'joao', id: '6f1c-02', email: 'j@x.example' }
  const ana: DirectoryAccount = {
    ...maria,
    login: 'ana.admin@demo.aqueduto',
    id: '6f1c-03',
    email: 'ana.admin@demo.aqueduto',
    groups: [],
  }
  let directory: Awaited<ReturnType<typeof startDirectory>>

  group.setup(async () => {
    directory = await startDirectory([maria, outro, ana])
    env.set('ACCESS_DIRECTORY_PASSWORD', directory.servicePassword)
    await configure({ 'access.directory': directory.settings, 'access.group_profiles': GROUPS })
    return () => directory.stop()
  })

  test('an operator enters with the password of the network and gets the profiles of their groups', async ({
    assert,
    client,
  }) => {
    await operator('maria.souza')
    const wrong = await enter(client, 'maria.souza', 'other')
    wrong.assertHeader('location', '/')
    assert.lengthOf(await db.from('access_sessions'), 0)
    const answer = await enter(client, 'maria.souza', maria.password)
    answer.assertHeader('location', '/')
    assert.lengthOf(await db.from('access_sessions').where('source', 'ldap'), 1)
    assert.deepEqual(await profilesOf('maria.souza'), ['attendant'])
    const { password } = await db.from('access_users').where('login', 'maria.souza').firstOrFail()
    assert.isNull(password)
  })

  test('a change of groups takes effect at the next entry; what was given by hand stays', async ({
    assert,
    client,
  }) => {
    const user = await db.from('access_users').where('login', 'maria.souza').firstOrFail()
    const admin = await db.from('access_profiles').where('code', 'administrator').firstOrFail()
    await db
      .insertQuery()
      .table('access_user_profiles')
      .insert({ user_id: String(user.id), profile_id: String(admin.id) })
    maria.groups = ['CN=Faturamento,OU=Grupos,DC=prefeitura,DC=example', 'CN=Outros']
    await enter(client, 'maria.souza', maria.password)
    assert.deepEqual(await profilesOf('maria.souza'), ['administrator', 'billing'])
    const entries = await db.from('audit_entries').where('action', 'access.network_entry')
    assert.include(entries.at(-1).description, 'retirados: Atendente')
  })

  test('who is in the directory and not registered is refused, and told so', async ({
    assert,
    client,
  }) => {
    const answer = await enter(client, 'joao', outro.password)
    const problem = answer.flashMessages().problem as unknown as { code: string }
    assert.equal(problem.code, 'E_ACCESS_NOT_REGISTERED')
    assert.lengthOf(await db.from('access_users').where('login', 'joao'), 0)
  })

  test('where the utility says so, who is in a mapped group is registered at the first entry', async ({
    assert,
    client,
  }) => {
    await configure({ 'access.registers_from_groups': true })
    await enter(client, 'joao', outro.password)
    assert.deepEqual(await profilesOf('joao'), ['attendant'])
    outro.groups = []
    await enter(client, 'joao', outro.password)
    assert.deepEqual(await profilesOf('joao'), [])
  })

  test('an empty password and the signs of a filter find nobody', async ({ assert, client }) => {
    const before = await db.from('access_sessions').count('* as total').first()
    for (const login of ['*', 'maria*', 'x)(uid=*']) await enter(client, login, maria.password)
    await enter(client, 'maria.souza', '')
    assert.deepEqual(await db.from('access_sessions').count('* as total').first(), before)
  })

  test('an emergency administrator keeps the local password, others linked do not', async ({
    assert,
    client,
  }) => {
    await enter(client, ana.login, ana.password)
    assert.lengthOf(await db.from('access_identities').where('subject', ana.id), 1)
    const local = await enter(client, ana.login, 'aqueduto-demo')
    local.assertHeader('location', '/')
    assert.isNotNull(
      await db.from('access_sessions').where('source', 'local').orderBy('started_at').first()
    )
    const bruno = await enter(client, 'bruno.faturamento@demo.aqueduto', 'aqueduto-demo')
    bruno.assertHeader('location', '/')
    assert.isUndefined(bruno.flashMessages().problem)
  })

  test('with the directory down, local users enter and the others are told what happens', async ({
    assert,
    client,
  }) => {
    await directory.stop()
    const linked = await enter(client, 'maria.souza', maria.password)
    const problem = linked.flashMessages().problem as unknown as { code: string } | undefined
    // Maria was made an administrator by hand, who may keep a local password, but has none.
    assert.equal(problem?.code, 'E_ACCESS_UNREACHABLE')
    const local = await enter(client, 'carla.atendimento@demo.aqueduto', 'aqueduto-demo')
    assert.isUndefined(local.flashMessages().problem)
  })
})

test.group('Access | entry by the identity provider', (group) => {
  freshDatabase(group)
  let provider: Awaited<ReturnType<typeof startProvider>>
  const claims = {
    name: 'Paulo Lima',
    preferred_username: 'paulo.lima',
    groups: ['Atendimento'],
    email: 'paulo@prefeitura.example',
    email_verified: true,
  }

  group.setup(async () => {
    const callback = new URL('/login/openid/callback', env.get('APP_URL')).href
    provider = await startProvider(
      [
        { sub: 'p-1', claims },
        { sub: 'p-2', claims: { ...claims, preferred_username: 'nobody', email: 'n@x.example' } },
        {
          sub: 'p-3',
          claims: {
            name: 'Impostor',
            preferred_username: 'impostor',
            groups: [],
            email: 'ana.admin@demo.aqueduto',
            email_verified: false,
          },
        },
      ],
      callback
    )
    await configure({ 'access.openid': provider.settings, 'access.group_profiles': GROUPS })
    return () => provider.stop()
  })

  async function arrive(client: Client, sub: string, change: (back: URL) => void = () => {}) {
    provider.current.sub = sub
    const started = await client.get('/login/openid').redirects(0)
    const session = started.session()
    const back = await throughProvider(started.header('location')!, provider.settings.issuer)
    change(back)
    const answer = await client
      .get(back.pathname + back.search)
      .withSession({ ...session, wanted: '/jobs' })
      .redirects(0)
    return { answer, back, session }
  }

  test('the login page has the button', async ({ client }) => {
    const page = await client.get('/login')
    page.assertTextIncludes('Entrar com a conta da Prefeitura')
  })

  test('who is signed in to the network enters without a local password, with the profiles of their groups', async ({
    assert,
    client,
  }) => {
    const registered = await send(client, 'ana.', '/access/users', {
      ...{
        login: 'paulo.lima',
        full_name: 'Paulo Lima',
        profiles: [await profileNamed('Consulta')],
      },
      ...{ password: 'Poco-2026-Fundo', password_confirmation: 'Poco-2026-Fundo' },
    })
    registered.assertHeader('location')
    const { answer, back, session } = await arrive(client, 'p-1')
    answer.assertHeader('location', '/jobs')
    const browser = browserOf(client, answer)
    // What Consulta lets, given by hand; what the group Atendimento lets; and what neither does.
    for (const [path, status] of [
      ['/audit', 200],
      ['/registry/customers', 200],
      ['/access/users/new', 403],
      ['/payments/files/new', 403],
    ] as const) {
      const page = await browser.get(path)
      assert.deepEqual([path, page.status()], [path, status])
    }
    assert.lengthOf(await db.from('access_sessions').where('source', 'openid'), 1)
    assert.deepEqual(await profilesOf('paulo.lima'), ['attendant', 'query'])
    const again = await client
      .get(back.pathname + back.search)
      .withSession(session)
      .redirects(0)
    again.assertHeader('location', '/login')
    assert.lengthOf(await db.from('access_sessions').where('source', 'openid'), 1)
  }).tags(['@TR-3.2.1.7'])

  test('a person of the network with no registered operator is refused', async ({
    assert,
    client,
  }) => {
    const { answer } = await arrive(client, 'p-2')
    answer.assertHeader('location', '/login')
    const problem = answer.flashMessages().problem as unknown as { code: string }
    assert.equal(problem.code, 'E_ACCESS_NOT_REGISTERED')
    assert.lengthOf(await db.from('access_users').where('login', 'nobody'), 0)
    const shut = await browserOf(client, answer).get('/')
    shut.assertHeader('location', '/login')
  }).tags(['@TR-3.2.1.7'])

  test('an address that the provider does not answer for takes over nobody', async ({
    assert,
    client,
  }) => {
    const { answer } = await arrive(client, 'p-3')
    const problem = answer.flashMessages().problem as unknown as { code: string }
    assert.equal(problem.code, 'E_ACCESS_NOT_REGISTERED')
    assert.lengthOf(await db.from('access_identities').where('subject', 'p-3'), 0)
  })

  test('an answer with another state, or that nobody asked for, opens no session', async ({
    assert,
    client,
  }) => {
    const before = await db.from('access_sessions').count('* as total').first()
    const { answer } = await arrive(client, 'p-1', (back) => {
      back.searchParams.set('state', 'forged')
    })
    answer.assertHeader('location', '/login')
    const unasked = await client.get('/login/openid/callback?code=x&state=y').redirects(0)
    unasked.assertHeader('location', '/login')
    assert.deepEqual(await db.from('access_sessions').count('* as total').first(), before)
  })

  test('leaving the system offers to leave the network too', async ({ assert, client }) => {
    const { answer } = await arrive(client, 'p-1')
    const out = await client
      .post('/logout')
      .withSession(answer.session())
      .withCsrfToken()
      .redirects(0)
    out.assertFlashMessage('left', 'network')
    const left = await client.get('/login/openid/leave').redirects(0)
    const location = new URL(left.header('location')!)
    assert.equal(location.origin, provider.settings.issuer)
    assert.equal(
      location.searchParams.get('post_logout_redirect_uri'),
      new URL('/login', env.get('APP_URL')).href
    )
  })
})
