import router from '@adonisjs/core/services/router'
import { test } from '@japa/runner'
import type { ApiClient } from '@japa/api-client'
import db from '@adonisjs/lucid/services/db'
import User from '#core/access/models/user'
import { query } from '#core/database/index'
import { registries } from '#core/kernel/index'
import type { RecordType } from '#core/records/index'
import { freshDatabase } from '#tests/support/database'

type Paths = Readonly<Record<string, Readonly<Record<string, object>>>>

async function pathsFor(client: ApiClient, email: string): Promise<Paths> {
  const user = await User.findByOrFail('email', email)
  const answer = await client.get('/api/openapi.json').loginAs(user)
  return (answer.body() as { paths: Paths }).paths
}

/** Every address for other systems, as the router knows it: `get /api/jobs/{id}`. */
function doors(): string[] {
  return Object.values(router.toJSON())
    .flat()
    .filter(({ pattern }) => pattern.startsWith('/api/'))
    .flatMap(({ methods, pattern }) =>
      methods
        .filter((method) => method !== 'HEAD')
        .map((method) => `${method.toLowerCase()} ${pattern.replaceAll(/:(\w+)/g, '{$1}')}`)
    )
}

const isWritten = ({ permissions, createAction }: RecordType) =>
  permissions.write !== null || createAction !== undefined

/** Doors of a record type that always refuse: nobody writes it, or it has nothing to do in bulk. */
function shut(): ReadonlySet<string> {
  return new Set(
    registries()
      .records.all()
      .flatMap((type) => [
        ...(isWritten(type) ? [] : [`post /api${type.path}`]),
        ...(type.permissions.write === null ? [`patch /api${type.path}/{id}`] : []),
      ])
  )
}

test.group('Security | the description of the interface', (group) => {
  freshDatabase(group)
  group.setup(async () => {
    // An administrator of everything, whatever the profiles of the demonstration leave out.
    await query(
      db,
      `insert into access_profile_permissions (profile_id, permission)
         select p.id, n.name from access_profiles p, unnest(?::text[]) as n(name) where p.code = 'administrator'
       on conflict do nothing`,
      [registries().permissions.names()]
    )
  })

  test('tells every address that the router opens to other systems', async ({ client, assert }) => {
    const paths = await pathsFor(client, 'ana.admin@demo.aqueduto')
    const told = new Set(
      Object.entries(paths).flatMap(([path, operations]) =>
        Object.keys(operations).map((method) => `${method} ${path}`)
      )
    )
    const refusing = shut()
    const untold = doors().filter((door) => {
      if (refusing.has(door) || told.has(door)) return false
      // One address for each thing that is done in bulk; a type without any has none.
      const [, base] = /^post (\/api.*\/bulk\/)\{action\}$/.exec(door) ?? []
      return base === undefined
    })
    assert.deepEqual(untold, [])
  })

  test('tells nothing that the router does not open', async ({ client, assert }) => {
    const paths = await pathsFor(client, 'ana.admin@demo.aqueduto')
    const open = new Set(doors())
    const patterns = doors()
      .filter((door) => door.endsWith('/bulk/{action}'))
      .map((door) => door.slice(0, -'{action}'.length))
    const invented = Object.entries(paths).flatMap(([path, operations]) =>
      Object.keys(operations)
        .filter((method) => method !== 'parameters')
        .map((method) => `${method} ${path}`)
        .filter((door) => !open.has(door) && !patterns.some((one) => door.startsWith(one)))
    )
    assert.deepEqual(invented, [])
  })

  test('who may not call an address does not see it', async ({ client, assert }) => {
    const paths = await pathsFor(client, 'carla.atendimento@demo.aqueduto')
    for (const path of ['/api/configuration/versions/{id}', '/api/webhooks']) {
      assert.isFalse(Object.hasOwn(paths, path), path)
    }
    assert.isTrue(Object.hasOwn(paths, '/api/openapi.json'))
  })
})
