import { test } from '@japa/runner'
import router from '@adonisjs/core/services/router'
import type { ApiClient } from '@japa/api-client'
import { DEMO_USERS, actorOfUser } from '#core/access/index'
import User from '#core/access/models/user'
import { openedFor } from '#tests/support/sessions'
import { SESSION_KEY } from '#core/access/sessions/open_session'
import { registries } from '#core/kernel/index'
import { freshDatabase } from '#tests/support/database'
import { inLanes } from '#tests/support/in_lanes'

/** One person of each profile of the demo. */
const PEOPLE = [...new Map(DEMO_USERS.map((user) => [user.profile, user])).values()]

/** Open to all by intention: what one asked for oneself. */
const FOR_ALL = new Set(['/approvals'])
/** How a person arranges their own screens: asked of who only reads, and nothing of the utility's. */
const OWN_SCREENS = [/^records\.(save_view|delete_view|set_layout)$/, /^reports\.arrange_home$/]

/** Who decides about a version is named by its kind, so the action itself asks for it when it knows the kind. */
const ASKED_INSIDE = [/^configuration\.(approve|reject|ratify|refuse_emergency|withdraw_approved)$/]

interface Person {
  readonly name: string
  readonly permissions: ReadonlySet<string>
  readonly session: Readonly<Record<string, string>>
}

async function everybody(): Promise<Person[]> {
  return Promise.all(
    PEOPLE.map(async ({ email, profile }) => {
      const user = await User.findByOrFail('login', email)
      const actor = await actorOfUser(BigInt(user.id))
      return {
        name: profile,
        permissions: actor!.permissions,
        session: { auth_web: user.id, [SESSION_KEY]: await openedFor(user) },
      }
    })
  )
}

/** Each thing with each person. */
const withEach = <T>(list: Iterable<T>, people: readonly Person[]): (readonly [T, Person])[] =>
  [...list].flatMap((one) => people.map((person) => [one, person] as const))

/** The permission that a refusal names, by its title; nothing when the answer is no refusal. */
function refusedFor(status: number, body: unknown): string | null {
  const { code, message = '' } = (body ?? {}) as { code?: string; message?: string }
  if (status !== 403 || code !== 'E_ACCESS_DENIED') return null
  const { permissions } = registries()
  const titles = permissions
    .names()
    .filter((name) => message.includes(`(${permissions.get(name)})`))
  return titles[0] ?? 'a permission that nobody declared'
}

const ask = (client: ApiClient, person: Person, path: string, method: 'GET' | 'POST' = 'GET') =>
  client
    .request(path, method)
    .withSession(person.session)
    .withCsrfToken()
    .accept('json')
    .redirects(0)

/** What the declarations say of an address that shows something: menu entries and record types. */
function declared(): Map<string, string> {
  const { menu, records } = registries()
  return new Map([
    ...records.all().flatMap(({ path, permissions }): [string, string][] => [
      [path, permissions.read],
      [`/api${path}`, permissions.read],
    ]),
    ...menu
      .filter(({ path }) => !FOR_ALL.has(path))
      .map(({ path, permission }): [string, string] => [path, permission]),
  ])
}

test.group('Security | profiles against declarations', (group) => {
  freshDatabase(group)

  test('every declared screen and list opens for exactly the profiles that hold its permission', async ({
    client,
    assert,
  }) => {
    const people = await everybody()
    const wrong = await inLanes(
      withEach(declared(), people),
      async ([[path, permission], person]) => {
        const response = await ask(client, person, path)
        const isOpen = refusedFor(response.status(), response.body()) === null
        if (isOpen === person.permissions.has(permission)) return null
        return `${path} (${permission}) for ${person.name}: ${response.status()}`
      }
    )
    assert.isAbove(declared().size, 40)
    assert.deepEqual(wrong, [])
  }).timeout(600_000)

  test('every action is refused to exactly the profiles that lack its permission', async ({
    client,
    assert,
  }) => {
    const tries = withEach(registries().actions.all(), await everybody())
    const wrong = await inLanes(tries, async ([{ name, permission }, person]) => {
      const response = await ask(client, person, `/api/actions/${name}`, 'POST')
      const refused = refusedFor(response.status(), response.body())
      const expected = person.permissions.has(permission) ? null : permission
      if (refused === expected) return null
      return `${name} for ${person.name}: ${refused} instead of ${expected}`
    })
    assert.deepEqual(wrong, [])
  }).timeout(600_000)

  test('no other address refuses what a profile holds', async ({ client, assert }) => {
    const known = declared()
    const doors = Object.values(router.toJSON())
      .flat()
      .filter(({ methods, pattern }) => methods.includes('GET') && !pattern.includes('*'))
      .map(({ pattern }) => pattern.replace(':name', 'configuration.approve'))
      .map((pattern) => pattern.replaceAll(/:[^/]+/g, '987654321'))
      .filter((path) => !known.has(path) && !/^\/(login|health|lock|session)/.test(path))
      // A stream goes on for minutes to whom it does not refuse.
      .filter((path) => !path.endsWith('/stream'))
    const wrong = await inLanes(withEach(doors, await everybody()), async ([path, person]) => {
      const response = await ask(client, person, path)
      const permission = refusedFor(response.status(), response.body())
      const isWrong = permission !== null && person.permissions.has(permission)
      if (!isWrong && response.status() < 500) return null
      return `${path} for ${person.name}: ${response.status()} ${permission ?? ''}`
    })
    assert.isAbove(doors.length, 40)
    assert.deepEqual(wrong, [])
  }).timeout(600_000)

  test('no action on the business of the utility asks only for a permission to query', ({
    assert,
  }) => {
    const reading = /\.(read|view|personal_data)$/
    const asked = registries()
      .actions.all()
      .filter(({ permission }) => reading.test(permission))
      .filter(({ name }) => ![...OWN_SCREENS, ...ASKED_INSIDE].some((one) => one.test(name)))
    assert.deepEqual(
      asked.map(({ name, permission }) => `${name}: ${permission}`),
      []
    )
  })
})
