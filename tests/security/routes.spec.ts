import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import hash from '@adonisjs/core/services/hash'
import db from '@adonisjs/lucid/services/db'
import User from '#core/access/models/user'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { inLanes } from '#tests/support/in_lanes'
import { ana } from '#tests/support/people'

/** Open to all by intention, each with its own protection: the login itself, notices and links that carry a token. */
const PUBLIC = [
  ...[/^\/login$/, /^\/logout$/, /^\/health(\/(live|ready))?$/, /^\/api\/payments\/pix/],
  // Notices of WhatsApp, signed with the secret of the app.
  /^\/api\/messaging\/whatsapp$/,
  /^\/report-links\//,
  // What a stranger may know of a certificate, by its code; requests are counted.
  /^\/certificates\/check$/,
]
/** Anybody with a session may open these: they show only what the person may see. */
const FOR_ALL_USERS = [
  ...[/^\/$/, /^\/inbox/, /^\/search/, /^\/api\/openapi\.json$/, /^\/api\/?$/],
  // What one asked for oneself: files made for the person, answered as unknown to everybody else.
  ...[/^\/exports\/\d+$/],
  // The description of what the person may read: nothing, for who may read nothing.
  ...[/^\/api\/docs$/],
  ...[/^\/approvals$/, /^\/approvals\/\d+\/withdraw$/],
  // Entering, the own second factor, and the shared desk.
  ...[
    /^\/login\//,
    /^\/account(\/(second-factor|password|municipality|sessions).*)?$/,
    /^\/lock$/,
    /^\/session\//,
  ],
]

interface Door {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly path: string
}

/** A parameter that is a name has one that exists, so that the permission is what refuses. */
const NAMES: Readonly<Record<string, string>> = {
  '/actions/:name': '/actions/configuration.approve',
}

/** Every route of the system with its parameters filled: a number that exists nowhere, or a known name. */
function doors(): Door[] {
  return Object.values(router.toJSON())
    .flat()
    .flatMap(({ methods, pattern }) =>
      methods
        .filter((method) => method !== 'HEAD')
        .map((method) => ({
          method: method as Door['method'],
          path: Object.entries(NAMES)
            .reduce((path, [from, to]) => path.replace(from, to), pattern)
            .replaceAll(/:[^/]+/g, '987654321')
            .replaceAll('*', 'x'),
        }))
    )
}

const isIn = (list: readonly RegExp[], { path }: Door) => list.some((one) => one.test(path))
const closed = () => doors().filter((door) => !isIn(PUBLIC, door))

async function powerless(): Promise<User> {
  const municipality = (await db.from('access_municipalities').select('id').first()) as {
    id: bigint
  }
  await db
    .insertQuery()
    .table('access_users')
    .insert({
      municipality_id: String(municipality.id),
      login: 'nobody@demo.aqueduto',
      email: 'nobody@demo.aqueduto',
      full_name: 'Ninguém',
      password: await hash.make('nothing-at-all'),
    })
  return User.findByOrFail('email', 'nobody@demo.aqueduto')
}

test.group('Security | every route of the system', (group) => {
  freshDatabase(group)
  group.each.timeout(300_000)

  test('there are routes to check', ({ assert }) => {
    assert.isAbove(closed().length, 40)
  })

  test('without a session no page is shown and nothing is done', async ({ client, assert }) => {
    const open = await inLanes(closed(), async ({ path, method }) => {
      const request = client.request(path, method).redirects(0).withCsrfToken()
      const response = await (path.startsWith('/api') ? request.accept('json') : request)
      const isClosed =
        response.status() === 401 ||
        (response.status() === 302 && response.header('location') === '/login')
      return isClosed ? null : `${method} ${path}: ${response.status()}`
    })
    assert.deepEqual(open, [])
  })

  test('a person without permissions is refused everywhere', async ({ client, assert }) => {
    const user = await powerless()
    const guarded = closed().filter((one) => !isIn(FOR_ALL_USERS, one))
    const open = await inLanes(guarded, async ({ path, method }) => {
      const response = await client
        .request(path, method)
        .redirects(0)
        .withCsrfToken()
        .accept('json')
        .loginAs(user)
      return response.status() === 403 ? null : `${method} ${path}: ${response.status()}`
    })
    assert.deepEqual(open, [])
  }).timeout(240_000)

  test('no action runs without its permission', async ({ client, assert }) => {
    const user = await User.findByOrFail('email', 'nobody@demo.aqueduto')
    const open: string[] = []
    for (const name of registries().actions.names()) {
      const response = await client
        .post(`/api/actions/${name}`)
        .json({})
        .withCsrfToken()
        .accept('json')
        .loginAs(user)
      if (response.status() !== 403) open.push(`${name}: ${response.status()}`)
    }
    assert.deepEqual(open, [])
  })

  test('a form sent from another site, without the token, is refused', async ({
    client,
    assert,
  }) => {
    const user = await ana()
    const writing = closed().filter(({ method }) => method !== 'GET')
    const taken = await inLanes(writing, async ({ path, method }) => {
      const response = await client.request(path, method).redirects(0).accept('json').loginAs(user)
      return response.status() === 403 ? null : `${method} ${path}: ${response.status()}`
    })
    assert.deepEqual(taken, [])
  })
})
